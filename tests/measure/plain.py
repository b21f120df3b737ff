"""The guide's pages as plain mkdocs-material would have them: the yardstick for our build.

The same Markdown with each example as a fence that holds its code, TeX left as it is, the stock
theme. Nothing is run, checked, drawn or set.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from proofpress.examples import Example, read_examples

OPENING = re.compile(r"^ {0,3}(?P<mark>/{3,}) *(?P<name>\w+)(?: *\| *(?P<argument>.*?))? *$")
LEVEL = re.compile(r" *\{level=\w+\} *$")
REFERENCE = re.compile(r"\[([^\]]*)\]\((?:eq|example|figure):([^)]+)\)")
OURS = ("proofpress", "pymdownx.arithmatex")


def plain_page(text: str, examples: dict[str, Example]) -> str:
    """A page's Markdown without anything that is ours.

    Args:
        text: the page's source.
        examples: the examples that it may show, by name.
    """
    lines: list[str] = []
    rest = iter(text.split("\n"))
    for line in rest:
        opening = OPENING.match(line)
        if opening and opening["name"] in ("example", "equation", "measurements"):
            block = _until_end(rest, opening["mark"])
            lines += _plain_block(opening["name"], opening["argument"] or "", block, examples)
        elif opening and opening["name"] == "exercise":
            lines.append(f"### {opening['argument'] or 'Exercise'}")
        elif not re.fullmatch(r" {0,3}/{3}", line.rstrip()):  # the end of an exercise
            lines.append(REFERENCE.sub(r"\1\2", LEVEL.sub("", line)))
    return "\n".join(lines)


def _until_end(rest: Any, mark: str) -> list[str]:
    block = []
    for line in rest:
        if line.strip() == mark:
            break
        block.append(line)
    return block


def _plain_block(
    name: str, argument: str, block: list[str], examples: dict[str, Example]
) -> list[str]:
    if name == "equation":
        return ["$$", *block, "$$"]
    if name != "example":
        return []
    section = next((s.split(":")[1].strip() for s in block if s.startswith("    section:")), "")
    example = examples[argument]
    code = example.sections[section] if section else example.program
    caption = [line for line in block if not line.startswith("    ")]
    return ["```python", *code.rstrip("\n").split("\n"), "```", "", *caption]


class _Keep(yaml.SafeLoader):
    """Reads mkdocs.yml; a value that comes from the environment is what stands last in its tag."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)[-1]
    return None


_Keep.add_constructor("!ENV", _environment)


def plain_settings(settings: str) -> str:
    """The settings of the plain site: the same pages and features, nothing of ours."""
    config = yaml.load(settings, _Keep)
    theme = {k: v for k, v in config["theme"].items() if k != "custom_dir"}
    theme["palette"] = [p | {"primary": "indigo", "accent": "indigo"} for p in theme["palette"]]
    ours = ("hooks", "extra_css", "extra_javascript", "watch", "theme", "markdown_extensions")
    kept = {key: value for key, value in config.items() if key not in ours}
    extensions = [
        extension
        for extension in config["markdown_extensions"]
        if (extension if isinstance(extension, str) else next(iter(extension))) not in OURS
    ]
    return yaml.safe_dump(kept | {"theme": theme, "markdown_extensions": extensions})


def write_plain(root: Path, target: Path) -> None:
    """Write the plain site's sources below `target`, made from the guide below `root`."""
    examples = read_examples(root / "snippets")
    for path in sorted((root / "docs").rglob("*.md")):
        page = target / path.relative_to(root)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(plain_page(path.read_text("utf-8"), examples), "utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (target / "mkdocs.yml").write_text(plain_settings(settings), "utf-8")
