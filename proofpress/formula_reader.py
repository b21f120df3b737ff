r"""Read a formula's tokens into a typed tree.

What isn't known, or could be read in two ways, fails. What the names stand for, the caller says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from proofpress import formula_notations as notations
from proofpress.formula_cursor import SET, WORDS, Vocabulary
from proofpress.formula_expressions import (
    Expression,
    Formula,
    Limit,
    Name,
    Relation,
)
from proofpress.formula_terms import Terms
from proofpress.formula_tokens import tokens, written
from proofpress.formula_trees import FormulaError, parse_formulas

RELATIONS = {"=": "=", r"\le": r"\le", r"\leq": r"\le", r"\ge": r"\ge", r"\geq": r"\ge"}
RELATIONS |= {"<": "<", ">": ">", r"\ne": r"\ne", r"\approx": r"\approx", r"\in": r"\in"}
IMPLICATIONS = frozenset({r"\Longrightarrow", r"\Rightarrow", r"\Longleftrightarrow"})
JOINING_WORDS = frozenset({"and", "for all", "for every", "for"})


def read_formula(tex: str, vocabulary: Vocabulary, macros: Mapping[str, str]) -> Formula:
    """Read a displayed formula.

    Args:
        tex: the formula's TeX.
        vocabulary: what each of its names is, the names written as `name_key` writes them.
        macros: the guide's macros.

    Raises:
        FormulaError: for TeX that KaTeX refuses, a name that isn't in the vocabulary, a construct
            that has no reading or more than one. It says what, and where.
    """
    (tree,) = parse_formulas([(tex, True)], macros)
    try:
        return Reader(tokens(tree), vocabulary).formula()
    except FormulaError as error:
        raise FormulaError(f"{error} (in {tex!r})") from None


def name_keys(names: Sequence[str], macros: Mapping[str, str]) -> list[str]:
    r"""Each name as the reader sees it, so that `x_1`, `W'` or `\tilde f` can be looked up."""
    return list(_keys(tuple(names), tuple(macros.items())))


@cache
def _keys(names: tuple[str, ...], macros: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    trees = parse_formulas([(name, True) for name in names], dict(macros))
    return tuple(written(tokens(tree)) for tree in trees)


@dataclass
class Reader(Terms):
    """A reader of all that a formula says."""

    def formula(self) -> Formula:
        """All that the formula says."""
        arrows = [t for t in self.row if t.kind == "arrow" and t.parts[0]]
        self.vocabulary = {**{t.parts[0][0].text: 0 for t in arrows}, **self.vocabulary}
        clauses: list[Relation] = []
        while not self.have("end"):
            if self.have("comma", "wide", "row", "period") or self.peek().text in IMPLICATIONS:
                self.take()
            elif self.have("words"):
                clauses += self.words()
            else:
                clauses += self.relations()
        if not clauses:
            self.fail("nothing is said")
        return Formula(tuple(clauses))

    def words(self) -> list[Relation]:
        """What comes after words: they join, or they stand for a value and "is"."""
        token = self.take()
        if token.parts[0][0].text in JOINING_WORDS:
            return []
        if self.kind(token.text) != WORDS:
            self.position -= 1
            self.fail(f"no meaning is given to the words {token.text}")
        return [Relation((Name(token.text), self.sum()), ("=",))]

    def relations(self) -> list[Relation]:
        r"""A chain of relations; `a, x \in U` is one for each."""
        firsts = [self.sum()]
        while self.have("comma") and not self.ends_clause(1):
            self.take()
            firsts.append(self.sum())
        sides = [firsts[-1]]
        signs: list[str] = []
        done: list[Relation] = []
        while self.at_relation():
            if self.have("row"):
                self.take()
            token = self.take()
            if token.kind == "arrow":
                variable, target, side = notations.approach(self, token.parts[0])
                done += [Relation(tuple(sides), tuple(signs))] if signs else []
                sides, signs = [Limit(variable, target, side, sides[-1])], [r"\to"]
                sides.append(self.sum())
                continue
            signs.append(RELATIONS[token.text])
            sides.append(self.set() if token.text == r"\in" else self.sum())
        if len(firsts) > 1 and signs != [r"\in"]:
            self.fail("a list needs a set that all of it is in")
        lists = [Relation((first, sides[1]), (r"\in",)) for first in firsts[:-1]]
        return [*lists, *done, Relation(tuple(sides), tuple(signs))]

    def ends_clause(self, ahead: int) -> bool:
        """Whether what is said ends there."""
        return self.peek(ahead).kind in ("end", "wide", "row", "words")

    def at_relation(self) -> bool:
        """Whether a relation comes next, perhaps on a new line."""
        token = self.peek(1) if self.have("row") else self.peek()
        return token.kind == "arrow" or token.text in RELATIONS

    def set(self) -> Expression:
        """A set that something is in."""
        token = self.take("name")
        if token.text == r"\mathbb{R}":
            return notations.space(self)
        if self.kind(token.text) != SET:
            self.position -= 1
            self.fail(f"unknown set {token.text!r}")
        return Name(token.text)
