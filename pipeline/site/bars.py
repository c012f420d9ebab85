"""One panel of bars as SVG, drawn by pygal: no colour needed, no script, no style, the same bytes each time.

Length and a printed figure tell the value; the page's style sheet gives type and ink. What pygal puts in for use
outside a page (script, style sheet, a random name, the day) is taken out: the content policy lets none of it through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

SVG = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT, ROW = 340, 150, 24
"""Of a panel, and of a lying bar with the space about it, in the units of the drawing."""
MOST_FIGURES = 8
"""More standing bars than these have no room for their figures: the first, the longest and the last have."""
ROOM = 1.2
"""The scale goes so much beyond the longest bar, for its figure."""


def draw_bars(
    labels: Sequence[str],
    values: Sequence[float | None],
    most: float,
    figure: Callable[[float], str],
    *,
    lying: bool = False,
) -> Markup:
    """Bars for `values` on a scale from 0 to `most`; lying ones have a label each, standing ones the first and last."""
    import pygal  # takes a moment: only those who ask for charts wait

    chart: Any = (pygal.HorizontalBar if lying else pygal.Bar)(
        width=WIDTH, height=ROW * len(labels) + 8 if lying else HEIGHT, explicit_size=True, js=[], css=[],
        show_legend=False, range=(0, most * ROOM or 1), margin=4, spacing=6, truncate_label=-1, no_data_text="",
        show_y_guides=False, show_x_guides=False, show_y_labels=lying, show_x_labels=not lying,
        show_minor_x_labels=False, print_values=True, print_zeroes=False, print_values_position="top",
    )  # fmt: skip
    order = range(len(values))[::-1] if lying else range(len(values))  # the first lying row is the lowest
    told = set(order) if lying else _told([value or 0 for value in values])
    chart.x_labels = [labels[place] for place in order]
    chart.x_labels_major = [labels[0], labels[-1]]
    chart.add("", [_bar(values[place], figure if place in told else None) for place in order])
    svg = ElementTree.fromstring(chart.render())  # drops the comments
    _strip(svg)
    if not lying:
        _underline(svg)
    return Markup(ElementTree.tostring(svg, encoding="unicode"))


def _bar(value: float | None, figure: Callable[[float], str] | None) -> dict[str, Any]:
    """What pygal takes for a bar; one without a value has no figure either."""
    return {"value": value or 0, "formatter": figure if figure and value is not None else lambda nothing: ""}


def _told(values: Sequence[float]) -> set[int]:
    """Which of the standing bars have their figure."""
    if len(values) <= MOST_FIGURES:
        return set(range(len(values)))
    return {0, max(range(len(values)), key=values.__getitem__), len(values) - 1}


def _strip(svg: ElementTree.Element) -> None:
    """Leave shapes, text and classes."""
    ElementTree.register_namespace("", SVG)
    for element in svg.iter():
        for child in list(element):
            overlay = child.get("class", "").partition(" ")[2] in ("overlay", "tooltip-overlay")
            kind = child.tag.rpartition("}")[2]
            if overlay or kind in ("defs", "title", "desc", "script", "style") or (kind == "text" and not child.text):
                element.remove(child)
        for name in ("id", "style"):
            element.attrib.pop(name, None)
    svg.attrib["aria-hidden"] = "true"  # the figure says the same in words
    svg.attrib["focusable"] = "false"


def _underline(svg: ElementTree.Element) -> None:
    """A line for the bars to stand on, also where there are none."""
    for series in svg.iter(f"{{{SVG}}}g"):
        if series.get("class") == "bars":
            bars = list(series.iter(f"{{{SVG}}}rect"))
            foot = max(float(bar.get("y", 0)) + float(bar.get("height", 0)) for bar in bars)
            ElementTree.SubElement(series, f"{{{SVG}}}path", {"class": "base", "d": f"M0 {foot:.2f} h{WIDTH - 8}"})
