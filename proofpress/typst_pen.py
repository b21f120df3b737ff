"""What every writer of a formula's nodes needs: the characters of commands, and the row writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from proofpress.formula_trees import FormulaError, Node
from proofpress.typst_signs import EMPTY, SIGNS, escaped

Symbols = Mapping[str, str]
"""The character that KaTeX shows for each command that stands for one."""


@dataclass(frozen=True)
class Pen:
    """Writes what stands within a node.

    Attributes:
        symbols: the characters of commands.
        row: writes a row of nodes, and so knows every type of them.
    """

    symbols: Symbols
    row: Callable[[Sequence[Node], Pen], str]

    def write(self, nodes: Sequence[Node]) -> str:
        """A row of nodes."""
        return self.row(nodes, self)

    def inner(self, node: Node | Sequence[Node] | None) -> str:
        """What stands inside something: never nothing, which Typst would take for no argument."""
        if node is None:
            return EMPTY
        return self.write([node] if isinstance(node, dict) else node) or EMPTY

    def character(self, text: str) -> str:
        """The character that stands for `text`, a key of the keyboard or a command.

        Raises:
            FormulaError: for a command that stands for none.
        """
        if not text.startswith("\\"):
            return SIGNS.get(text, text)
        if not self.symbols.get(text):
            raise FormulaError(f"there is no way yet to print the symbol {text}")
        return self.symbols[text]

    def classed(self, kind: str, text: str) -> str:
        """The character in one of Typst's classes."""
        return f'class("{kind}", {escaped(self.character(text))})'
