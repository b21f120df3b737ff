"""What can't be printed is refused with its page and line, or printed so that it looks right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bad_input.conftest import problems_at, refused
from tests.conftest import SmallGuide, contents
from tests.pdf.reading import Printed, packed, read_pdf
from tests.pdf.test_pages import outside

PAGE = "docs/index.md"
SUM = " + ".join(f"x_{{{n}}}" for n in range(60))
WIDE_WORD = "x" * 100

REFUSED = {
    "a formula wider than the page": (f"$$\nS = {SUM}\n$$", SUM[:20], "formula is wider"),
    "a formula in a sentence that can't be broken": (
        rf"The sum $\left({SUM}\right)$ ends.",
        "The sum",
        "formula is wider",
    ),
    "a table wider than the page": (
        f"| one | other |\n|---|---|\n| `{'x' * 50}` | `{'y' * 50}` |",
        "| one |",
        "table is wider",
    ),
    "a code line wider than the page": (f"```text\n{'x' * 120}\n```", "x" * 120, "120 characters"),
    "a word wider than the page": (f"A {WIDE_WORD} word.", WIDE_WORD, "a word wider"),
    "code in a sentence wider than the page": (f"A `{WIDE_WORD}` span.", WIDE_WORD, "a word wider"),
    "a character that no font has": ("Two 漢字 here.", "漢字", "'漢'"),
    "a character in code that no font has": ("```text\nTwo 漢字\n```", "Two 漢字", "'漢'"),
    "a character in a formula that no font has": (r"A $\text{漢}$ here.", r"\text{漢}", "'漢'"),
    "a macro without a way to print it": (r"A $\color{red}{x}$ formula.", r"\color", "'color'"),
    "an element without a way to print it": (
        '<video src="../figures/a.mp4" controls></video>',
        "<video",
        "<video>",
    ),
    "an image without an alternative text": (
        "![](picture.svg)",
        "![](picture.svg)",
        "no alternative text",
    ),
}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90pt" height="90pt">'
    '<rect width="90" height="90"/></svg>'
)


def add(guide: SmallGuide, text: str) -> None:
    """Add `text` to the first page and build the site."""
    page = guide.root / PAGE
    page.write_text(f"{page.read_text('utf-8')}\n{text}\n", "utf-8")
    guide.write("docs/picture.svg", PICTURE)
    done = guide.build()
    assert done.returncode == 0, done.stderr


def printed(guide: SmallGuide) -> Printed:
    """The guide's PDF."""
    done = guide.print()
    assert done.returncode == 0, done.stderr
    return read_pdf(guide.site / "downloads" / "jacobians-and-hessians.pdf")


def refused_print(guide: SmallGuide, where: str) -> str:
    """The problem at `where` that the PDF names; it leaves no PDF."""
    done = guide.print()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not list(guide.site.rglob("*.pdf"))
    return problems_at(done.stderr, where)


@pytest.mark.parametrize("bad", REFUSED)
def test_what_cannot_be_printed_is_named_by_page_and_line(
    small_guide: SmallGuide, bad: str
) -> None:
    text, marker, said = REFUSED[bad]
    add(small_guide, text)
    line = small_guide.line(PAGE, marker)
    assert said in refused_print(small_guide, f"{PAGE}:{line}")


def test_an_image_that_is_missing_is_named_by_page_and_line(small_guide: SmallGuide) -> None:
    add(small_guide, "![A square](picture.svg)")
    (small_guide.site / "picture.svg").unlink()
    line = small_guide.line(PAGE, "A square")
    assert "doesn't have" in refused_print(small_guide, f"{PAGE}:{line}")


def test_a_figure_that_is_missing_is_named_by_page_and_line(small_guide: SmallGuide) -> None:
    (small_guide.site / "figures" / "jacobian" / "slope" / "drawn.svg").unlink()
    line = small_guide.line("docs/jacobian/slope.md", "slope/drawn.py")
    assert "doesn't have" in refused_print(small_guide, f"docs/jacobian/slope.md:{line}")


