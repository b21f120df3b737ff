"""KaTeX's own parse tree of a formula: one grammar for the page, its proofs and the PDF.

A node is a plain dictionary with a "type" and what KaTeX keeps for that type; macros are expanded.
Where a node stood in the TeX is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from proofpress.formulas import katex_engine

Node = dict[str, Any]
PROGRAM = """
function parseAll(formulas, macros) {
  return JSON.stringify(formulas.map(([tex, display]) => {
    try {
      return {tree: katex.__parse(tex, {
        displayMode: display, throwOnError: true, strict: "error", macros: {...macros},
      })};
    } catch (error) {
      return {error: String(error.message)};
    }
  }), (key, value) => key === "loc" ? undefined : value);
}
"""


class FormulaError(ValueError):
    """A formula that can't be read: why."""


def parse_formulas(
    formulas: Sequence[tuple[str, bool]], macros: Mapping[str, str]
) -> list[list[Node]]:
    """The parse tree of each (TeX, whether it is displayed), as KaTeX reads it.

    Args:
        formulas: the formulas' TeX.
        macros: the guide's macros, as `formulas.read_macros` gives them.

    Raises:
        FormulaError: for TeX that KaTeX refuses, with its reason.
    """
    engine = katex_engine()
    engine.eval(PROGRAM)
    trees = []
    answers = json.loads(engine.call("parseAll", list(formulas), dict(macros)))
    for (tex, _), answer in zip(formulas, answers, strict=True):
        if "error" in answer:
            raise FormulaError(f"{answer['error']} (in {tex!r})")
        trees.append(answer["tree"])
    return trees
