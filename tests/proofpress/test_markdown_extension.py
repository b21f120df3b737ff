"""The Markdown extension by itself: what becomes of examples, equations, levels and references."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from proofpress.errors import GuideError
from proofpress.formula_html import tex_of
from tests.conftest import DRAWN, SmallGuide
from tests.proofpress.conftest import converter, rendered

PAGE = "docs/jacobian/slope.md"
SENTENCE = "The slope of $x^2$ at $a$ is"


@pytest.fixture
def page(small_guide: SmallGuide) -> BeautifulSoup:
    """The concept page, as it is."""
    return rendered(small_guide)


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """The one element that fits."""
    (found,) = page.select(selector)
    return found


def test_an_example_is_one_element_with_all_of_it(page: BeautifulSoup) -> None:
    example = one(page, '[data-example="jacobian/slope/square.py"]')
    assert one(example, ".example-output").get_text() == "slope at 3: 6.0\n"
    assert one(example, ".example-file")["href"] == "../snippets/jacobian/slope/square.py"
    assert one(example, ".headerlink")["href"] == f"#{example['id']}"
    assert example.select(".example-figure") == []


def test_a_section_is_shown_and_the_whole_program_copied(page: BeautifulSoup) -> None:
    example = one(page, '[data-example="jacobian/slope/square.py"]')
    shown = one(example, ".example-code pre").get_text()
    assert shown == 'print("slope at 3:", grad(square)(3.0))\n'
    assert one(example, "[data-copy]")["data-copy"] == (
        "from autograd import grad\n\n\ndef square(x):\n    return x**2\n\n\n"
        'print("slope at 3:", grad(square)(3.0))\n'
    )


def test_a_program_that_is_shown_whole_is_not_there_twice(page: BeautifulSoup) -> None:
    example = one(page, '[data-example="jacobian/slope/drawn.py"]')
    assert one(example, ".example-code pre").get_text() == DRAWN
    assert example.select("[data-copy]") == []


def test_code_is_in_colours_with_little_markup(page: BeautifulSoup) -> None:
    code = one(page, '[data-example="jacobian/slope/square.py"] code')
    assert code.decode_contents().startswith(
        '<i class="nb">print</i><i>(</i><i class="s2">"slope at 3:"</i><i>,</i> grad<i>(</i>'
    )


def test_a_figure_has_its_alternative_number_and_caption(page: BeautifulSoup) -> None:
    example = one(page, '[data-example="jacobian/slope/drawn.py"]')
    figure = one(example, ".example-figure")
    alternative = "A straight line from lower left to upper right."
    assert one(figure, 'svg[role="img"]')["aria-label"] == alternative
    assert one(figure, "figcaption").get_text(" ", strip=True) == "Figure 1. A line that climbs."
    assert example.select(".example-output") == []
    assert one(example, "details").select(".example-figure") == []
    assert one(example, "details .example-code")


def test_output_has_no_copy_button(page: BeautifulSoup) -> None:
    assert "no-copy" in one(page, ".example-output")["class"]


def test_what_an_example_prints_is_text_and_not_markup(small_guide: SmallGuide) -> None:
    square = "snippets/jacobian/slope/square"
    small_guide.edit(f"{square}.py", 'print("slope at 3:", grad(square)(3.0))', 'print("<b>&amp;")')
    small_guide.write(f"{square}.out", "<b>&amp;\n")
    page = rendered(small_guide)
    assert one(page, ".example-output").get_text() == "<b>&amp;\n"
    copied = str(one(page, "[data-copy]")["data-copy"])
    assert copied.endswith('print("<b>&amp;")\n')


def test_an_equation_has_label_number_target_and_formula(page: BeautifulSoup) -> None:
    equation = one(page, '[data-equation="slope"]')
    assert equation["id"] == "eq-slope"
    number = one(equation, ".equation-number")
    assert (number.get_text(), number["href"]) == ("(1)", "#eq-slope")
    assert one(equation, ".katex-display")
    assert one(equation, ".formula-text").get_text() == "f′(a) = 2a."


def test_levels_are_sections_in_their_order_that_hold_their_parts(page: BeautifulSoup) -> None:
    sections = page.select("section[data-level]")
    assert [s["data-level"] for s in sections] == ["high", "mid", "low"]
    assert [one(s, "h2").get("level") for s in sections] == [None, None, None]
    assert sections[0].select("[data-example]")
    assert sections[1].select("[data-equation]")
    assert "the slope at 3 is 6" in sections[2].get_text()


def test_what_follows_the_levels_is_in_none(small_guide: SmallGuide) -> None:
    text = (small_guide.root / PAGE).read_text("utf-8")
    small_guide.write(PAGE, f"{text}\n## Exercises\n\nThink.\n")
    page = rendered(small_guide)
    (heading,) = (h for h in page.select("h2") if "Exercises" in h.get_text())
    assert heading.find_parent("section") is None


def test_references_lead_to_what_they_name(small_guide: SmallGuide) -> None:
    square, drawn = "jacobian/slope/square.py", "jacobian/slope/drawn.py"
    links = f"[](eq:slope), [](example:{square}), [](figure:{drawn}), [that line](figure:{drawn})"
    small_guide.edit(PAGE, SENTENCE, f"{links}.\n\n{SENTENCE}")
    small_guide.write("docs/hessian/more.md", f"# More\n\n{links}.\n")
    small_guide.edit("docs/index.md", "It has", f"{links}.\n\nIt has")

    def found(page: str) -> list[tuple[str, str]]:
        paragraphs = rendered(small_guide, page).select("p")
        paragraph = next(p for p in paragraphs if "that line" in str(p))
        return [(a.get_text(), str(a["href"])) for a in paragraph.select("a")]

    small_guide.edit("docs/hessian/more.md", "# More", "# More\n\n" + LEVELS)
    targets = ["#eq-slope", "#example-square", "#figure-drawn", "#figure-drawn"]
    texts = ["(1)", "square.py", "Figure 1", "that line"]
    away = [*(f"{text} in Slope" for text in texts[:3]), "that line"]
    ids = {f"#{e['id']}" for e in rendered(small_guide).select("[id]")}
    assert set(targets) <= ids
    here = found("jacobian/slope.md")
    assert here == list(zip(texts, targets, strict=True))
    for page, path in (("hessian/more.md", "../jacobian/slope.md"), ("index.md", PAGE[5:])):
        assert found(page) == list(zip(away, [path + t for t in targets], strict=True))


LEVELS = "\n\n".join(f"## {level} {{level={level}}}" for level in ("high", "mid", "low"))


def test_a_heading_with_a_formula_has_a_plain_label(small_guide: SmallGuide) -> None:
    small_guide.edit(PAGE, "## To be sure {level=low}", "## Is $a < b^2$ & so? {level=low}")
    md = converter(small_guide.root, "jacobian/slope.md")
    md.convert((small_guide.root / PAGE).read_text("utf-8").split("---\n", 2)[2])
    tokens: list[dict[str, object]] = getattr(md, "toc_tokens")[0]["children"]  # noqa: B009
    assert [token["name"] for token in tokens][-1] == "Is a &lt; b^2 &amp; so?"


def test_a_heading_with_a_formula_has_a_plain_target(small_guide: SmallGuide) -> None:
    low = "## To be sure {level=low}"
    more = "\n\n### Is $a < b^2$?\n\n### Is $a < b^2$?\n\n### Is $a$? {#named}"
    small_guide.edit(PAGE, low, f"## Is $a<b^2$? {{level=low}}{more}")
    ids = [str(heading["id"]) for heading in rendered(small_guide).select("h2, h3")]
    (titled,) = (h for h in rendered(small_guide).select("h2") if h.get("data-title"))
    assert titled["data-title"] == "Is a < b^2?"
    assert ids[-4:] == ["is-a-b2", "is-a-b2_1", "is-a-b2_2", "named"]


def test_a_formula_is_shown_once_and_read_once(page: BeautifulSoup) -> None:
    formula = page.select(".formula")[0]
    assert one(formula, ".formula-set .katex-mathml math")
    assert one(formula, ".formula-set")["data-search-exclude"] == ""
    assert one(formula, ".formula-text[hidden]").get_text() == "x^2"
    assert tex_of(formula) == ("x^2", False)
    assert tex_of(one(page, ".equation .formula")) == ("f'(a) = 2a.", True)


def test_formulas_keep_their_signs(small_guide: SmallGuide) -> None:
    small_guide.edit(PAGE, SENTENCE, "So $a<b$ & $b>c$.\n\n$$\na<b \\& c\n$$\n\n" + SENTENCE)
    texts = [e.get_text() for e in rendered(small_guide).select(".formula-text")]
    assert texts[:3] == ["a < b", "b > c", "a < b&c"]


def test_punctuation_stays_with_its_formula(small_guide: SmallGuide) -> None:
    small_guide.edit(PAGE, SENTENCE, f"The $n$-th of ($m$), then $k$ more.\n\n{SENTENCE}")
    bound = list(rendered(small_guide).select(".formula-bound"))
    after = ["".join(str(part) for part in list(e.children)[1:]) for e in bound]
    assert after == ["-th", "),"]
    assert [str(e.next_sibling) for e in bound] == [" of (", " then "]


def test_exercises_are_numbered(small_guide: SmallGuide) -> None:
    text = (small_guide.root / PAGE).read_text("utf-8")
    exercise = "/// exercise | Climb\nDo it.\n///\n"
    small_guide.write(PAGE, f"{text}\n## Exercises\n\n{exercise}\n{exercise}")
    headings = rendered(small_guide).select(".exercise > h3")
    assert [h["id"] for h in headings] == ["exercise-1", "exercise-2"]
    assert str(headings[1].contents[0]) == "Exercise 2: Climb"


def test_a_block_in_a_list_is_seen_like_any_other(small_guide: SmallGuide) -> None:
    block = "/// example | jacobian/slope/square.py\n    section: slope\n///"
    inside = "\n".join(f"    {line}" for line in block.split("\n"))
    small_guide.edit(PAGE, block, f"- One:\n\n{inside}")
    assert rendered(small_guide).select('li [data-example="jacobian/slope/square.py"]')


def test_two_pages_number_from_one(small_guide: SmallGuide) -> None:
    small_guide.write(
        "docs/more.md", "# More\n\n/// equation | a\nx\n///\n\n/// equation | b\ny\n///\n"
    )
    numbers = rendered(small_guide, "more.md").select(".equation-number")
    assert [number.get_text() for number in numbers] == ["(1)", "(2)"]


def test_a_page_that_is_not_there_is_named(small_guide: SmallGuide) -> None:
    with pytest.raises(GuideError, match=r"docs/none\.md"):
        converter(small_guide.root, "none.md").convert("# None\n\n$x$\n")
