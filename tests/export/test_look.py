"""The look: whoever sees colours in another way, or hardly, tells the same things apart; and all text can be read."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

from kg.export.look import FAMILIES, STATUSES

Colour = tuple[float, float, float]

CSS = files("kg.export").joinpath("templates", "page.css").read_text(encoding="utf-8")
LIGHT, DARK = CSS.split("@media screen and (prefers-color-scheme: dark)")
FOUND = {
    scheme: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", text))
    for scheme, text in (("light", LIGHT), ("dark", DARK))
}
SCHEMES = pytest.mark.parametrize("colours", FOUND.values(), ids=FOUND)
DASHES = dict(re.findall(r"--([a-z]+)-dash: ([^;]+)", CSS))
GROUNDS = ("paper", "panel", "hover")
FAMILY_NAMES = [family.name for family in FAMILIES]
# What is left of light for whoever lacks one kind of cone, after Machado, Oliveira and Fernandes (2009), severity 1.
VISIONS = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
EVERY_VISION = pytest.mark.parametrize("vision", VISIONS)


def linear(colour: str) -> Colour:
    """The light of #rrggbb, each part from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return lit(red), lit(green), lit(blue)


def lit(part: float) -> float:
    """The light of one part, as sRGB has it."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def lab(light: Colour) -> Colour:
    """The light in CIELAB, where distances are about as far as they look."""
    red, green, blue = light
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (float(each ** (1 / 3)) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, vision: str) -> Colour:
    """How the colour looks to somebody, in CIELAB."""
    light = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, light, strict=True)))) for row in VISIONS[vision]
    )
    return lab((red, green, blue))


def unlike(one: str, other: str, vision: str) -> float:
    """How far two colours look apart; 2 can just be seen side by side."""
    pairs = zip(seen(one, vision), seen(other, vision), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def luminance(colour: str) -> float:
    """As WCAG has it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG has it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two, as the drawing makes it for the rims of shapes."""
    parts = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def test_both_schemes_have_every_colour() -> None:
    """No colour of the one scheme shines through into the other, and nothing named in the style sheet is missing."""
    assert set(FOUND["light"]) == set(FOUND["dark"])
    assert set(FAMILY_NAMES) | set(STATUSES) <= set(FOUND["light"])
    used = set(re.findall(r"var\(--([a-z-]+)\)", CSS)) - {f"{name}-dash" for name in DASHES}
    assert used <= set(FOUND["light"])


@SCHEMES
@pytest.mark.parametrize("name", ["ink", "soft", *STATUSES, "mixed"])
def test_text_can_be_read(colours: dict[str, str], name: str) -> None:
    """Whatever is written with a colour stands out on every ground as WCAG asks of text (AA)."""
    assert min(contrast(colours[name], colours[ground]) for ground in GROUNDS) >= 4.5


@SCHEMES
def test_marked_text_can_be_read(colours: dict[str, str]) -> None:
    """The words that a claim rests on are not hidden by what marks them."""
    marks = [colours[name] for name in colours if name.startswith("mark-")]
    assert len(marks) == 3
    assert min(contrast(colours["ink"], mark) for mark in marks) >= 4.5


@SCHEMES
def test_shapes_stand_out(colours: dict[str, str]) -> None:
    """The rim of every shape stands out as WCAG asks of what is no text, however pale the shape is."""
    rims = [mixed(colours[name], colours["ink"], 0.42) for name in (*FAMILY_NAMES, "community")]
    assert min(contrast(rim, colours["paper"]) for rim in rims) >= 3


@SCHEMES
@EVERY_VISION
def test_kinds_differ_for_all(colours: dict[str, str], vision: str) -> None:
    """Any two kinds of entity differ in colour, whichever cones somebody lacks."""
    assert min(unlike(colours[one], colours[other], vision) for one, other in combinations(FAMILY_NAMES, 2)) >= 10


@SCHEMES
@EVERY_VISION
def test_marks_differ_for_all(colours: dict[str, str], vision: str) -> None:
    """Subject, trigger and object are marked unlike each other, whichever cones somebody lacks."""
    marks = [colours[f"mark-{role}"] for role in ("subject", "trigger", "object")]
    assert min(unlike(one, other, vision) for one, other in combinations(marks, 2)) >= 10


@SCHEMES
@EVERY_VISION
def test_statuses_differ_for_all(colours: dict[str, str], vision: str) -> None:
    """Lines of any two statuses differ in colour too, but for the solid ones that crosses and a second colour tell."""
    names = [name for name in STATUSES if name != "disputed"]
    assert min(unlike(colours[one], colours[other], vision) for one, other in combinations(names, 2)) >= 5.5
    assert unlike(colours["disputed"], colours["disputed-under"], vision) >= 20


def test_nothing_is_said_by_colour_alone() -> None:
    """Each kind has a shape of its own, and each status a line of its own; the crossed one is solid otherwise."""
    shapes = [family.path for family in FAMILIES]
    assert len(set(shapes)) == len(shapes)
    drawn = {name: DASHES[name] for name in STATUSES}
    assert drawn["asserted"] == drawn["denied"] == "none"
    assert len(set(drawn.values())) == len(drawn) - 1
