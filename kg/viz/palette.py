"""Colours and shapes: six families of classes, each with a shape of its own.

Shape and colour say the same, so that nobody has to tell colours apart. Every colour has a contrast
of at least 3 to 1 with the background of its theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BACKGROUND = {"light": "#fcfcfb", "dark": "#15181d"}
INK = {"light": "#23282f", "dark": "#e6e9ee"}
LINE = {"light": "#8e99a8", "dark": "#6a7688"}


@dataclass(frozen=True, slots=True)
class Family:
    """Classes that are drawn alike; `shape` is a name that vis-network knows, too."""

    name: str
    label: str
    shape: str
    light: str
    dark: str


FAMILIES = (
    Family("person", "People", "dot", "#3b6fb6", "#7eaae8"),
    Family("organization", "Organizations", "square", "#7b5ea7", "#b59ddd"),
    Family("place", "Places", "hexagon", "#3f8a5a", "#7cc095"),
    Family("event", "Events", "diamond", "#c8701a", "#eda85a"),
    Family("award", "Awards", "star", "#bf3f63", "#ee8aa5"),
    Family("thing", "Other things", "triangle", "#62707f", "#a3b0be"),
)

_KNOWN = {
    "person": ("Person", "Official"),
    "organization": (
        "Organization",
        "Company",
        "GovernmentBody",
        "Association",
        "Institution",
        "University",
    ),
    "place": ("Place", "GeopoliticalEntity", "Country", "Region", "City", "Facility"),
    "event": ("Event", "Conference", "Meeting", "Ceremony", "PressConference", "Visit"),
    "award": ("Award",),
}
_BY_CLASS = {name: family for family, names in _KNOWN.items() for name in names}
_BY_NAME = {family.name: family for family in FAMILIES}


def family_of(class_name: str, ancestors: Iterable[str] = ()) -> Family:
    """Give the family of a class: its own, or that of its nearest ancestor, else `thing`."""
    for name in (class_name, *ancestors):
        if found := _BY_CLASS.get(name):
            return _BY_NAME[found]
    return _BY_NAME["thing"]


def node_size(degree: int) -> float:
    """Give the radius of a thing: its area grows with its statements, within limits."""
    return float(round(min(10.0 + 3.4 * degree**0.5, 36.0), 1))
