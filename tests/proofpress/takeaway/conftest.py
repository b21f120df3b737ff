"""What the tests of what is taken along share: a checked guide with a bit of everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proofpress.checks import CheckedGuide, check
from proofpress.guide import read_guide
from proofpress.takeaway.expanded import Piece, pieces
from tests.conftest import SmallGuide

Pieces = Callable[[str, str], list[Piece]]
MORE = """\
---
title: More
description: What a page
  can have.
---

# More

Of [](eq:slope) and [that one](eq:own), $\\half{x}$[^why] costs \\$1, `$\\half y$`[^how].

/// equation | own
\\half{1} = 2
///

Term
:   What it *means*,
    in two lines.

```yaml
a: $1
```

## Exercises { .quiet #tasks }

/// exercise | Try $\\half 3$
Look at [](figure:jacobian/slope/drawn.py).

//// details | Answer
    type: answer
Ask [a program](#tasks):

/// example | more/two.py
///

Done.
////
///

[^why]: A *why*.
[^how]: By `code`,
    and $\\half z$.
"""
PATH = "more/more.md"


@pytest.fixture
def fuller_guide(small_guide: SmallGuide) -> SmallGuide:
    """The small guide with a page that has a bit of everything."""
    small_guide.write("docs/macros.yml", "'\\half': '\\frac{#1}{2}'\n")
    small_guide.write(f"docs/{PATH}", MORE)
    small_guide.write("snippets/more/two.py", "print(2)\n")
    small_guide.write("snippets/more/two.out", "2\n")
    return small_guide


@pytest.fixture
def checked(fuller_guide: SmallGuide) -> CheckedGuide:
    return check(read_guide(fuller_guide.root))


@pytest.fixture
def read(checked: CheckedGuide) -> Pieces:
    """The pieces of the page at a path, with files that end so."""

    def read_pieces(path: str, suffix: str) -> list[Piece]:
        page = checked.guide.page(path)
        assert page is not None
        return pieces(page, checked, suffix)

    return read_pieces
