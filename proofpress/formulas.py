"""Set formulas with KaTeX, in this process: no Node, no browser, no script on the page."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import re
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from proofpress.formula_style import generations, named_classes
from proofpress.linear_text import linear_text

KATEX = Path(__file__).parent / "theme" / "assets" / "vendored" / "katex" / "katex.min.js"
STYLE = KATEX.with_suffix(".css")
LINE = {"up": 0.75, "down": 0.25}
"""How far any line of KaTeX's reaches at least, in em; its style sheet asks for 1.2 in all."""
MATHML = re.compile(r"<math .*?</math>", re.DOTALL)
FOR_THE_EYE = re.compile(
    r" (?:xmlns|fence|separator|stretchy|lspace|rspace|columnalign|columnspacing|rowspacing"
    r'|minsize|maxsize|displaystyle|scriptlevel)="[^"]*"'
)
"""What MathML says about its looks, and its namespace, which HTML knows. Nobody sees the MathML."""
PROGRAM = Path(__file__).with_suffix(".js")
OURS = ("formulas.py", "formulas.js", "formula_style.py", "linear_text.py")
"""What decides, beside KaTeX, what becomes of a formula."""


@dataclass(frozen=True)
class Formula:
    """A formula that is set: KaTeX's HTML (MathML inside, no TeX) and one line of text.

    Where `error` isn't empty, KaTeX refused the TeX, and says there why.
    """

    html: str
    text: str
    error: str = ""


class Typesetter:
    """Sets formulas, and keeps what it has set between builds.

    Args:
        macros: the guide's macros, as KaTeX takes them.
        store: a folder for what was set, or None to keep nothing.
    """

    def __init__(self, macros: dict[str, str], store: Path | None) -> None:
        self._macros = macros
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._set: dict[str, Formula] = {}
        if store is not None:
            ours = [Path(__file__).with_name(name) for name in OURS]
            around = [json.dumps(macros).encode(), *(p.read_bytes() for p in (KATEX, STYLE, *ours))]
            digest = hashlib.sha256(b"\0".join(around)).hexdigest()
            self._path = store / f"formulas-{digest[:20]}.json"
            self._set = _read(self._path)

    def render(self, formulas: Sequence[tuple[str, bool]]) -> list[Formula]:
        """Set each (TeX, whether it is displayed); what can't be set carries its error."""
        keys = [f"{'D' if display else 'I'}{tex}" for tex, display in formulas]
        with self._lock:
            missing = {k: f for k, f in zip(keys, formulas, strict=True) if k not in self._set}
            if missing:
                fresh = dict(zip(missing, self._run(list(missing.values())), strict=True))
                self._set |= fresh
                self._keep()
            return [self._set[key] for key in keys]

    def _run(self, formulas: Sequence[tuple[str, bool]]) -> list[Formula]:
        answers = json.loads(katex_engine().call("renderAll", formulas, self._macros))
        return [_formula(answer) for answer in answers]

    def _keep(self) -> None:
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            good = {key: asdict(f) for key, f in self._set.items() if not f.error}
            partial = self._path.with_suffix(f".{os.getpid()}")
            partial.write_text(json.dumps(good), "utf-8")
            partial.replace(self._path)


def read_macros(path: Path) -> dict[str, str]:
    """The guide's macros: a YAML file of names and what they stand for."""
    macros = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    return {str(name): str(tex) for name, tex in (macros or {}).items()}


def _formula(answer: dict[str, str]) -> Formula:
    if "error" in answer:
        return Formula("", "", answer["error"])
    html = answer["html"]
    mathml = MATHML.search(html)
    if mathml is None:
        return Formula("", "", "KaTeX gave no MathML")
    try:
        text = linear_text(mathml[0].replace("&nbsp;", "\u00a0"))
    except (ValueError, SyntaxError) as error:  # ParseError is a SyntaxError
        return Formula("", "", str(error))
    return Formula(html.replace(mathml[0], FOR_THE_EYE.sub("", mathml[0])), text)


def _read(path: Path) -> dict[str, Formula]:
    try:
        kept = json.loads(path.read_text("utf-8"))
        return {key: Formula(**formula) for key, formula in kept.items()}
    except (OSError, ValueError, TypeError):
        return {}


def _let_go() -> None:
    """End the engine while there is still an interpreter to end it in."""
    katex_engine().close()
    katex_engine.cache_clear()


@cache
def katex_engine() -> Any:
    """The JavaScript engine of this process, with KaTeX loaded."""
    from py_mini_racer import MiniRacer

    engine = MiniRacer()
    # left to the end of the interpreter, it can wait for ever for a thread that is gone by then
    atexit.register(_let_go)
    engine.eval(KATEX.read_text("utf-8"))
    style = STYLE.read_text("utf-8")
    engine.eval(f"const NAMED = new Set({json.dumps(sorted(named_classes(style)))})")
    engine.eval(f"const GENERATIONS = new Map({json.dumps(sorted(generations(style).items()))})")
    engine.eval(f"const LINE = {json.dumps(LINE)}")
    engine.eval(PROGRAM.read_text("utf-8"))
    return engine
