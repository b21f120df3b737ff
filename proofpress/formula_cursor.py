"""A place in a row of tokens, what its names are, and what a reader of them has to offer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, Self

from proofpress.formula_expressions import (
    Compose,
    Directional,
    Expression,
    Gradient,
    Hessian,
    Index,
    Jacobian,
    Name,
    Partial,
    Prime,
    Product,
    Relation,
    Sum,
)
from proofpress.formula_tokens import Token, written
from proofpress.formula_trees import FormulaError

FUNCTION, SET, WORDS, HELD = "function", "set", "words", "held"
Vocabulary = Mapping[str, int | str]
"""What each name is: a number of axes for a value, or one of the words above."""


@dataclass
class Cursor(ABC):
    """Reads a row of tokens from left to right.

    Attributes:
        row: the tokens.
        vocabulary: what the names are.
        bars: how many bars, `|`, are open.
        position: the number of the token that comes next.
    """

    row: Sequence[Token]
    vocabulary: Vocabulary
    bars: int = 0
    position: int = 0

    @abstractmethod
    def relations(self) -> list[Relation]:
        """What is said up to the next comma, words or line."""

    @abstractmethod
    def sum(self) -> Expression:
        """Terms with signs between them."""

    @abstractmethod
    def term(self) -> Expression:
        """Factors, with or without something between them."""

    @abstractmethod
    def factor(self) -> Expression:
        """One factor with its indices, exponents and arguments."""

    @abstractmethod
    def function(self) -> Expression:
        """A function that isn't called yet, for a sign of differentiation before it."""

    def within(self, row: Sequence[Token], bound: Mapping[str, int | str] | None = None) -> Self:
        """A reader of `row`, tokens inside a token, perhaps with more names."""
        return type(self)(row, {**self.vocabulary, **(bound or {})})

    def peek(self, ahead: int = 0) -> Token:
        """The next token, or an end."""
        place = self.position + ahead
        return self.row[place] if place < len(self.row) else Token("end", "")

    def take(self, kind: str = "", text: str = "") -> Token:
        """The next token, which must be of this kind and text."""
        token = self.peek()
        if (kind and token.kind != kind) or (text and token.text != text):
            self.fail(f"expected {kind} {text}, found {token.text or 'the end'!r}")
        self.position += 1
        return token

    def have(self, *kinds: str) -> bool:
        """Whether the next token is of one of these kinds."""
        return self.peek().kind in kinds

    def fail(self, what: str) -> NoReturn:
        """Raise what is wrong here.

        Raises:
            FormulaError: always; it says what, and marks the place with `>>`.
        """
        before, after = self.row[: self.position], self.row[self.position :]
        raise FormulaError(f"{what}, at: {written(before)} >> {written(after)}")

    def all_of(
        self, row: Sequence[Token], bound: Mapping[str, int | str] | None = None
    ) -> Expression:
        """The one expression that `row` is."""
        inner = self.within(row, bound)
        found = inner.sum()
        inner.end()
        return found

    def end(self) -> None:
        """Nothing may come any more."""
        if not self.have("end"):
            self.fail("can't be read on from here")

    def kind(self, name: str) -> int | str | None:
        """What `name` is, if that is known."""
        return self.vocabulary.get(name)

    def is_function(self, node: Expression) -> bool:  # noqa: PLR0911  (a line a kind)
        """Whether `node` is a function that isn't called."""
        if isinstance(node, Name):
            return self.kind(node.tex) == FUNCTION
        if isinstance(node, Prime | Gradient | Jacobian | Hessian | Directional | Compose):
            return True
        if isinstance(node, Partial):
            return node.held is None and self.is_function(node.body)
        if isinstance(node, Index):
            return self.is_function(node.base)
        if isinstance(node, Product):
            return any(map(self.is_function, node.factors))
        if isinstance(node, Sum):
            return all(map(self.is_function, node.terms))
        return False
