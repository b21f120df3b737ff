r"""The character that KaTeX shows for a command, such as `→` for `\to`: asked of KaTeX itself."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable

from proofpress.formulas import katex_engine

PROGRAM = """
function charactersOf(names) {
  return JSON.stringify(names.map(name => {
    for (const tex of [name, `\\\\text{${name}}`, `\\\\left${name}\\\\right.`]) {
      try {
        return katex.renderToString(tex, {output: "mathml", throwOnError: true, strict: false})
          .replace(/<annotation[^]*?<\\/annotation>/g, "").replace(/<[^>]*>/g, "");
      } catch (error) { /* it isn't a command of this kind */ }
    }
    return "";
  }));
}
"""


def characters(commands: Iterable[str]) -> dict[str, str]:
    """The character of each command; empty for one that stands for none."""
    engine = katex_engine()
    engine.eval(PROGRAM)
    names = sorted(set(commands))
    shown = json.loads(engine.call("charactersOf", names))
    return {name: html.unescape(s).strip() for name, s in zip(names, shown, strict=True)}
