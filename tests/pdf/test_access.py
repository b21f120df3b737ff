"""For everyone: tags, words for what is drawn, a language, fonts that come along."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from bs4 import BeautifulSoup
from pdfua import validate

from tests.pdf.conftest import Edition


def test_a_checker_of_pdf_ua_finds_nothing(edition: Edition) -> None:
    report = validate(str(edition.pdf.path))
    assert [f"{f.rule_id}: {f.message}" for f in report.findings] == []


def test_it_says_what_it_is(edition: Edition, site: Path) -> None:
    home = BeautifulSoup((site / "index.html").read_text("utf-8"), "lxml")
    author = home.select_one("meta[name=author]")
    assert author is not None
    assert home.html is not None
    with pikepdf.open(edition.pdf.path) as pdf:
        assert str(pdf.Root.Lang).split("-")[0] == home.html["lang"]
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "Jacobians and Hessians"
        assert str(pdf.docinfo.Author) == author["content"]
        with pdf.open_metadata() as described:
            assert described["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert described["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
            assert described["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"


def test_every_figure_has_the_words_that_it_has_on_the_site(edition: Edition) -> None:
    wanted = [str(svg["aria-label"]) for _, svg in edition.each(".example-figure svg[aria-label]")]
    assert wanted
    assert [node.alternative for node in edition.pdf.of("Figure")] == wanted


def test_every_formula_is_said_in_words(edition: Edition) -> None:
    formulas = edition.pdf.of("Formula")
    on_site = [e for _, e in edition.each(".formula") if not e.find_parent(class_="footnote")]
    in_contents = sum(1 for _ in edition.each("h1 .formula, h2 .formula"))
    assert on_site
    assert len(formulas) >= len(on_site) + in_contents
    said = {node.alternative for node in formulas}
    assert "" not in said
    assert [words for words in said if set(words) & set("\\{}$^_&")] == []
    assert "f from R n to R m" in said


def test_every_font_comes_along_and_knows_its_characters(edition: Edition) -> None:
    with pikepdf.open(edition.pdf.path) as pdf:
        fonts = {
            font.objgen: font
            for page in pdf.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        }
        assert fonts
        for font in fonts.values():
            descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = descendant.FontDescriptor
            assert any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))
            assert "/ToUnicode" in font


def test_tables_have_header_cells_and_lists_items(edition: Edition) -> None:
    tables = [table for _, table in edition.each("table")]
    printed = edition.pdf.of("Table")
    assert len(printed) == len(tables)
    for node, table in zip(printed, tables, strict=True):
        cells = [part for part in node.walk() if part.tag == "TH"]
        assert len(cells) == len(table.select("thead th"))
    items = sum(1 for _ in edition.each("article ul > li, article ol > li"))
    assert items
    assert len(edition.pdf.of("LI")) >= items - sum(1 for _ in edition.each(".footnote li"))
