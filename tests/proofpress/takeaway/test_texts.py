"""The texts that go with the files."""

from __future__ import annotations

from dataclasses import replace

from proofpress.checks import CheckedGuide
from proofpress.takeaway import texts
from proofpress.takeaway.settings import Settings

SETTINGS = Settings("Slopes", "About slopes.", "Free.", "", ("index.md",))
PUBLISHED = replace(SETTINGS, address="https://example.org/guide/")


def test_the_list_of_pages_tells_their_addresses_and_descriptions(checked: CheckedGuide) -> None:
    listed = texts.llms_txt(SETTINGS, checked.guide.pages)
    assert listed.startswith("# Slopes\n\n> About slopes.\n")
    assert "\n- [More](more/more.md): What a page can have.\n" in listed
    assert "\n- [A small guide](index.md)\n" in listed
    assert "(https://example.org/guide/more/more.md)" in texts.llms_txt(
        PUBLISHED, checked.guide.pages
    )


def test_a_page_says_what_it_is_from(checked: CheckedGuide) -> None:
    pages = {page.path: page for page in checked.guide.pages}
    plain = texts.source_line(SETTINGS, pages["index.md"], runs=False)
    assert plain == "From the guide Slopes. Free."
    there = texts.source_line(PUBLISHED, pages["more/more.md"], runs=True)
    assert there.startswith("From the guide [Slopes](https://example.org/guide/more/more/). Free.")
    assert there.endswith(f"`{texts.INSTALL}`")
    home = texts.source_line(PUBLISHED, pages["index.md"], runs=False)
    assert "(https://example.org/guide/)" in home


def test_the_readme_lists_the_programs_of_each_page(checked: CheckedGuide) -> None:
    readme = texts.examples_readme(PUBLISHED, checked.guide.pages, checked.guide.examples)
    assert "## Slope\n\n- [jacobian/slope/drawn.py](jacobian/slope/drawn.py)\n" in readme
    assert "## More\n\n- [more/two.py](more/two.py)\n" in readme
    assert "A small guide" not in readme
    assert f"    {texts.INSTALL}\n" in readme
