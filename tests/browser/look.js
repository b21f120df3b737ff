// What a page looks like, in facts that test_pages.py can judge. All its details are open.
async () => {
  await document.fonts.ready
  const root = document.documentElement
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const box = (element) => element.getBoundingClientRect()
  const visible = (element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    box(element).width > 0 &&
    box(element).height > 0

  scrollTo(10000, 0)
  const sideways = scrollX || Math.max(0, root.scrollWidth - root.clientWidth)
  scrollTo(0, 0)

  // Formulas: where they are, and whether the fonts came that their signs ask for.
  const formulas = all("article .katex > [aria-hidden]")
  const asked = new Set(
    formulas
      .flatMap((formula) => all("i", formula))
      .filter((part) => [...part.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
      .map((part) => getComputedStyle(part).fontFamily.split(",")[0].replaceAll('"', "")),
  )
  const came = new Set(
    [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family.replaceAll('"', "")),
  )
  const hitsItsNumber = (equation) => {
    const [formula, number] = [".formula-set", ".equation-number"].map((part) => box(equation.querySelector(part)))
    const apart = formula.right <= number.left || formula.bottom <= number.top || number.bottom <= formula.top
    return !apart || number.right > root.clientWidth
  }

  // Figures: what is painted, and how far it stands out from the paper.
  const light = (colour) => {
    const parts = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255)
    const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one, other) => {
    const [less, more] = [light(one), light(other)].sort((a, b) => a - b)
    return (more + 0.05) / (less + 0.05)
  }
  const paper = getComputedStyle(document.body).backgroundColor
  const figure = (svg) => {
    const shapes = all("path, use, rect, line, polyline, polygon, circle, ellipse, text", svg).filter(
      (shape) => !shape.closest("defs, clipPath"),
    )
    const strokes = shapes
      .filter((shape) => box(shape).width + box(shape).height > 0)
      .map((shape) => getComputedStyle(shape).stroke)
      .filter((stroke) => stroke !== "none")
    const paints = shapes.flatMap((shape) => [getComputedStyle(shape).stroke, getComputedStyle(shape).fill])
    return {
      visible: visible(svg) && box(svg).width > 200,
      strokes: strokes.filter((stroke) => contrast(stroke, paper) >= 3).length,
      black: paints.filter((paint) => paint === "rgb(0, 0, 0)").length,
    }
  }

  return {
    scheme: document.body.dataset.mdColorScheme,
    paper: light(paper),
    sideways,
    formulas: formulas.length,
    unseenFormulas: formulas.filter((formula) => !visible(formula)).map((formula) => formula.textContent),
    missingFonts: [...asked].filter((family) => !came.has(family)),
    hitNumbers: all(".equation").filter(hitsItsNumber).map((equation) => equation.id),
    figures: all("article svg[role=img]").map(figure),
  }
}
