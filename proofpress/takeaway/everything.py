"""All that a reader can take along, made from a finished site and put into it."""

from __future__ import annotations

from pathlib import Path

from proofpress.checks import CheckedGuide
from proofpress.pages import Page
from proofpress.takeaway import downloads, notebooks, plain_markdown, texts
from proofpress.takeaway.archives import kept_zip
from proofpress.takeaway.expanded import pieces
from proofpress.takeaway.folder import folder_files
from proofpress.takeaway.kept import forget_old
from proofpress.takeaway.settings import Settings, read_settings

CODE_LICENCE = "LICENSE"
LICENCES = (CODE_LICENCE, "LICENSE-PROSE")
"""What goes with code, and with code and text; below the guide's root."""


def take_away(site: Path, checked: CheckedGuide) -> None:
    """Add to the finished site everything to take along, and offer it on the pages.

    The box on Home comes last, since it tells the size of all the rest. What was made of the same
    before isn't made again.

    Args:
        site: the folder of the finished site; PDFs, if any, are there already.
        checked: the guide that it was built from.

    Raises:
        GuideError: if a page can't be had as a notebook.
    """
    guide = checked.guide
    settings, store = read_settings(guide.root), guide.store / "takeaway"
    ordered = settings.in_order(guide)
    books: dict[str, bytes] = {}
    for page in ordered:
        stem = page.path.removesuffix(".md")
        books[f"{stem}.ipynb"] = _notebook(page, checked, settings, store)
        _write(site / f"{stem}.ipynb", books[f"{stem}.ipynb"])
        _write(site / page.path, _markdown(page, checked, settings).encode())
        downloads.link_files(site, page, downloads.page_file(site, page))
    _write(site / "llms.txt", texts.llms_txt(settings, ordered).encode())
    archives = {
        downloads.EXAMPLES: _programs(checked, settings, ordered),
        downloads.NOTEBOOKS: books | _licences(guide.root, LICENCES),
        downloads.SITE: folder_files(site) | _licences(guide.root, LICENCES),
    }
    for offer, files in archives.items():
        name = f"{settings.slug}{offer.ending}"
        archive = kept_zip(files, name.removesuffix(".zip"), store)
        _write(site / downloads.FOLDER / name, archive)
    downloads.offer_downloads(site, site / "index.html", settings.slug)
    forget_old(store)


def _notebook(page: Page, checked: CheckedGuide, settings: Settings, store: Path) -> bytes:
    found = pieces(page, checked, notebooks.SUFFIX)
    runs = any(block.name == "example" for block in page.blocks)
    source = texts.source_line(settings, page, runs=runs)
    return notebooks.kept_notebook(page, found, source, store)


def _markdown(page: Page, checked: CheckedGuide, settings: Settings) -> str:
    found = pieces(page, checked, plain_markdown.SUFFIX)
    source = texts.source_line(settings, page, runs=False)
    return plain_markdown.plain_markdown(page, found, source)


def _programs(checked: CheckedGuide, settings: Settings, ordered: list[Page]) -> dict[str, bytes]:
    """The files of the archive of all programs, by path."""
    examples = checked.guide.examples
    readme = texts.examples_readme(settings, ordered, examples)
    files = {"README.md": readme.encode()} | _licences(checked.guide.root, [CODE_LICENCE])
    for name, example in examples.items():
        files[name] = example.program.encode()
        if output := checked.outcomes[name]["output"]:
            files[example.output_name] = output.encode()
    return files


def _licences(root: Path, names: tuple[str, ...] | list[str]) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in names if (root / name).exists()}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
