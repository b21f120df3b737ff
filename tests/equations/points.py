"""Points at which equations are proved: hypothesis strategies for numbers, columns and matrices.

Numbers are sixteenths, so that what is exact on paper mostly stays so; zero is among them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

Array = NDArray[np.float64]


def numbers(low: float = -2, high: float = 2) -> st.SearchStrategy[float]:
    """Numbers from `low` to `high`."""
    return st.integers(round(16 * low), round(16 * high)).map(lambda k: k / 16)


def columns(n: int, low: float = -2, high: float = 2) -> st.SearchStrategy[Array]:
    """Columns of n numbers, as arrays with one axis."""
    return st.lists(numbers(low, high), min_size=n, max_size=n).map(np.array)


def matrices(m: int, n: int, low: float = -2, high: float = 2) -> st.SearchStrategy[Array]:
    """Matrices with m rows and n columns."""
    return columns(m * n, low, high).map(lambda entries: entries.reshape(m, n))


def angles(low: float = -3, high: float = 3) -> st.SearchStrategy[float]:
    """Angles in radians, by default a little less than a full turn."""
    return numbers(low, high)


def directions(n: int) -> st.SearchStrategy[Array]:
    """Columns of n numbers that aren't all zero."""
    return columns(n).filter(lambda v: bool(np.any(np.abs(v) > 0.25)))


def unit_vectors(n: int) -> st.SearchStrategy[Array]:
    """Columns of n numbers, of length 1."""
    return directions(n).map(lambda v: v / np.linalg.norm(v))


def invertible(n: int) -> st.SearchStrategy[Array]:
    """Square matrices that are far from having no inverse."""
    return matrices(n, n).filter(lambda m: bool(np.linalg.cond(m) < 50))


def places(n: int) -> st.SearchStrategy[int]:
    """Indices from 1 to n."""
    return st.integers(1, n)


def indices(**lengths: int) -> dict[str, Any]:
    """Strategies for several indices, by their names and the lengths of their axes."""
    return {name: places(length) for name, length in lengths.items()}