def test_a_dead_link_is_named_by_page_and_line(small_guide: SmallGuide) -> None:
    page = small_guide.site / "index.html"
    text = page.read_text("utf-8")
    assert 'href="jacobian/slope/#to-use-it"' in text
    page.write_text(text.replace("slope/#to-use-it", "slope/#gone"), "utf-8")
    line = small_guide.line(PAGE, "one page")
    assert "a dead link" in refused_print(small_guide, f"{PAGE}:{line}")


def test_a_page_outside_the_navigation_is_named(small_guide: SmallGuide) -> None:
    settings = small_guide.root / "mkdocs.yml"
    nav = "\nnav:\n  - Home: index.md\n  - Slopes:\n      - Slope: jacobian/slope.md\n"
    settings.write_text(settings.read_text("utf-8") + nav, "utf-8")
    small_guide.write("docs/alone.md", "---\ntitle: Alone\n---\n\n# Alone\n\nNobody leads here.\n")
    done = small_guide.build()
    if done.returncode:  # strict MkDocs refuses it before
        assert "alone.md" in done.stderr
        done = small_guide.build("--no-strict")
        assert done.returncode == 0, done.stderr
    assert "navigation" in refused_print(small_guide, "docs/alone.md:5")


def test_mkdocs_build_keeps_the_old_site_where_the_pdf_is_refused(small_guide: SmallGuide) -> None:
    text, marker, said = REFUSED["a formula wider than the page"]
    page = small_guide.root / PAGE
    page.write_text(f"{page.read_text('utf-8')}\n{text}\n", "utf-8")
    where = f"{PAGE}:{small_guide.line(PAGE, marker)}"
    assert said in problems_at(refused(small_guide, PAGES_ONLY=""), where)


def test_mkdocs_build_prints_unless_told_not_to(small_guide: SmallGuide) -> None:
    assert not list(small_guide.site.rglob("*.pdf"))
    done = small_guide.build(PAGES_ONLY="")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (small_guide.site / "downloads").glob("*.pdf")}
    ends = ("", "-mid", "-high")
    assert names == {f"jacobians-and-hessians{end}.pdf" for end in ends}


GOOD = {
    "a table with much text": (
        f"| one | other |\n|---|---|\n| {'many words ' * 30} | {'more words ' * 40} |",
        "manywords" * 30,
    ),
    "a long formula in a sentence": (f"The sum ${SUM}$ ends.", "ends."),
    "a formula a little wider than the page": (
        "$$\n" + " + ".join(f"x_{{{n}}}" for n in range(16)) + "\n$$",
        "15",
    ),
    "a code line of 90 characters": (f"```text\n{'ab ' * 30}\n```", "ab" * 30),
    "signs that mean something to Typst": (
        r"A \# and \* and \_ and $x$ and @ and = and // and \<b\> and ~ and [x] and \$ and a -- b.",
        "A#and*and_and",
    ),
    "a list that begins with a number": ("1\\. isn't a list.\n\n- 2\\. is in one", "1.isn'talist."),
    "an image": ("![A square](picture.svg)", ""),
}


@pytest.mark.parametrize("good", GOOD)
def test_what_can_be_printed_looks_right(small_guide: SmallGuide, good: str) -> None:
    text, said = GOOD[good]
    add(small_guide, text)
    pdf = printed(small_guide)
    assert packed(said) in pdf.text
    assert outside(pdf) == []
    if "image" in good:
        assert "A square" in [node.alternative for node in pdf.of("Figure")]


def test_a_refused_print_leaves_the_pdf_of_before(small_guide: SmallGuide) -> None:
    assert small_guide.print().returncode == 0
    before = contents(small_guide.site / "downloads")
    page = small_guide.site / "index.html"
    page.write_text(page.read_text("utf-8").replace("<h1", "<blink></blink><h1", 1), "utf-8")
    done = small_guide.print()
    assert done.returncode == 1
    assert re.search(r"<blink>", done.stderr)
    assert contents(small_guide.site / "downloads") == before


def test_there_is_no_site(small_guide: SmallGuide, tmp_path: Path) -> None:
    done = small_guide.run("pdf", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "there is no site here" in done.stderr
