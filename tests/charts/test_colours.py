"""Colours of both themes: words and marks stand out, and companies are told apart by all eyes."""

from itertools import combinations

import pytest

from newsfigures.charts.hues import HUES, IN_THE_DARK, OTHERS
from newsfigures.charts.ink import GROUND, INK
from newsfigures.charts.market import DEFINITIONS
from newsfigures.ui.look import theme

THEMES = ("light", "dark")
TEXT, MARKS = 4.5, 3  # WCAG 2.2, 1.4.3 and 1.4.11
FADED = 0.6  # Streamlit's captions: so much of the ink, the rest is ground

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for Simulation of
# Color Vision Deficiency. IEEE TVCG 15 (6), 2009, table 1, severity 1.0; for linear RGB.
VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
# B. Ottosson: A perceptual color space for image processing, 2020.
TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)  # fmt: skip
TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)  # fmt: skip
# Two of these apart are seen as two beside each other; a just noticeable difference is 0.02.
APART = 0.06


def linear(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def luminance(colour):
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def times(matrix, vector):
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def seen(colour, vision):
    """Return where a colour lies for an eye, in Oklab."""
    light = [min(max(p, 0), 1) for p in times(VISIONS[vision], linear(colour))]
    return times(TO_LAB, [max(p, 0) ** (1 / 3) for p in times(TO_LMS, light)])


def distance(one, other, vision):
    pairs = zip(seen(one, vision), seen(other, vision), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def mixed(ink, ground, share):
    parts = [
        round(share * int(ink[i : i + 2], 16) + (1 - share) * int(ground[i : i + 2], 16))
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{p:02x}" for p in parts)


def hues(kind):
    """Return the colours of marks on a theme's page, by name, the grey of all others among them."""
    light = HUES | {"others": OTHERS}
    return light if kind == "light" else {name: IN_THE_DARK[t] for name, t in light.items()}


def test_the_formulas_are_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert seen("#ffffff", "usual") == pytest.approx([1, 0, 0], abs=1e-4)
    # Red and green of one lightness: far apart for most, close for who lacks one of the cones.
    assert distance("#d02020", "#2f8f2f", "usual") > 4 * distance("#d02020", "#6f6f00", "deutan")


@pytest.mark.parametrize("kind", THEMES)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor", "primaryColor"])
def test_words_stand_out_from_the_page(kind, ground, ink):
    assert contrast(theme(kind)[ink], theme(kind)[ground]) >= TEXT


@pytest.mark.parametrize("kind", THEMES)
def test_notices_can_be_read(kind):
    assert contrast(theme(kind)["blueTextColor"], theme(kind)["blueBackgroundColor"]) >= TEXT


@pytest.mark.parametrize("kind", THEMES)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_small_words_stand_out_from_the_page(kind, ground):
    page = theme(kind)[ground]

    assert contrast(mixed(theme(kind)["textColor"], page, FADED), page) >= TEXT


@pytest.mark.parametrize("kind", THEMES)
def test_charts_stand_on_the_page_s_ground_with_words_that_stand_out(kind):
    assert GROUND[kind] == theme(kind)["backgroundColor"]
    assert contrast(INK[kind], GROUND[kind]) >= TEXT


@pytest.mark.parametrize("kind", THEMES)
def test_every_mark_stands_out_from_the_page(kind):
    tints = {**hues(kind), **{name: tint for *_, name, _, tint in DEFINITIONS}}

    faint = {n: t for n, t in tints.items() if contrast(t, theme(kind)["backgroundColor"]) < MARKS}
    assert faint == {}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("kind", THEMES)
def test_any_two_companies_are_told_apart_with_any_colour_vision(kind, vision):
    close = {
        (one, other): round(distance(a, b, vision), 3)
        for (one, a), (other, b) in combinations(hues(kind).items(), 2)
        if distance(a, b, vision) < APART
    }

    assert close == {}
