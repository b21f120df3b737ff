"""Every link lands, within the book and outside; one to a level that is left out says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from tests.pdf.conftest import Edition
from tests.pdf.reading import packed


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    """Every link's annotation with the number of its page."""
    for number, page in enumerate(pdf.pages):
        for annotation in page.get("/Annots", []):
            if annotation.Subtype == "/Link":
                yield number, annotation


def destination(pdf: pikepdf.Pdf, link: pikepdf.Object) -> pikepdf.Object | None:
    """Where a link within the book leads; None for one that leads elsewhere."""
    target = link.get("/Dest")
    if "/A" in link:
        if link.A.S == "/URI":
            return None
        target = link.A.D
    if isinstance(target, pikepdf.String):
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        target = names[str(target)]
        target = target.D if isinstance(target, pikepdf.Dictionary) else target
    return target


def test_every_link_lands(edition: Edition) -> None:
    with pikepdf.open(edition.pdf.path) as pdf:
        pages = {page.objgen for page in pdf.pages}
        inward = outward = 0
        for _, link in links(pdf):
            target = destination(pdf, link)
            if target is None:
                assert re.match(r"https?://[^\s]+\.[^\s]+|mailto:", str(link.A.URI))
                outward += 1
            else:
                assert target[0].objgen in pages
                inward += 1
        assert inward > 100


def test_the_contents_and_the_outline_lead_to_their_headings(edition: Edition) -> None:
    with pikepdf.open(edition.pdf.path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            entries = list(outline.root)
            checked = 0
            while entries:
                entry = entries.pop()
                entries += entry.children
                target = entry.destination or entry.action.D
                page = numbers[target[0].objgen]
                title = packed(entry.title)
                here = {
                    node.text
                    for node in edition.pdf.of("H1", "H2", "H3", "H4")
                    if any(run.page == page for run in node.all_runs())
                }
                assert title in here, page
                checked += 1
    assert checked == len(edition.pdf.of("H1", "H2", "H3", "H4"))


def test_page_numbers_in_the_text_are_those_of_what_they_point_to(edition: Edition) -> None:
    with pikepdf.open(edition.pdf.path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        targets = {}
        for page, link in links(pdf):
            target = destination(pdf, link)
            if target is not None:
                targets.setdefault(page, []).append(
                    (tuple(float(x) for x in link.Rect), numbers[target[0].objgen])
                )
    checked = 0
    for page, found in targets.items():
        for (left, bottom, right, top), target in found:
            words = "".join(
                run.text
                for run in edition.pdf.runs
                if run.page == page
                and left - 1 <= run.box[0] <= run.box[2] <= right + 1
                and bottom - 2 <= run.box[1] <= run.box[3] <= top + 2
            )
            said = re.search(r"on page\s*(\d+)$", words.strip())
            if said:
                assert int(said[1]) == target + 1
                checked += 1
    assert checked


def test_a_link_to_a_level_that_is_left_out_says_so(edition: Edition) -> None:
    said = re.findall(r"\(in(?:High|Mid|Low),notinthisedition\)", edition.pdf.text)
    if edition.complete:
        assert said == []
    else:
        missing = {"Mid", "Low"} - {level.capitalize() for level in edition.levels}
        assert {re.sub(r"\(in|,.*", "", text) for text in said} == missing
