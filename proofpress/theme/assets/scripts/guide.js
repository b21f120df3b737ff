// Copying a selection gives each formula as its TeX, once. Without this script the selection
// would hold what KaTeX draws and the MathML beside it.
document.addEventListener("copy", (event) => {
  const selection = window.getSelection()
  if (!event.clipboardData || !selection.rangeCount || selection.isCollapsed) return

  // A selection that starts or ends inside a formula takes in the whole of it.
  const range = selection.getRangeAt(0).cloneRange()
  const whole = (node) => (node.nodeType === 1 ? node : node.parentElement).closest(".formula")
  const first = whole(range.startContainer)
  const last = whole(range.endContainer)
  if (first) range.setStartBefore(first)
  if (last) range.setEndAfter(last)

  const part = range.cloneContents()
  const formulas = part.querySelectorAll(".formula")
  if (!formulas.length) return
  for (const formula of formulas) {
    const mark = formula.matches(".formula-display") ? "$$" : "$"
    formula.replaceChildren(mark + formula.dataset.tex + mark)
  }
  for (const aside of part.querySelectorAll(".headerlink, button")) aside.remove()

  // innerText breaks lines as the page does, but only for what is on the page.
  const holder = document.createElement("div")
  holder.style.cssText = "position: fixed; left: -9999px; white-space: pre-wrap"
  holder.append(part)
  document.body.append(holder)
  event.clipboardData.setData("text/plain", holder.innerText)
  event.clipboardData.setData("text/html", holder.innerHTML)
  holder.remove()
  event.preventDefault()
})

// What Material's script leaves undone, as it goes over a page. It puts each copy button into a
// landmark, and a dozen landmarks without a name lead a screen reader nowhere. And it lets a wide
// table scroll, but not by keyboard.
const scrollsByKey = new ResizeObserver((changes) => {
  for (const { target } of changes) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1
})
new MutationObserver(() => {
  for (const row of document.querySelectorAll(".md-code__nav:not([role])")) row.setAttribute("role", "none")
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
    table.tabIndex = -1
    scrollsByKey.observe(table)
  }
}).observe(document.documentElement, { childList: true, subtree: true })
