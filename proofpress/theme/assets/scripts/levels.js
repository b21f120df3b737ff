// The level control in the header: High only, up to Mid, or everything. The choice is kept from
// page to page and can be given in a link (?level=mid). Without this script everything shows.
(() => {
  const LEVELS = ["high", "mid", "low"]
  const CHOICES = {
    high: ["High", "High only: the idea"],
    mid: ["Mid", "Up to Mid: to use it"],
    low: ["Low", "Everything, down to Low: to be sure"],
  }
  const root = document.documentElement
  const shown = () => root.dataset.levelShown || "low"
  const place = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)))
  const hides = (level) => LEVELS.indexOf(level) > LEVELS.indexOf(shown())

  function keep(level) {
    try {
      localStorage.setItem("level", level)
    } catch (error) {
      // A browser that keeps nothing still shows what was chosen on this page.
    }
  }

  function show(level) {
    root.dataset.levelShown = level
    for (const input of document.querySelectorAll(".level-control input"))
      input.checked = input.value === level
    for (const more of document.querySelectorAll(".level-more")) more.remove()
    offerMore()
    followContents()
  }

  function choose(level) {
    keep(level)
    show(level)
  }

  // A heading's words. One with a formula has them written with it, as a line of text.
  function plainText(heading) {
    const copy = heading.cloneNode(true)
    for (const part of copy.querySelectorAll(".headerlink")) part.remove()
    return copy.textContent
  }

  // After the last level that shows, a line that offers the next one.
  function offerMore() {
    const sections = [...document.querySelectorAll("section[data-level]")]
    const next = sections.find((section) => hides(section.dataset.level))
    if (!next) return
    const line = document.createElement("p")
    line.className = "level-more"
    const button = document.createElement("button")
    button.type = "button"
    button.className = "md-button"
    button.textContent = `Show ${CHOICES[next.dataset.level][0]}: ${next.querySelector("h2").dataset.title}`
    button.addEventListener("click", () => {
      choose(next.dataset.level)
      next.querySelector("h2").scrollIntoView()
      next.querySelector("h2").focus()
    })
    line.append(button)
    next.before(line)
  }

  // The page contents list only what shows.
  function followContents() {
    for (const link of document.querySelectorAll(".md-nav--secondary a[href*='#']")) {
      const target = place(link.hash)
      const section = target && target.closest("section[data-level]")
      link.closest("li").hidden = Boolean(section) && hides(section.dataset.level)
    }
  }

  // A link that leads into a level that is folded away opens it, for this page only.
  function followLink() {
    const target = place(location.hash)
    const section = target && target.closest("section[data-level]")
    if (section && hides(section.dataset.level)) {
      show(section.dataset.level)
      target.scrollIntoView()
    }
  }

  function makeControl() {
    if (document.querySelector(".level-control")) return
    const control = document.createElement("fieldset")
    control.className = "level-control"
    const legend = document.createElement("legend")
    legend.textContent = "How far down to read"
    control.append(legend)
    for (const level of LEVELS) {
      const [name, meaning] = CHOICES[level]
      const label = document.createElement("label")
      label.title = meaning
      const input = document.createElement("input")
      input.type = "radio"
      input.name = "level"
      input.value = level
      input.setAttribute("aria-label", meaning)
      input.addEventListener("change", () => choose(level))
      const text = document.createElement("span")
      text.textContent = name
      label.append(input, text)
      control.append(label)
    }
    document.querySelector(".md-header__title").after(control)
  }

  function start() {
    const asked = new URLSearchParams(location.search).get("level")
    if (LEVELS.includes(asked)) keep(asked)
    let kept = null
    try {
      kept = localStorage.getItem("level")
    } catch (error) {
      kept = null
    }
    makeControl()
    for (const heading of document.querySelectorAll("section[data-level] > h2")) {
      heading.tabIndex = -1
      heading.dataset.title ??= plainText(heading)
    }
    show(LEVELS.includes(asked) ? asked : LEVELS.includes(kept) ? kept : shown())
    followLink()
  }

  // Material tells of each page that it loads; from disk, where it doesn't, there is but one.
  if (window.document$) window.document$.subscribe(start)
  else document.addEventListener("DOMContentLoaded", start)
  window.addEventListener("hashchange", followLink)
  // The link whose address is shown already changes nothing, and may lead into what was folded since.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']")
    if (link && link.href === location.href) followLink()
  })

  // On paper everything is unfolded.
  let closed = []
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")]
    for (const details of closed) details.open = true
  })
  window.addEventListener("afterprint", () => {
    for (const details of closed) details.open = false
  })
})()
