"""Formulas in words, as the PDF says them to those who can't see it.

KaTeX writes each formula as MathML and the Speech Rule Engine reads that aloud; both run in this
process. What the engine calls by the look of a sign, `HOUSE_WORDS` calls by what it means here.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from proofpress.formulas import KATEX

VENDORED = Path(__file__).parent / "print" / "vendored"
MODULES = {
    "sre": "speech-rule-engine/sre.js",
    "@xmldom/xmldom": "xmldom/index.js",
    "wicked-good-xpath": "wicked-good-xpath/wgxpath.install-node.js",
}
HOUSE_WORDS: tuple[tuple[str, str], ...] = (
    (r"\braised to the (?:normal )?down tack power\b", "transpose"),
    (r"\bto the (?:normal )?down tack power\b", "transpose"),
    (r"\bthe metric of\b", "the norm of"),
    (r"\bcomma colon\b", "from"),
    (r"\bwhite square\b", "end of proof"),
    (r"\balmost equals\b", "is approximately"),
    (r"\bpartial differential\b", "partial"),
    (r"\blamda\b", "lambda"),
    (r"\blong rightwards double arrow\b", "implies"),
    (r"\bright arrow from bar\b", "maps to"),
    (r"\brightwards arrow from bar\b", "maps to"),
    (r"\bright arrow\b", "to"),
    (r"\br-(?=\w)", "R "),
    (r" (?:comma|period)$", ""),
)
"""What the engine says, and what to say in its place. The mark that ends a sentence isn't said."""
WAIT = 30.0
"""Seconds after which an engine that doesn't start is given up."""
SHARE = 100
"""Formulas for which it is worth starting another engine."""
REQUIRE = """
var speechModules = {}, speechLoaded = {}, speechMaps = {};
var process = {env: {}, platform: "", version: "", cwd: () => ""};
function require(name) {
  if (name === "process") return process;
  if (name === "fs" || name === "commander") return {};
  const key = name in speechModules ? name : name.replace(/^\\.\\//, "").replace(/\\.js$/, "");
  if (!(key in speechLoaded)) {
    const module = speechLoaded[key] = {exports: {}};
    new Function("module", "exports", "require", "global", speechModules[key])
      .call(globalThis, module, module.exports, require, globalThis);
  }
  return speechLoaded[key].exports;
}
"""
START = """
var speechState = "";
var SRE = require("sre");
SRE.setupEngine({
  locale: "en", domain: "clearspeak", modality: "speech", markup: "none",
  custom: locale => Promise.resolve(speechMaps[locale]),
}).then(() => { speechState = "ready"; }, error => { speechState = String(error); });
function speakAll(formulas, macros) {
  return JSON.stringify(formulas.map(([tex, display]) => {
    const html = katex.renderToString(tex, {
      displayMode: display, output: "mathml", throwOnError: true, macros: {...macros},
    });
    const mathml = html.match(/<math[^]*<\\/math>/)[0]
      .replace(/<annotation[^]*?<\\/annotation>/, "").replace(/&nbsp;/g, "\\u00a0");
    return SRE.toSpeech(mathml);
  }));
}
"""


def words(
    formulas: Sequence[tuple[str, bool]], macros: Mapping[str, str], store: Path | None
) -> list[str]:
    """Each (TeX, whether it is displayed) in words.

    Args:
        formulas: the formulas.
        macros: the guide's macros.
        store: a folder where the words are kept for the next time, or None.
    """
    path = None if store is None else store / f"words-{_digest(macros)}.json"
    known = _read(path)
    keys = [f"{'D' if display else 'I'}{tex}" for tex, display in formulas]
    missing = {k: f for k, f in zip(keys, formulas, strict=True) if k not in known}
    if missing:
        spoken = _speak(list(missing.values()), macros)
        known |= {k: _in_house_words(said) for k, said in zip(missing, spoken, strict=True)}
        _keep(path, known)
    return [known[key] for key in keys]


def _in_house_words(said: str) -> str:
    said = " ".join(said.split())
    for pattern, replacement in HOUSE_WORDS:
        said = re.sub(pattern, replacement, said)
    return said


def _speak(formulas: list[tuple[str, bool]], macros: Mapping[str, str]) -> list[str]:
    """The engine's words; many formulas are shared among engines that work side by side."""
    share = max(SHARE, -(-len(formulas) // (os.cpu_count() or 1)))
    shares = [formulas[start : start + share] for start in range(0, len(formulas), share)]
    with ThreadPoolExecutor() as threads:
        said = list(threads.map(lambda some: _speak_share(some, macros), shares))
    gc.collect()  # an engine that is left to the end of the interpreter complains there
    return [words for some in said for words in some]


def _speak_share(formulas: list[tuple[str, bool]], macros: Mapping[str, str]) -> list[str]:
    from py_mini_racer import MiniRacer

    engine = MiniRacer()
    try:
        _start(engine)
        said: list[str] = json.loads(engine.call("speakAll", formulas, dict(macros)))
    finally:
        engine.close()
    return said


def _start(engine: Any) -> None:
    sources = {name: (VENDORED / path).read_text("utf-8") for name, path in MODULES.items()}
    sources |= {p.stem: p.read_text("utf-8") for p in (VENDORED / "xmldom").glob("*.js")}
    maps = {
        name: (VENDORED / "speech-rule-engine" / f"{name}.json").read_text("utf-8")
        for name in ("en", "base")
    }
    engine.eval(KATEX.read_text("utf-8"))
    engine.eval(REQUIRE)
    engine.eval(f"speechModules = {json.dumps(sources)}; speechMaps = {json.dumps(maps)}; 0")
    engine.eval(START)
    until = time.monotonic() + WAIT
    while (state := engine.eval("speechState")) != "ready":
        if state or time.monotonic() > until:
            raise RuntimeError(f"the Speech Rule Engine doesn't start: {state or 'no answer'}")
        time.sleep(0.005)


def _digest(macros: Mapping[str, str]) -> str:
    parts = [json.dumps(dict(macros)).encode(), KATEX.read_bytes(), Path(__file__).read_bytes()]
    parts += [(VENDORED / path).read_bytes() for path in MODULES.values()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:20]


def _read(path: Path | None) -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads(path.read_text("utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    return kept


def _keep(path: Path | None, known: Mapping[str, str]) -> None:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(known), "utf-8")
        partial.replace(path)
