"""Pictures without a browser: SVG for papers and the web, PNG where only pixels will do.

The SVG is written here, so that every mark keeps its title and nothing is needed but this file. The
PNG is drawn by matplotlib: it brings its own font, so that names in any Latin, Greek or Cyrillic
spelling look the same on a machine without fonts, and it needs no system library.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.errors import InputError, MissingExtraError
from kg.viz.geometry import Point
from kg.viz.model import GraphView
from kg.viz.scene import Mark, Scene, Stroke, Text, clean, scene

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path as Curve

_FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif"


def write_picture(
    view: GraphView,
    path: str | Path,
    *,
    title: str = "Knowledge graph",
    width: int = 1600,
    height: int = 1000,
    theme: str = "light",
    labels: int = 60,
) -> Path:
    """Draw a view to a `.svg` or `.png` file, and give its path.

    Raises:
        InputError: the suffix is neither, or the file cannot be written.
        MissingExtraError: a PNG is asked for and matplotlib is not installed.
    """
    target = Path(path)
    drawn = scene(view, width=width, height=height, theme=theme, labels=labels)
    suffix = target.suffix.lower()
    if suffix not in (".svg", ".png"):
        raise InputError(f"{target}: a picture ends in .svg or .png, a page in .html")
    data = to_svg(drawn, title=title).encode() if suffix == ".svg" else to_png(drawn)
    try:
        target.write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{target}: the picture cannot be written there: {reason}") from error
    return target


def picture_svg(
    view: GraphView,
    *,
    title: str = "Knowledge graph",
    width: int = 1000,
    height: int = 640,
    theme: str = "light",
    labels: int = 40,
) -> str:
    """Give the picture of a view as SVG text."""
    return to_svg(scene(view, width=width, height=height, theme=theme, labels=labels), title=title)


def to_svg(drawn: Scene, *, title: str) -> str:
    """Write a scene as SVG; sentences and names are titles of what they belong to."""
    size = f'width="{drawn.width:g}" height="{drawn.height:g}"'
    box = f'viewBox="0 0 {drawn.width:g} {drawn.height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img">',
        f"<title>{escape(clean(title))}</title>",
        f'<rect width="100%" height="100%" fill="{drawn.background}"/>',
        f'<g fill="none" stroke="{drawn.line}" stroke-width="1.1" opacity="0.85">',
        *(_svg_stroke(stroke, drawn.line) for stroke in drawn.strokes),
        f'</g>\n<g stroke="{drawn.background}" stroke-width="1.2">',
        *(_svg_mark(mark) for mark in drawn.marks),
        f'</g>\n<g font-family={quoteattr(_FONT)} fill="{drawn.ink}" paint-order="stroke"',
        f' stroke="{drawn.background}" stroke-width="3.5" stroke-linejoin="round">',
        *(_svg_text(text) for text in drawn.texts),
        "</g>\n</svg>\n",
    ]
    return "\n".join(parts)


def to_png(drawn: Scene, *, scale: float = 2.0) -> bytes:
    """Draw a scene as PNG, `scale` pixels for each unit.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError(
            "a PNG picture needs matplotlib: pip install 'kg-news[notebooks]', or draw an .svg"
        ) from error
    figure = Figure(figsize=(drawn.width / 100, drawn.height / 100), facecolor=drawn.background)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, drawn.width), ylim=(drawn.height, 0))
    axes.axis("off")
    _draw(axes, drawn)
    out = BytesIO()
    canvas.print_figure(out, dpi=100 * scale, format="png", metadata={"Software": "kg"})
    return out.getvalue()


def _svg_stroke(stroke: Stroke, colour: str) -> str:
    start, end, control = stroke.line.start, stroke.line.end, stroke.line.control
    way = f"Q{_at(control)} {_at(end)}" if control else f"L{_at(end)}"
    dash = f' stroke-dasharray="{" ".join(f"{d:g}" for d in stroke.dash)}"' if stroke.dash else ""
    head = ""
    if stroke.head:
        head = (
            f'<polygon points="{" ".join(map(_at, stroke.head))}" fill="{colour}" stroke="none"/>'
        )
    title = f"<title>{escape(stroke.title)}</title>"
    return f'<g>{title}<path d="M{_at(start)} {way}"{dash}/>{head}</g>'


def _svg_mark(mark: Mark) -> str:
    title = f"<title>{escape(mark.title)}</title>"
    if mark.points is None:
        x, y = mark.centre
        place = f'cx="{x:.1f}" cy="{y:.1f}" r="{mark.radius:.1f}"'
        return f'<circle {place} fill="{mark.colour}">{title}</circle>'
    points = " ".join(map(_at, mark.points))
    return f'<polygon points="{points}" fill="{mark.colour}">{title}</polygon>'


def _svg_text(text: Text) -> str:
    anchor = "start" if text.start else "middle"
    weight = ' font-weight="600"' if text.strong else ""
    x, y = text.at
    lines = "".join(
        f'<tspan x="{x:.1f}" y="{y + n * text.size * 1.2:.1f}">{escape(line)}</tspan>'
        for n, line in enumerate(text.lines)
    )
    look = f'text-anchor="{anchor}" dominant-baseline="central" font-size="{text.size:g}"'
    return f"<text {look}{weight}>{lines}</text>"


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _draw(axes: Axes, drawn: Scene) -> None:
    from matplotlib.collections import PathCollection, PolyCollection
    from matplotlib.patches import Circle, Polygon

    for dash in sorted({stroke.dash for stroke in drawn.strokes}):
        curves = [_curve(stroke) for stroke in drawn.strokes if stroke.dash == dash]
        style = (0, dash) if dash else "-"
        lines = PathCollection(curves, facecolors="none", edgecolors=drawn.line, linewidths=0.8)
        lines.set(linestyle=[style], alpha=0.85)
        axes.add_collection(lines)
    heads = [stroke.head for stroke in drawn.strokes if stroke.head]
    axes.add_collection(PolyCollection(heads, facecolors=drawn.line, edgecolors="none"))
    for mark in drawn.marks:
        shape = Polygon(mark.points) if mark.points else Circle(mark.centre, mark.radius)
        shape.set(facecolor=mark.colour, edgecolor=drawn.background, linewidth=0.9, zorder=2)
        axes.add_patch(shape)
    for text in drawn.texts:
        _draw_text(axes, text, drawn)


def _curve(stroke: Stroke) -> Curve:
    from matplotlib.path import Path as Curve

    start, end, control = stroke.line.start, stroke.line.end, stroke.line.control
    if control is None:
        return Curve([start, end], [1, 2])
    return Curve([start, control, end], [1, 3, 3])


def _draw_text(axes: Axes, text: Text, drawn: Scene) -> None:
    from matplotlib.patheffects import withStroke

    for n, words in enumerate(text.lines):
        axes.text(
            text.at[0],
            text.at[1] + n * text.size * 1.2,
            words,
            fontsize=text.size * 0.68,
            fontweight="bold" if text.strong else "normal",
            color=drawn.ink,
            ha="left" if text.start else "center",
            va="center",
            parse_math=False,
            path_effects=[withStroke(linewidth=2.4, foreground=drawn.background)],
        )
