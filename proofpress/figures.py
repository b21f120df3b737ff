"""Figures: record what an example draws, and make the SVG fit for the page and for print.

An example draws with ordinary matplotlib and ends with `plt.show()`. Colours and fonts come
from here; they change no text. Every colour has a name, so that the page can show it in the
reader's scheme: a colour without a name is an error.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

from proofpress.figure_texts import measured_once
from proofpress.guards import line_in_stack
from proofpress.svg_paths import shorten_paths

COLOURS = {
    "#0068a6": "1",  # blue; C0 to C4 can be told apart by the colour-blind
    "#c44e00": "2",  # vermilion
    "#007a5a": "3",  # green
    "#a8368f": "4",  # purple
    "#7a6400": "5",  # olive
    "#22262b": "ink",
    "#000000": "ink",
    "#808080": "grey",
    "#d5d8dc": "grid",
    "#ffffff": "paper",
}
"""What matplotlib draws with, and the names by which the page's style sheet knows it."""

STYLE: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": "#808080",
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": "#22262b",
    "axes.labelsize": 10,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": "#22262b",
    "axes.titlesize": 10.5,
    "figure.facecolor": "none",
    "figure.figsize": (5.2, 3.3),
    "figure.constrained_layout.use": True,
    "font.size": 10,
    "grid.color": "#d5d8dc",
    "grid.linewidth": 0.6,
    "legend.facecolor": "#ffffff",
    "legend.edgecolor": "#d5d8dc",
    "legend.fontsize": 9.5,
    "legend.framealpha": 0.85,
    "lines.linewidth": 1.8,
    "mathtext.fontset": "dejavusans",
    "patch.edgecolor": "#22262b",
    "path.simplify_threshold": 0.2,
    "savefig.facecolor": "none",
    "svg.fonttype": "path",
    "svg.hashsalt": "proofpress",
    "text.color": "#22262b",
    "xtick.color": "#808080",
    "xtick.labelcolor": "#22262b",
    "ytick.color": "#808080",
    "ytick.labelcolor": "#22262b",
}

_HEX = re.compile(r"#[0-9a-f]{6}\b")
_PLACE = re.compile(r'(?<= )([xy])="(-?\d+\.\d+)"')
_MOVE = re.compile(r"(?<=translate\()[^)]*")
_NUMBER = re.compile(r"-?\d+\.\d+")
_PLACE_FOR = re.compile(r'<svg role="img" aria-label="([^"]*)" data-awaits="([^"]*)"></svg>')
_ID = re.compile(r'(\bid="|url\(#|href="#)([^")]+)')


class FigureError(ValueError):
    """A figure that can't be put on a page: why, and the line that shows it, 0 if none does."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


class Recorder:
    """Takes the place of `plt.show()` while an example runs."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.draws = False
        self.shown: list[Any] = []
        self.line = 0

    @contextlib.contextmanager
    def recording(self, *, draws: bool) -> Iterator[None]:
        """Set our style and record what is shown, if the example draws at all."""
        self.draws = draws
        if not draws:
            yield
            return
        import matplotlib as mpl
        import matplotlib.pyplot as plt
        from cycler import cycler

        cycle = [colour for colour, name in COLOURS.items() if name.isdigit()]
        mpl.rcdefaults()
        mpl.use("agg")
        settings: Any = mpl.rcParams
        settings.update(STYLE, **{"axes.prop_cycle": cycler(color=cycle)})

        def show(*_: object, **__: object) -> None:
            self.line = line_in_stack(self.name)
            self.shown += [plt.figure(number) for number in plt.get_fignums()]
            plt.close("all")

        plt.show = show
        yield

    def svg(self) -> str:
        """The SVG of the one figure that was shown; empty if the example draws none.

        Raises:
            FigureError: if it was to draw one and showed none, or several.
        """
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None and pyplot.get_fignums():
            raise FigureError("it draws a figure but doesn't end with plt.show().")
        if not self.shown and self.draws:
            raise FigureError("it imports matplotlib but shows no figure.")
        if not self.shown:
            return ""
        if len(self.shown) > 1:
            raise FigureError(
                f"it shows {len(self.shown)} figures; an example shows one.", self.line
            )
        figure = self.shown[0]
        if not any(axes.has_data() for axes in figure.axes):
            raise FigureError("it shows a figure with nothing in it.", self.line)
        with measured_once():
            drawn = _drawn(figure)
            _refuse_text_outside(figure)
        name = re.sub(r"\W+", "-", self.name.removesuffix(".py"))
        svg = _tidy(drawn, f"figure-{name}")  # an id that can't look like a colour
        unknown = sorted(set(_HEX.findall(svg)) - COLOURS.keys())
        if unknown:
            raise FigureError(
                f"it uses colours without a name: {', '.join(unknown)}. "
                'Use "C0" to "C4", "black", "white" or "gray".',
                self.line,
            )
        return svg


