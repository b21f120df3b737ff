// What is wrong with a page on paper, for test_pages.py: with High only chosen and every box closed.
() => {
  document.documentElement.dataset.levelShown = "high"
  for (const details of document.querySelectorAll("details")) details.open = false
  const all = (selector) => [...document.querySelectorAll(selector)]
  const name = (element) => element.outerHTML.slice(0, 100)
  const shown = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0
  const onScreenOnly = ".level-more, .page-files, .page-report, .example-links, .headerlink, [hidden], i:has(> math)"
  const parts = all("article *").filter((part) => !part.closest(`${onScreenOnly}, .katex > [aria-hidden], svg`))
  return {
    folded: parts
      .filter((part) => part.matches("h1, h2, h3, p, li, pre, figure, .equation") && part.textContent.trim())
      .filter((part) => !shown(part))
      .map(name),
    cut: parts
      .filter(
        (part) =>
          part.getBoundingClientRect().right > innerWidth + 1 ||
          (getComputedStyle(part).overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1),
      )
      .map(name),
    pressed: all(".level-control, button, input:not([type=checkbox]), .report, .md-content__button")
      .filter(shown)
      .map(name),
  }
}
