"""The state of every source of random numbers that an example can use, kept and put back."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Chance:
    """The state of Python's and numpy's random numbers, and of the example's generators."""

    python: object
    numpy: str
    numpy_state: dict[str, Any]
    generators: tuple[tuple[np.random.Generator, str, Any], ...]

    @classmethod
    def now(cls) -> Chance:
        """As it is now; generators are found among the names of `__main__`."""
        state: Any = np.random.get_state(legacy=False)
        found = [v for v in vars(sys.modules["__main__"]).values() if _is_generator(v)]
        generators = tuple((g, repr(g.bit_generator.state), g.bit_generator.state) for g in found)
        return cls(random.getstate(), _words(state), state, generators)

    def restore(self) -> None:
        """Put it back as it was."""
        python: Any = self.python
        random.setstate(python)
        np.random.set_state(self.numpy_state)
        for generator, _, state in self.generators:
            generator.bit_generator.state = state

    def same_as(self, other: Chance) -> bool:
        """Whether no random number was drawn between the two."""
        mine, others = ([(id(g), text) for g, text, _ in c.generators] for c in (self, other))
        return (self.python, self.numpy, mine) == (other.python, other.numpy, others)


def _is_generator(value: Any) -> bool:
    return isinstance(value, np.random.Generator)


def _words(state: dict[str, Any]) -> str:
    inner = state["state"]
    return f"{inner['key'].tobytes().hex()} {inner['pos']} {state['has_gauss']}"
