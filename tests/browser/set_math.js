// Sets the formulas in the texts of a notebook's cells as JupyterLab does: the same MathJax, the
// same marks of formulas, the same extensions, apart from the two that hide an error.
window.MathJax = {
  tex: {
    inlineMath: [["$", "$"], ["\\(", "\\)"]],
    displayMath: [["$$", "$$"], ["\\[", "\\]"]],
    processEscapes: true,
    processEnvironments: true,
    packages: { "[-]": ["noerrors", "noundefined"] },
    formatError: (jax, error) => {
      window.mathErrors.push(error.message)
      return jax.formatError(error)
    },
  },
  startup: { typeset: false },
}

// What is wrong in each text, and the TeX that was found in it.
window.setMath = async (texts) => {
  const found = []
  for (const text of texts) {
    window.mathErrors = []
    const cell = document.createElement("div")
    for (const [place, part] of text.split(/(~~~[^]*?~~~|`[^`]*`)/).entries()) {
      const piece = document.createElement(place % 2 ? "code" : "span")
      piece.textContent = part
      cell.append(piece)
    }
    document.body.replaceChildren(cell)
    cell.querySelectorAll("span").forEach((span) => span.replaceWith(span.textContent))
    cell.normalize()
    MathJax.startup.document.clear()
    await MathJax.typesetPromise([cell])
    const set = [...MathJax.startup.document.math]
    const unset = set.filter((item) => !item.typesetRoot || item.typesetRoot.querySelector("mjx-merror"))
    found.push({
      errors: [...window.mathErrors, ...unset.map((item) => `not set: ${item.math}`)],
      tex: set.map((item) => item.math.trim()),
      rest: cell.textContent.match(/\\[a-zA-Z]+/g) || [],
    })
  }
  return found
}
