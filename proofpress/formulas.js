// Sets formulas with KaTeX, and leaves out of its HTML what makes no difference to anybody.
// NAMED and GENERATIONS are read from its style sheet: see formula_style.py.

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

const isEmpty = (object) => Object.keys(object).length === 0

// The node without the classes that the style sheet doesn't name; in the place of an element that
// has nothing to it, what it holds. Where the style sheet styles every child of some class, and
// every grandchild, `counted` tells for how many generations more an element must stay one.
function trimmed(node, counted) {
  const {Span, SymbolNode} = katex.__domTree
  const isSpan = node instanceof Span
  if (!node.classes || (node instanceof SymbolNode && counted > 0)) return [node]
  if (node.children) {
    const below = Math.max(counted - 1, ...node.classes.map((name) => GENERATIONS.get(name) || 0))
    const next = isSpan ? below : counted  // a fragment is no element
    node.children = node.children.flatMap((child) => trimmed(child, next))
  }
  node.classes = node.classes.filter((name) => NAMED.has(name))
  const isPlain = isSpan && !node.classes.length && isEmpty(node.style) && isEmpty(node.attributes)
  return isPlain && counted <= 0 ? node.children : [node]
}
