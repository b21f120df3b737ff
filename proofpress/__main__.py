"""`python -m proofpress check` checks the guide; with --update it writes the outputs anew.

`python -m proofpress finish site` adds to a site that Zensical built what MkDocs gets by its hook;
`python -m proofpress pdf site` writes its PDFs.
`python -m proofpress takeaway site` makes again what a reader of a finished site takes along.

`python -m proofpress numbers` checks the numbers in prose and formulas, and says where they come
from.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from proofpress import outputs, results
from proofpress.checks import check, run_problems
from proofpress.errors import GuideError, Problem
from proofpress.finish import finish
from proofpress.guide import Guide, read_guide
from proofpress.number_census import table
from proofpress.number_checks import check_numbers
from proofpress.pdf import write_pdfs
from proofpress.site_links import site_link_problems
from proofpress.standing import ADVICE, standing
from proofpress.takeaway.everything import take_away


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code is 0 if everything holds."""
    chosen = _parser().parse_args(arguments)
    try:
        guide = read_guide(chosen.root.resolve())
        if not guide.pages:
            raise GuideError([Problem(f"{guide.root / 'docs'}", "there are no pages here.")])
        if chosen.command == "finish":
            print(finished(guide, chosen.site))
        elif chosen.command == "numbers":
            numbers(guide, chosen.pages)
        elif chosen.command == "takeaway":
            print(taken(guide, chosen.site))
        elif chosen.command == "pdf":
            print(printed(guide, chosen.site))
        else:
            print(checked(guide, renew=chosen.update))
    except GuideError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m proofpress", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="run every example and check the whole guide")
    checking.add_argument(
        "--update",
        action="store_true",
        help="show what changed in the outputs, and write them anew",
    )
    finishing = commands.add_parser("finish", help="finish a site that Zensical has built")
    counting = commands.add_parser("numbers", help="say where every number on a page comes from")
    counting.add_argument("pages", nargs="*", help="pages, by their paths below docs/; all if none")
    printing = commands.add_parser("pdf", help="write a finished site as PDF, in three editions")
    taking = commands.add_parser("takeaway", help="make again what readers take along")
    for command in (finishing, printing, taking):
        command.add_argument("site", type=Path, help="the folder of the built site")
    for command in (checking, finishing, counting, printing, taking):
        command.add_argument(
            "--root",
            type=Path,
            default=Path.cwd(),
            help="the folder of docs/ and snippets/ (default: this one)",
        )
    return parser


def checked(guide: Guide, *, renew: bool) -> str:
    """Check the guide, after renewing its outputs if asked to; what to say if all holds."""
    if renew:
        update(guide)
    found = check(guide, twice=True)
    figures = sum(bool(outcome["figure"]) for outcome in found.outcomes.values())
    count = f"{len(guide.pages)} pages, {len(guide.examples)} examples, {figures} figures"
    unproved = standing(found).problems
    if not unproved:
        return f"{count}: all right, and all proved."
    listing = "\n".join(f"{problem.where}: {problem.what}" for problem in unproved)
    return f"{count}: all right. But not all is proved as it stands:\n{listing}\n{ADVICE}"


def finished(guide: Guide, site: Path) -> str:
    """Finish the built site and follow its links; what to say if all holds."""
    _refuse_no_site(site)
    checked = check(guide)
    finish(site, checked)
    if problems := [*standing(checked).problems, *site_link_problems(site)]:
        raise GuideError(problems)
    if not os.environ.get("PAGES_ONLY"):
        write_pdfs(site, guide)
        take_away(site, checked)
        if problems := site_link_problems(site):
            raise GuideError(problems)
    return f"{site} is finished."


def numbers(guide: Guide, paths: list[str]) -> None:
    """Print every number of some pages with its kind and source, and how many there are of each.

    Raises:
        GuideError: for numbers that have no source, or aren't what it gives.
    """
    pages = [page for path in paths if (page := guide.page(path)) is not None]
    missing = [Problem(f"docs/{p}", "there is no such page.") for p in paths if not guide.page(p)]
    if missing:
        raise GuideError(missing)
    read = check_numbers(guide, pages)
    for number in (number for page in read.values() for number in page.numbers):
        source = f" ({number.source})" if number.source else ""
        print(f"docs/{number.page}:{number.line}: {number.text} {number.kind}{source}")
    print(table(number for page in read.values() for number in page.numbers))
    problems = [problem for page in read.values() for problem in page.problems]
    if problems:
        raise GuideError(problems)


def taken(guide: Guide, site: Path) -> str:
    """Make what is taken along of the finished site, and follow its links; what to say then."""
    _refuse_no_site(site)
    take_away(site, check(guide))
    if problems := site_link_problems(site):
        raise GuideError(problems)
    return f"{site / 'downloads'} has it all."


def printed(guide: Guide, site: Path) -> str:
    """Write the finished site as PDF; what was written."""
    _refuse_no_site(site)
    return "\n".join(f"{path} is written." for path in write_pdfs(site, guide))


def _refuse_no_site(site: Path) -> None:
    if not (site / "index.html").exists():
        raise GuideError([Problem(f"{site}", "there is no site here.", advice="build it first")])


def update(guide: Guide) -> None:
    """Show how the outputs differ, then write those that are steady.

    Raises:
        GuideError: if an example fails, or prints something else each time.
    """
    examples = list(guide.examples.values())
    outcomes = results.outcomes(examples, guide.store / "results")
    found = outputs.differences(examples, outcomes, guide.snippets)
    problems = [
        *run_problems(guide, outcomes),
        *outputs.unsteady([d.example for d in found], outcomes),
    ]
    if problems:
        raise GuideError(problems)
    for difference in found:
        print(difference.as_patch() or f"new and empty: snippets/{difference.example.output_name}")
    outputs.update(found, guide.snippets)


if __name__ == "__main__":
    sys.exit(main())
