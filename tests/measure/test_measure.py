"""The yardstick is what it says it is, and the table shows what was measured."""

from __future__ import annotations

import json
import re

import pytest

from proofpress.examples import parse_example, read_examples
from tests.conftest import ROOT, SmallGuide, mkdocs
from tests.measure.builds import Took, summary
from tests.measure.plain import plain_page, write_plain

PAGE = r"""
# Title

## The idea {level=high}

See [](eq:slope) and [it](example:a.py). $x^2$

/// example | a.py
    section: part
    alt: What is seen.
The caption.
///

/// equation | slope
f'(a) = 2a
///

/// exercise | Try it
What is $y$?

//// details | Answer
    type: answer
It is 3.
////
///
"""
PLAIN = r"""
# Title

## The idea

See slope and ita.py. $x^2$

```python
print(1)
```

The caption.

$$
f'(a) = 2a
$$

### Try it
What is $y$?

//// details | Answer
    type: answer
It is 3.
////
"""


def test_a_plain_page_has_nothing_of_ours() -> None:
    source = "import math\n# --8<-- [start:part]\nprint(1)\n# --8<-- [end:part]\n"
    assert plain_page(PAGE, {"a.py": parse_example("a.py", source)}) == PLAIN


def test_the_guide_builds_plainly_with_all_its_code(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("plain")
    write_plain(ROOT, folder)
    pages = "\n".join(p.read_text("utf-8") for p in (folder / "docs").rglob("*.md"))
    examples = read_examples(ROOT / "snippets")
    shown = [
        e for e in examples.values() if any(t in pages for t in (e.program, *e.sections.values()))
    ]
    assert len(shown) == len(examples)
    assert not re.search(r"^/{3} ?(example|equation|exercise)", pages, re.MULTILINE)
    assert "proofpress" not in (folder / "mkdocs.yml").read_text("utf-8")
    done = mkdocs("build", folder=folder)
    assert done.returncode == 0, done.stderr
    built = len([*(folder / "site").rglob("index.html")])
    assert built == len([*(ROOT / "docs").rglob("*.md")])


def test_ratios_are_those_of_the_same_round() -> None:
    plain = [Took(1, 1), Took(2, 1), Took(4, 1)]
    found = summary({"plain": plain, "cold": [Took(2, 3), Took(4, 5), Took(4, 9)]})
    assert found["cold"] == {"seconds": 4.0, "processors": 5.0, "ratio": 2.0}
    assert found["plain"]["ratio"] == 1.0


def test_the_page_shows_the_numbers_of_the_result_file(small_guide: SmallGuide) -> None:
    results = json.loads((ROOT / "docs" / "measurements.json").read_text("utf-8"))
    results["builds"]["kinds"]["cold"] = {
        "seconds": 12.34,
        "processors": 23.45,
        "ratio": 5.67,
    }
    results["visit"]["bytes"] = 123456
    small_guide.write("docs/measurements.json", json.dumps(results))
    blocks = "\n/// measurements | builds\n///\n\n/// measurements | visit\n///\n"
    small_guide.edit("docs/index.md", "# A small guide\n", f"# A small guide\n{blocks}")
    done = small_guide.build()
    assert done.returncode == 0, done.stderr
    page = (small_guide.site / "index.html").read_text("utf-8")
    assert "12.34" in page
    assert "5.67" in page
    assert "23.45" in page
    assert "123.5 KB" in page
    assert results["builds"]["of"]["commit"] in page
    assert not (small_guide.site / "measurements.json").exists()


def test_a_part_that_was_not_measured_fails_the_build(small_guide: SmallGuide) -> None:
    block = "\n/// measurements | builds\n///\n"
    small_guide.edit("docs/index.md", "# A small guide\n", f"# A small guide\n{block}")
    done = small_guide.build()
    assert done.returncode != 0
    assert "docs/index.md:3: docs/measurements.json has no part 'builds'." in done.stderr
