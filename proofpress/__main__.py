"""`python -m proofpress check` checks the guide; with --update it writes the outputs anew.

`python -m proofpress finish site` adds to a site that Zensical built what MkDocs gets by its hook;
`python -m proofpress pdf site` writes its PDFs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from proofpress import outputs, results
from proofpress.checks import check, run_problems
from proofpress.errors import GuideError, Problem
from proofpress.finish import finish
from proofpress.guide import Guide, read_guide
from proofpress.pdf import write_pdfs
from proofpress.site_links import site_link_problems


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code is 0 if everything holds."""
    chosen = _parser().parse_args(arguments)
    try:
        guide = read_guide(chosen.root.resolve())
        if not guide.pages:
            raise GuideError([Problem(f"{guide.root / 'docs'}", "there are no pages here.")])
        if chosen.command == "finish":
            print(finished(guide, chosen.site))
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
    printing = commands.add_parser("pdf", help="write a finished site as PDF, in three editions")
    for command in (finishing, printing):
        command.add_argument("site", type=Path, help="the folder of the built site")
    for command in (checking, finishing, printing):
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
    outcomes = check(guide, twice=True).outcomes
    figures = sum(bool(outcome["figure"]) for outcome in outcomes.values())
    return (
        f"{len(guide.pages)} pages, {len(guide.examples)} examples, {figures} figures: all right."
    )


def finished(guide: Guide, site: Path) -> str:
    """Finish the built site and follow its links; what to say if all holds."""
    _refuse_no_site(site)
    finish(site, check(guide))
    problems = site_link_problems(site)
    if problems:
        raise GuideError(problems)
    return f"{site} is finished."


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
