// Sets formulas with KaTeX, and leaves out of its HTML what makes no difference to anybody.
// NAMED and GENERATIONS are read from its style sheet: see formula_style.py. LINE is in formulas.py.

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
      const [both] = display ? tree.children : [tree]
      dropTex(both.children[0])
      return {html: trimmed(tree, 0)[0].toMarkup()}
    } catch (error) {
      return {error: String(error.message)}
    }
  }))
}

// The MathML without its copy of the TeX: the element around it carries that.
function dropTex({children: [math]}) {
  math.children = [math.children[0].children[0]]
}

// KaTeX makes a line at least as high as what stands in it. Any line is as high as its font asks for.
function isLow({style}) {
  const depth = -parseFloat(style.verticalAlign || 0)
  return parseFloat(style.height) - depth <= LINE.up && depth <= LINE.down
}

const isEmpty = (object) => Object.keys(object).length === 0

const {Span, SymbolNode} = katex.__domTree

// A sign that would stand on the page as text, in no element of its own.
const isBare = (node) =>
  node instanceof SymbolNode && !node.classes.some(Boolean) && isEmpty(node.style) && node.italic <= 0

const wrapped = (node) => new Span([], [node])

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

// Signs that KaTeX sets apart stay so: as one text they would be a hair closer or further apart.
function apart(nodes) {
  const kept = []
  for (const node of nodes) {
    const touches = kept.length && isBare(node) && isBare(kept[kept.length - 1])
    kept.push(touches ? wrapped(node) : node)
  }
  return kept
}

// The node without the classes that the style sheet doesn't name; in the place of an element that
// has nothing to it, what it holds. Where the style sheet styles every child of some class, and
// every grandchild, `counted` tells for how many generations more an element must stay one.
function trimmed(node, counted) {
  if (!node.classes) return [node]
  if (node.classes.includes("katex-strut") && isLow(node)) return []
  const isSpan = node instanceof Span
  if (node.children) {
    const below = Math.max(counted - 1, ...node.classes.map((name) => GENERATIONS.get(name) || 0))
    const next = isSpan ? below : counted  // a fragment is no element
    node.children = apart(joined(node.children).flatMap((child) => trimmed(child, next)))
  }
  node.classes = node.classes.filter((name) => NAMED.has(name))
  if (counted > 0) return [isBare(node) ? wrapped(node) : node]
  return isSpan && !node.classes.length && isEmpty(node.style) && isEmpty(node.attributes)
    ? node.children
    : [node]
}
