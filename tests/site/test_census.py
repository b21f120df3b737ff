"""The census: every Python block that a reader sees is an example, and every example is seen.

Programs and sections are read from snippets/ here anew, without the package.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import ROOT
from tests.site.conftest import Pages

PLAIN = {"console", "text", "markdown", "yaml", "toml"}
SECTION = re.compile(
    r"^# --8<-- \[start:(.+)\]\n(.*?)^# --8<-- \[end:\1\]\n", re.DOTALL | re.MULTILINE
)
MARKER = re.compile(r"^# --8<-- .*\n", re.MULTILINE)
PYTHON = re.compile(r"^\s*(>>> |import \w|from [\w.]+ import |def \w+\(|print\()", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """What snippets/ says about one example."""

    program: str
    shown: frozenset[str]
    output: str

    @property
    def draws(self) -> bool:
        return "plt.show()" in self.program


@pytest.fixture(scope="module")
def snippets() -> dict[str, Source]:
    """Every example in snippets/, by its path there."""
    folder = ROOT / "snippets"
    found = {}
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text("utf-8")
        program = MARKER.sub("", text).strip("\n") + "\n"
        sections = {MARKER.sub("", m[2]).strip("\n") + "\n" for m in SECTION.finditer(text)}
        output = path.with_suffix(".out").read_text("utf-8")
        name = path.relative_to(folder).as_posix()
        found[name] = Source(program, frozenset({program, *sections}), output)
    return found


def examples(pages: Pages) -> Iterator[tuple[str, str, Tag]]:
    """Each example on each page: the page, the example's name, its element."""
    for path, page in pages.items():
        for element in page.select("[data-example]"):
            yield path, str(element["data-example"]), element


def blocks(page: BeautifulSoup | Tag) -> list[Tag]:
    """Every block of code that a reader sees, whatever it is wrapped in."""
    found = page.select("pre, code[class*=language-], .highlight, [data-copy]")
    return [e for e in found if not any(p in found for p in e.parents)]


def is_output(block: Tag) -> bool:
    return "example-output" in block.get_attribute_list("class")


def test_every_block_is_an_example_or_plain_text(pages: Pages) -> None:
    strangers = []
    for path, page in pages.items():
        for block in blocks(page):
            if block.find_parent(attrs={"data-example": True}):
                continue
            languages = re.findall(r'class="[^"]*\blanguage-(\w+)', str(block))
            if not languages or not PLAIN.issuperset(languages) or PYTHON.search(block.get_text()):
                strangers.append((path, languages, block.get_text()))
    assert strangers == []


def test_every_example_is_on_a_page_once_and_every_one_on_a_page_exists(
    pages: Pages, snippets: dict[str, Source]
) -> None:
    assert Counter(name for _, name, _ in examples(pages)) == Counter(snippets.keys())


def test_the_code_shown_is_the_program_or_a_section_of_it(
    pages: Pages, snippets: dict[str, Source]
) -> None:
    wrong = []
    for path, name, element in examples(pages):
        shown = [block.get_text() for block in blocks(element) if not is_output(block)]
        if len(shown) != 1 or shown[0] not in snippets[name].shown:
            wrong.append((path, name, shown))
    assert wrong == []


def test_the_copy_button_gives_the_whole_program(pages: Pages, snippets: dict[str, Source]) -> None:
    wrong = []
    for path, name, element in examples(pages):
        for pre in element.select("pre"):
            # Material asks the block for its closest element with something to copy; where there
            # is none, it copies what the block shows
            around = next((e for e in (pre, *pre.parents) if e.has_attr("data-copy")), None)
            given = str(around["data-copy"]) if around else pre.get_text()
            if not is_output(pre) and given != snippets[name].program:
                wrong.append((path, name, given))
            if is_output(pre) and (around or "no-copy" not in pre.get_attribute_list("class")):
                wrong.append((path, name, given))
    assert wrong == []


def test_the_output_shown_is_the_output_file(pages: Pages, snippets: dict[str, Source]) -> None:
    wrong = []
    for path, name, element in examples(pages):
        shown = [output.get_text() for output in element.select(".example-output")]
        expected = [snippets[name].output] if snippets[name].output else []
        if shown != expected:
            wrong.append((path, name, shown))
    assert wrong == []


def test_an_output_has_no_copy_button(pages: Pages) -> None:
    # Material adds one to `pre > code` and `.highlight`, unless it is `.no-copy`
    outputs = [o for _, _, element in examples(pages) for o in element.select(".example-output")]
    assert outputs
    assert [o for o in outputs if "no-copy" not in o["class"] or o.find("code")] == []
    assert [o for o in outputs if o.find_parent(class_="highlight")] == []


def test_a_figure_is_there_exactly_where_the_example_draws(
    pages: Pages, snippets: dict[str, Source]
) -> None:
    assert any(source.draws for source in snippets.values())
    counts = {name: len(e.select(".example-figure")) for _, name, e in examples(pages)}
    assert counts == {name: int(source.draws) for name, source in snippets.items()}


def test_a_figure_is_drawn_and_has_a_text_alternative_and_a_caption(pages: Pages) -> None:
    poor = []
    for path, name, element in examples(pages):
        for figure in element.select(".example-figure"):
            images = figure.select("svg[role=img]")
            captions = [c.get_text(" ", strip=True) for c in figure.select("figcaption")]
            label = str(images[0].get("aria-label", "")).strip() if len(images) == 1 else ""
            caption = re.fullmatch(r"Figure \d+\. .+", " ".join(captions), re.DOTALL)
            if not label or len(captions) != 1 or not caption or not figure.select("svg path"):
                poor.append((path, name, label, captions))
    assert poor == []


def test_an_example_links_to_its_file_and_to_itself(
    pages: Pages, snippets: dict[str, Source], site: Path
) -> None:
    wrong = []
    for path, name, element in examples(pages):
        addresses = [str(link["href"]) for link in element.select("a[href]")]
        files = [urljoin(path, address) for address in addresses if address.endswith(".py")]
        if files != [f"snippets/{name}"] or f"#{element.get('id')}" not in addresses:
            wrong.append((path, name, addresses))
    assert wrong == []
    served = {name: (site / "snippets" / name).read_bytes() for name in snippets}
    assert served == {name: source.program.encode() for name, source in snippets.items()}


def test_no_python_stands_outside_of_code(pages: Pages) -> None:
    for path, page in pages.items():
        visible = [
            text
            for text in page.find_all(string=PYTHON)
            if not text.find_parent(["pre", "code", "script", "style"])
        ]
        assert visible == [], path
