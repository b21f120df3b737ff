"""The parts of answers that are second derivatives: quotients of quotients; for real points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from proofpress.answers import (
    Gradient,
    Jacobian,
    Numbers,
    Tangent,
    demand,
    pulled_back,
    shape_of,
    value_at,
)
from proofpress.coordinates import Entries, Reals, form_of, to_reals
from proofpress.quotients import Function, along, slopes


@dataclass(frozen=True)
class Hessian:
    """Every output by every two inputs, shape output + input + input; for real points."""

    fun: Function
    point: Any
    order = 2

    def numbers(self, directions: Reals) -> Numbers:
        """See `Part`."""
        form = form_of(self.point)
        inner_rounding = np.zeros(0)

        def inner(x: Any) -> Entries:
            nonlocal inner_rounding
            found = slopes(self.fun, form, to_reals(form, x), directions)
            inner_rounding = found.rounding.ravel()  # entry by entry: scales may be far apart
            return found.along.ravel()

        found = slopes(inner, form, to_reals(form, self.point), directions)
        with np.errstate(all="ignore"):
            rounding = found.rounding + 2 * inner_rounding / found.lengths[:, None]
        return found.along.ravel(), rounding.ravel()

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """See `Part`."""
        outer, inner = shape_of(value_at(self.fun, self.point)), shape_of(self.point)
        demand(answer, outer + inner + inner)
        size = int(np.prod(inner))
        full = np.reshape(answer, (-1, size, size) if size else (0, 0, 0))
        along_both: Entries = np.einsum("pj,qi,oij->pqo", directions, directions, full)
        return along_both.ravel()

    def whole(self) -> Any:
        """See `Part`."""
        return Jacobian(lambda x: Jacobian(self.fun, x).whole(), self.point).whole()


@dataclass(frozen=True)
class Curvature:
    """The Hessian times a vector: the gradient of the slope along `tangent`; for real points."""

    fun: Function
    point: Any
    tangent: Any
    order = 2

    def numbers(self, directions: Reals) -> Numbers:
        """See `Part`."""
        return self._gradient().numbers(directions)

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """See `Part`."""
        return self._gradient().expected(answer, directions)

    def whole(self) -> Any:
        """See `Part`."""
        return self._gradient().whole()

    def _gradient(self) -> Gradient:
        return Gradient(lambda x: along(self.fun, x, self.tangent).along[0], self.point)


@dataclass(frozen=True)
class GaussNewton:
    """J^T H J v, with H the Hessian of `outer` at the function's value."""

    fun: Function
    outer: Function
    point: Any
    tangent: Any
    order = 2

    def numbers(self, directions: Reals) -> Numbers:
        """See `Part`."""
        return self._gradient().numbers(directions)

    def expected(self, answer: Any, directions: Reals) -> Entries:
        """See `Part`."""
        return np.asarray(directions @ pulled_back(form_of(self.point), answer))

    def whole(self) -> Any:
        """See `Part`."""
        return self._gradient().whole()

    def _gradient(self) -> Gradient:
        pushed = Tangent(self.fun, self.point, self.tangent).whole()
        middle = value_at(self.fun, self.point)
        return Gradient(self.fun, self.point, Curvature(self.outer, middle, pushed).whole())
