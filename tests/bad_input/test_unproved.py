"""What no proof has looked at isn't published: a strict build refuses it, a server says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from proofpress.record import FILE
from tests.bad_input.conftest import problems_at
from tests.bad_input.test_serving import fetch, free_address, serving, wait_for
from tests.conftest import SmallGuide, contents, mkdocs

PAGE = "docs/jacobian/slope.md"
SQUARE = "snippets/jacobian/slope/square.py"
EQUATION = "no proof of the equation 'slope'"


def edit_equation(guide: SmallGuide) -> str:
    guide.edit(PAGE, "f'(a) = 2a.", "f'(a) = 3a.")
    return f"{PAGE}:{guide.line(PAGE, '/// equation')}"


def edit_example(guide: SmallGuide) -> str:
    guide.edit(SQUARE, "return x**2", "return x * x")
    return SQUARE


def edit_sentence(guide: SmallGuide) -> str:
    guide.edit("docs/index.md", "It has", "It has got")
    return "docs/index.md:1"


def edit_proof(guide: SmallGuide) -> str:
    guide.write("tests/equations/jacobian/test_slope.py", "# another proof\n")
    return f"{PAGE}:{guide.line(PAGE, '/// equation')}"


def edit_macro(guide: SmallGuide) -> str:
    guide.write("docs/macros.yml", r"'\norm': '\left| #1 \right|'" + "\n")
    return f"{PAGE}:{guide.line(PAGE, '/// equation')}"


def lose_record(guide: SmallGuide) -> str:
    (guide.root / FILE).unlink()
    return SQUARE


def break_record(guide: SmallGuide) -> str:
    guide.write(FILE, '{"equations": ')
    return SQUARE


def other_versions(guide: SmallGuide) -> str:
    record = json.loads((guide.root / FILE).read_text("utf-8"))
    record["versions"]["numpy"] = "1.0"
    guide.write(FILE, json.dumps(record))
    return FILE


CHANGES: list[tuple[Callable[[SmallGuide], str], str]] = [
    (edit_equation, EQUATION),
    (edit_example, "no second opinion on the derivatives of this example"),
    (edit_sentence, "the numbers of this page"),
    (edit_proof, EQUATION),
    (edit_macro, EQUATION),
    (lose_record, "no second opinion"),
    (break_record, "no second opinion"),
    (other_versions, "the proofs ran with other versions"),
]


@pytest.mark.parametrize(("change", "what"), CHANGES, ids=[c.__name__ for c, _ in CHANGES])
def test_a_strict_build_refuses_what_changed_since_its_proof(
    change: Callable[[SmallGuide], str], what: str, small_guide: SmallGuide
) -> None:
    where = change(small_guide)
    site = contents(small_guide.site)

    done = small_guide.build_as_recorded()

    assert done.returncode != 0
    told = problems_at(done.stderr, where)
    assert what in told
    assert "run the proofs" in told
    assert contents(small_guide.site) == site

    small_guide.prove()
    assert small_guide.build_as_recorded().returncode == 0


def test_a_build_that_is_not_strict_says_so_on_the_page(small_guide: SmallGuide) -> None:
    edit_equation(small_guide)
    assert mkdocs("build", folder=small_guide.root).returncode == 0
    warned = boxes(small_guide.site)
    assert list(warned) == ["jacobian/slope/index.html"]
    assert EQUATION in warned["jacobian/slope/index.html"]


def test_a_proved_site_warns_nowhere(built_guide: SmallGuide) -> None:
    assert boxes(built_guide.site) == {}


def boxes(site: Path) -> dict[str, str]:
    """The warning of each page that has one."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        box = BeautifulSoup(path.read_text("utf-8"), "lxml").select_one("article .warning")
        if box:
            found[path.relative_to(site).as_posix()] = box.get_text()
    return found


def test_a_server_shows_the_page_and_says_so_until_it_is_proved(
    small_guide: SmallGuide, tmp_path: Path
) -> None:
    address, log = free_address(), tmp_path / "log"
    with serving(small_guide, address, log):
        wait_for(lambda: "the slope at 3 is 6" in fetch(address), log)
        assert EQUATION not in fetch(address).replace("&#39;", "'")

        edit_equation(small_guide)
        wait_for(lambda: EQUATION in fetch(address).replace("&#39;", "'"), log)

        small_guide.prove()
        wait_for(lambda: "3a" in fetch(address) and "Not proved" not in fetch(address), log)
