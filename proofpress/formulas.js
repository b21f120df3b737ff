// Sets formulas with KaTeX, and leaves out of its HTML what makes no difference to anybody.
// NAMED and GENERATIONS are read from its style sheet: see formula_style.py. LINE is in formulas.py.

const {Span, SymbolNode} = katex.__domTree

function refuse(context) {  // KaTeX would only colour it red
  throw new Error(context.command + " is not for a guide's formulas")
}

function renderAll(formulas, macros) {
  return JSON.stringify(formulas.map(([tex, display]) => {
    try {
      const tree = katex.__renderToDomTree(tex, {
        displayMode: display, throwOnError: true, strict: "error", trust: refuse,
        macros: Object.assign({}, macros),
      })
      const [mathml, html] = (display ? tree.children[0] : tree).children
      dropTex(mathml)
      trim(html, 0)
      return {html: tree.toMarkup()}
    } catch (error) {
      return {error: String(error.message)}
    }
  }))
}

// The MathML without its copy of the TeX: the element around it carries that.
function dropTex({children: [math]}) {
  math.children = [math.children[0].children[0]]
}

// Take the classes off that the style sheet doesn't name, and then the element from around a sign
// that has nothing else to it. Where the style sheet styles every child of some class, or every
// grandchild, `counted` tells for how many generations more an element has to stay one.
function trim(node, counted) {
  if (!node.classes) return  // a drawing
  const below = Math.max(counted - 1, ...node.classes.map((name) => GENERATIONS.get(name) || 0))
  node.classes = node.classes.filter((name) => NAMED.has(name))
  if (!node.children) return
  const children = joined(node.children.flatMap(flat)).filter((child) => !isLowStrut(child))
  for (const child of children) trim(child, below)
  node.children = children.map((child, place) => {
    if (!isBare(child)) return child
    // two signs as one text would be set a hair closer or further apart
    const touches = place > 0 && isBare(children[place - 1])
    return below > 0 || touches ? (children[place] = new Span([], [child])) : child
  })
}

// A sign that would stand on the page as text, in no element of its own.
function isBare(node) {
  const isPlain = node instanceof SymbolNode && !node.classes.some(Boolean)
  return isPlain && isEmpty(node.style) && node.italic <= 0
}

const isEmpty = (object) => Object.keys(object).length === 0

// What is no element on the page is looked through.
const flat = (node) =>
  node.children && node.classes && !(node instanceof Span) ? node.children.flatMap(flat) : [node]

// Letters that KaTeX leaves side by side are one text: those of `cos`.
function joined(nodes) {
  const kept = []
  for (const node of nodes) {
    const last = kept[kept.length - 1]
    if (last && isBare(last) && isBare(node)) last.text += node.text
    else kept.push(node)
  }
  return kept
}

// KaTeX props each line open to the height of what stands in it; any line is as high as LINE.
function isLowStrut({classes, style}) {
  if (!classes || !classes.includes("katex-strut")) return false
  const depth = -parseFloat(style.verticalAlign || 0)
  return parseFloat(style.height) - depth <= LINE.up && depth <= LINE.down
}
