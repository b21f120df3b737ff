"""`python -m proofpress check` checks the guide; with --update it writes the outputs anew."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from proofpress import outputs, results
from proofpress.checks import check, run_problems
from proofpress.errors import GuideError, Problem
from proofpress.guide import Guide, read_guide


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code is 0 if everything holds."""
    parser = argparse.ArgumentParser(prog="python -m proofpress", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="run every example and check the whole guide")
    checking.add_argument(
        "--update",
        action="store_true",
        help="show what changed in the outputs, and write them anew",
    )
    checking.add_argument(
        "--root",
        type=Path,
        default=Path.cwd(),
        help="the folder of docs/ and snippets/ (default: this one)",
    )
    chosen = parser.parse_args(arguments)
    try:
        guide = read_guide(chosen.root.resolve())
        if not guide.pages:
            raise GuideError([Problem(f"{guide.root / 'docs'}", "there are no pages here.")])
        if chosen.update:
            update(guide)
        checked = check(guide, twice=True)
    except GuideError as error:
        print(error, file=sys.stderr)
        return 1
    figures = sum(bool(outcome["figure"]) for outcome in checked.outcomes.values())
    print(
        f"{len(guide.pages)} pages, {len(guide.examples)} examples, {figures} figures: all right."
    )
    return 0


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
