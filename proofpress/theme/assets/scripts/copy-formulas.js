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
    const tex = formula.querySelector("annotation").textContent
    const mark = formula.matches(".formula-display") ? "$$" : "$"
    formula.replaceChildren(mark + tex + mark)
  }
  for (const link of part.querySelectorAll(".headerlink")) link.remove()

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