def _drawn(figure: Any) -> str:
    """The figure as matplotlib writes it, laid out and drawn once.

    `savefig` draws it twice, the first time only to lay it out with the measures of an SVG. The
    canvas draws with those measures, and the first thing that drawing does is to lay out.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    from proofpress.figure_layout import FewPasses

    if isinstance(figure.get_layout_engine(), ConstrainedLayoutEngine):
        figure.set_layout_engine(FewPasses())
    text = io.StringIO()
    canvas: Any = FigureCanvasSVG(figure)
    canvas.print_svg(text, metadata={"Date": None, "Creator": None})
    return text.getvalue()


def _refuse_text_outside(figure: Any) -> None:
    """Raise if a label of a figure that was drawn runs over the edge, where it is cut."""
    from matplotlib.text import Text

    edge = figure.bbox.padded(0.5)
    ticks = {  # those out of view are made too, and not drawn
        label
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks())
        for label in (tick.label1, tick.label2)
    }
    for text in set(figure.findobj(Text)) - ticks:
        box = text.get_window_extent() if text.get_visible() and text.get_text() else None
        if box and not (edge.contains(box.x0, box.y0) and edge.contains(box.x1, box.y1)):
            raise FigureError(f"its text {text.get_text()!r} runs over the edge.")


def _tidy(svg: str, prefix: str) -> str:
    """Only the <svg> element, its ids made its own, its numbers rounded to what shows."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    svg = svg.replace("<svg", '<svg style="stroke-linejoin: round; stroke-linecap: butt"', 1)
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = shorten_paths(svg)
    svg = _MOVE.sub(lambda m: _NUMBER.sub(_rounded, m[0]), svg)
    svg = _PLACE.sub(lambda m: f'{m[1]}="{_short(m[2])}"', svg)
    svg = re.sub(r"(?<=-miterlimit: )100000|\s*stroke-linejoin: miter;?", "", svg)
    svg = re.sub(r">\s+<", "><", svg)
    numbers: dict[str, str] = {}

    def rename(match: re.Match[str]) -> str:
        number = numbers.setdefault(match[2], str(len(numbers)))
        return f"{match[1]}{prefix}-{number}"

    svg = _ID.sub(rename, svg)
    used = set(re.findall(r'(?:url\(#|href="#)([^")]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda m: m[0] if m[1] in used else "", svg)
    return svg.strip()


def _rounded(match: re.Match[str]) -> str:
    return _short(match[0])


def _short(number: str) -> str:
    value = f"{float(number):.2f}".rstrip("0").rstrip(".")
    return "0" if value in ("-0", "") else value


def page_svg(svg: str, alternative: str) -> str:
    """The figure for the page: its colours follow the scheme, its text alternative is said."""
    coloured = _HEX.sub(lambda m: f"var(--figure-{COLOURS[m[0]]})", svg)
    coloured = re.sub(r' (?:width|height)="[\d.]+pt"', "", coloured, count=2)
    return coloured.replace("<svg", f"<svg {_described(alternative)}", 1)


def place(name: str, alternative: str) -> str:
    """What stands on the page for the figure of the example `name` until it is drawn."""
    return f'<svg {_described(alternative)} data-awaits="{name}"></svg>'


def put_in(html: str, drawn: Mapping[str, str]) -> str:
    """The page with the figures, from what is `drawn` by each example, in their places."""
    return _PLACE_FOR.sub(lambda m: page_svg(drawn[m[2]], unescape(m[1])), html)


def _described(alternative: str) -> str:
    return f'role="img" aria-label="{escape(alternative, quote=True)}"'
