r"""Read what formulas are made of: terms, factors, and what is attached to them.

`y_k(1 - y_k)` is a product if $y$ is a vector, and `f(a)` a value if $f$ is a function: what a
name stands for decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from proofpress import formula_arithmetic
from proofpress import formula_notations as notations
from proofpress.formula_cursor import FUNCTION, HELD, SET, Cursor
from proofpress.formula_expressions import (
    Absolute,
    Apply,
    Call,
    Compose,
    Degrees,
    Directional,
    Dot,
    Expression,
    Gradient,
    Hessian,
    Index,
    Jacobian,
    Listed,
    Name,
    Norm,
    Number,
    Others,
    Partial,
    Power,
    Prime,
    Product,
    Quotient,
    Root,
    Sum,
    Transpose,
)
from proofpress.formula_tokens import Token, written

NAMED = frozenset(formula_arithmetic.NAMED)
STARTS = frozenset({"number", "name", "open", "fraction", "root", "operator", "matrix", "cases"})
STARTS |= {"nabla"}
DIFFERENTIATING = frozenset("JHD")


@dataclass
class Terms(Cursor):
    """A reader of expressions."""

    def sum(self) -> Expression:
        """Terms with signs between them, dots among them."""
        terms: list[Expression] = []
        signs: list[int] = []
        while True:
            sign = 1
            if self.have("row") and self.peek(1).kind == "sign":
                self.take()
            if self.have("sign"):
                sign = 1 if self.take().text == "+" else -1
            elif terms:
                break
            if self.have("dots"):
                self.take()
                self.take("sign", "+")
                if not terms or {sign, *signs} != {1}:
                    self.fail("dots need terms before them, all added")
                terms, signs = [notations.dotted(self, terms, self.term())], [1]
            else:
                terms.append(self.term())
                signs.append(sign)
        return terms[0] if signs == [1] else Sum(tuple(terms), tuple(signs))

    def term(self) -> Expression:
        r"""Juxtaposed factors, with `\cdot`, `\times`, `/` or `\circ` between."""
        left = self.juxtaposed()
        while self.have("dot", "times", "slash", "circ"):
            kind = self.take().kind
            if kind == "dot":
                left = Dot(left, self.juxtaposed())
            elif kind == "times":
                left = Product((left, self.juxtaposed()))
            elif kind == "circ":
                left = Compose(left, self.juxtaposed())
                if not (self.is_function(left.outer) and self.is_function(left.inner)):
                    self.fail("only functions can be composed")
            else:
                left = Quotient(left, self.factor())
                if self.starts_factor():
                    self.fail("a factor after a slash could stand above or below the line")
        return left

    def juxtaposed(self) -> Expression:
        """Factors side by side."""
        factors = [self.factor()]
        while self.starts_factor():
            if self.have("number"):
                self.fail("a number can't follow a factor without a sign between them")
            factors.append(self.factor())
        return factors[0] if len(factors) == 1 else Product(tuple(factors))

    def starts_factor(self) -> bool:
        """Whether a factor comes next."""
        return self.have(*STARTS) or (self.have("bar") and not self.bars)

    def factor(self) -> Expression:
        """A factor with what is attached to it."""
        return self.attached(self.primary())

    def attached(self, node: Expression) -> Expression:
        """`node` with its indices, exponents and arguments."""
        while True:
            if self.have("scripts"):
                node = self.scripted(node)
            elif self.is_function(node) and self.have("open") and self.peek().text == "(":
                node = Call(node, self.listed())
            else:
                return node

    def function(self) -> Expression:
        """A function that isn't called."""
        node = self.primary()
        while self.have("scripts") and self.is_function(node):
            node = self.scripted(node)
        if not self.is_function(node):
            self.fail("expected a function")
        return node

    def scripted(self, node: Expression) -> Expression:
        """`node` with a subscript, an exponent, a transpose or primes."""
        below, above = self.take("scripts").parts
        if below and isinstance(node, Partial) and self.is_held(node.body):
            return replace(node, held=Name(written(below)))
        if below:
            node = Index(node, notations.subscripts(self, node, below))
        kinds = [token.kind for token in above]
        if not above:
            return node
        if set(kinds) == {"prime"}:
            if not self.is_function(node):
                self.fail("a prime needs a function before it, or a name that has it")
            return Prime(node, len(kinds))
        if self.is_function(node):
            self.fail("a function has no exponent until it is called")
        if kinds == ["top"]:
            return Transpose(node)
        if kinds == ["circ"]:
            return Degrees(node)
        return Power(node, self.all_of(above))

    def is_held(self, node: Expression) -> bool:
        """Whether `node` is a quantity that is differentiated with something held."""
        return isinstance(node, Name) and self.kind(node.tex) == HELD

    def listed(self) -> tuple[Expression, ...]:
        """What stands between parentheses, with commas."""
        opening = self.take("open")
        inner = self.within(self.row)
        inner.position = self.position
        items: list[Expression] = []
        while not items or inner.have("comma"):
            if items:
                inner.take()
            if inner.have("dots") and inner.peek(1).kind in ("comma", "close"):
                inner.take()
                items.append(Others())
            else:
                items.append(inner.sum())
        inner.take("close", opening.text)
        self.position = inner.position
        return tuple(items)

    def primary(self) -> Expression:  # noqa: C901, PLR0911  (a line or two a construct)
        """What a factor starts with."""
        token = self.peek()
        if token.kind == "open":
            return self.grouped()
        if token.kind == "name":
            return self.named()
        self.take()
        if token.kind == "number":
            return Number(Fraction(token.text))
        if token.kind == "fraction":
            if notations.is_derivative(self, token):
                return notations.derivative(self, token)
            return Quotient(*map(self.all_of, token.parts))
        if token.kind == "root":
            body, degree = token.parts
            return Root(self.all_of(body), self.all_of(degree) if degree else Number(Fraction(2)))
        if token.kind == "operator":
            given = self.kind(token.text) == FUNCTION
            return Name(token.text) if given else self.operated(token.text)
        if token.kind == "matrix":
            return notations.matrix(self, token)
        if token.kind == "cases":
            return notations.cases(self, token)
        if token.kind == "nabla":
            return Gradient(self.function())
        if token.kind == "bar":
            inner = self.within(self.row)
            inner.position, inner.bars = self.position, 1
            size = inner.sum()
            inner.take("bar")
            self.position = inner.position
            return Absolute(size)
        self.position -= 1
        return self.fail(f"no reading for {token.text or 'an end'!r} here")

    def grouped(self) -> Expression:
        """What delimiters hold: a length, an absolute value, a list, or a part by itself."""
        opening = self.peek().text
        items = self.listed()
        if len(items) > 1 and opening != "(":
            self.fail("a list stands between parentheses")
        if any(isinstance(item, Others) for item in items):
            self.fail("no reading for dots here")
        if opening == "‖":
            return Norm(items[0])
        if opening == "|":
            return Absolute(items[0])
        return items[0] if len(items) == 1 else Listed(items)

    def named(self) -> Expression:
        """A name, the longest that is known; or a sign of differentiation."""
        name = self.take().text
        scripts = self.peek()
        if scripts.kind == "scripts":
            below, above = scripts.parts
            prime = above if {t.kind for t in above} == {"prime"} else ()
            if self.kind(f"{name} {scripts.text}") is not None:
                self.take()
                return Name(f"{name} {scripts.text}")
            index = f"{name} _{{{written(below)}}}"
            if below and self.kind(index) is not None and not prime:
                self.take()
                rest = Token("scripts", f"^{{{written(above)}}}", parts=((), above))
                self.row = [*self.row[: self.position], rest, *self.row[self.position :]]
                return Name(index)
            if below and name in DIFFERENTIATING and self.differentiates(name, below[0]):
                return self.differentiated(name)
        if self.kind(name) in (None, SET):
            self.position -= 1
            self.fail(f"unknown symbol {name!r}")
        return Name(name)

    def differentiates(self, name: str, index: Token) -> bool:
        """Whether a name with this index is a sign of differentiation, and not an entry."""
        function = index.kind == "nabla" or self.kind(index.text) == FUNCTION
        return self.kind(name) is None or (name != "D" and function)

    def differentiated(self, name: str) -> Expression:
        """`J_f`, `H_f` or `D_u f`."""
        below, above = self.take("scripts").parts
        if above:
            self.fail("the exponent stands after the point")
        inner = self.all_of(below)
        if name == "D":
            return Directional(inner, self.function())
        if not self.is_function(inner):
            self.fail(f"{name} needs a function as its index")
        return Jacobian(inner) if name == "J" else Hessian(inner)

    def operated(self, name: str) -> Expression:
        """A limit, a sum, or a function that TeX has a name for with its argument."""
        if name == "lim":
            return notations.limit(self)
        if name == "sum":
            return notations.series(self)
        if name not in NAMED:
            self.fail(f"no reading for the operator {name!r}")
        power = self.take() if self.have("scripts") else None
        if power and power.parts[0]:
            self.fail("no reading for this index")
        arguments = self.listed() if self.peek().text == "(" else (self.argument(),)
        applied = Apply(name, arguments)
        return Power(applied, self.all_of(power.parts[1])) if power else applied

    def argument(self) -> Expression:
        r"""An argument without parentheses: `\theta`, `2\theta`, `J_f(a)`."""
        factors = [self.factor()]
        if isinstance(factors[0], Number) and self.have("name", "root", "fraction"):
            factors.append(self.factor())
        if self.starts_factor() and not self.peek().spaced and not self.have("operator"):
            self.fail("where does the argument end? Put it in parentheses, or a space after it")
        return factors[0] if len(factors) == 1 else Product(tuple(factors))
