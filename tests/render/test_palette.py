"""Contrast by WCAG 2.2, and colours that stay apart for colour-blind readers (Machado et al. 2009, severity 1)."""

import itertools

import numpy as np
import pytest

from runlog.render import palette

BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(color: str) -> np.ndarray:
    values = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(color: str) -> float:
    return float(linear(color) @ (0.2126, 0.7152, 0.0722))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TO_CONES = np.array(
    ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
     (0.0883024619, 0.2817188376, 0.6299787005))
)  # fmt: skip
TO_LAB = np.array(
    ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
     (0.0259040371, 0.7827717662, -0.8086757660))
)  # fmt: skip


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Ottosson's OKLab of linear sRGB, times 100: a difference of about 2 is just seen side by side."""
    return np.asarray(100 * (TO_LAB @ np.cbrt(TO_CONES @ rgb)))


def seen(color: str, kind: str) -> np.ndarray:
    """A colour as this kind of vision sees it, or as it is printed in grey."""
    if kind == "grey":
        return oklab(np.full(3, luminance(color)))
    return oklab(linear(color) if kind == "usual" else np.clip(np.array(BLINDNESS[kind]) @ linear(color), 0, 1))


def apart(one: str, other: str, kind: str) -> float:
    return float(np.linalg.norm(seen(one, kind) - seen(other, kind)))


@pytest.mark.parametrize("tone", sorted(palette.TONES))
def test_labels_and_text_are_readable_on_every_tint(tone: str) -> None:
    tint = palette.TONES[tone]
    for color in (tint.strong, palette.INK, palette.MUTED):
        assert contrast(color, tint.wash) >= 4.5, (tone, color)


def test_small_text_is_readable_on_paper_and_on_the_marked_week() -> None:
    assert contrast(palette.MUTED, palette.PAPER) >= 4.5
    assert contrast(palette.MUTED, palette.USUAL_WASH) >= 4.5
    assert contrast(palette.UNUSUAL_TEXT, palette.UNUSUAL_WASH) >= 4.5
    assert contrast(palette.INK, palette.PAST) >= 4.5
    assert contrast(palette.INK, palette.UNUSUAL) >= 4.5
    assert contrast(palette.PAPER, palette.THIS_WEEK) >= 4.5


MARKS = {
    palette.AXIS, palette.EPISODE, palette.PAST, palette.THIS_WEEK, palette.UNUSUAL, palette.HARD, palette.HEART,
    palette.MUTED, *palette.PACES, *palette.PAIN.values(), *palette.GROUND.values(),
} - {palette.GROUND["unknown"]}  # fmt: skip
"""What carries meaning by itself; washes, bands and hairlines lie behind it, unknown ground shows by its slants."""


@pytest.mark.parametrize("mark", sorted(MARKS))
def test_every_mark_stands_out_from_the_dark_page(mark: str) -> None:
    assert contrast(palette.DARK[mark], palette.DARK[palette.PAPER]) >= 3


@pytest.mark.parametrize("surface", [palette.PAPER, palette.USUAL_WASH, palette.UNUSUAL_WASH, palette.BAND])
def test_small_text_is_readable_on_the_dark_page_and_on_its_washes(surface: str) -> None:
    for ink in (palette.INK, palette.MUTED, palette.UNUSUAL_TEXT, palette.HARD, palette.THIS_WEEK, palette.HEART):
        assert contrast(palette.DARK[ink], palette.DARK[surface]) >= 4.5, ink


@pytest.mark.parametrize("ground", sorted(palette.GROUND))
def test_shares_are_readable_on_their_ground(ground: str) -> None:
    assert contrast(palette.GROUND_ON.get(ground, palette.PAPER), palette.GROUND[ground]) >= 4.5


VISIONS = ("usual", *sorted(BLINDNESS))
TOLD_BY_COLOUR = {
    "weeks": (palette.PAST, palette.THIS_WEEK, palette.UNUSUAL),
    "days": (palette.PAST, palette.HARD),
    "pain": tuple(palette.PAIN.values()),
    "course": (palette.PAIN["high"], palette.THIS_WEEK, palette.UNUSUAL, palette.INK, palette.HAIRLINE),
}
PAPER_ONLY = {"course"}
TOLD_ON_SCREENS = {
    f"{chart}, dark": tuple(palette.DARK[color] for color in colors)
    for chart, colors in TOLD_BY_COLOUR.items()
    if chart not in PAPER_ONLY
}
TOLD = TOLD_BY_COLOUR | TOLD_ON_SCREENS
ALSO_TOLD_BY_SHAPE = {frozenset({palette.PAIN["high"], palette.THIS_WEEK})}
"""Back and leg pain, high and usual pain: full or hollow, large or small; in grey they need not differ."""


@pytest.mark.parametrize("kind", VISIONS)
@pytest.mark.parametrize("chart", sorted(TOLD))
def test_what_a_chart_tells_by_colour_stays_apart_for_colour_blind_readers(kind: str, chart: str) -> None:
    for one, other in itertools.combinations(TOLD[chart], 2):
        assert apart(one, other, kind) >= 14, (one, other)


@pytest.mark.parametrize("chart", sorted(TOLD))
def test_what_a_chart_tells_by_colour_stays_apart_in_grey_or_has_a_shape_of_its_own(chart: str) -> None:
    for one, other in itertools.combinations(TOLD[chart], 2):
        assert apart(one, other, "grey") >= 8 or frozenset({one, other}) in ALSO_TOLD_BY_SHAPE, (one, other)


@pytest.mark.parametrize("kind", [*VISIONS, "grey"])
def test_every_two_grounds_stay_apart_for_every_reader_and_in_grey(kind: str) -> None:
    known = {name: color for name, color in palette.GROUND.items() if name != "unknown"}
    for (one, first), (other, second) in itertools.combinations(known.items(), 2):
        assert apart(first, second, kind) >= 9, (one, other)


DARK_GREY = 5.5
"""Eight grounds that each stand out from the dark page have less room between them in grey than on white paper."""


@pytest.mark.parametrize("kind", [*VISIONS, "grey"])
def test_every_two_grounds_stay_apart_on_a_dark_screen_for_every_reader_and_in_grey(kind: str) -> None:
    known = {name: palette.DARK[color] for name, color in palette.GROUND.items() if name != "unknown"}
    for (one, first), (other, second) in itertools.combinations(known.items(), 2):
        assert apart(first, second, kind) >= (DARK_GREY if kind == "grey" else 9), (one, other)


@pytest.mark.parametrize("kind", [*VISIONS, "grey"])
def test_paces_go_from_little_to_much_contrast_with_the_page_in_light_and_dark(kind: str) -> None:
    for paces, page in (
        (palette.PACES, palette.PAPER),
        ([palette.DARK[pace] for pace in palette.PACES], palette.DARK[palette.PAPER]),
    ):
        from_page = [contrast(pace, page) for pace in paces]
        assert from_page == sorted(from_page)
        assert all(apart(one, other, kind) >= 7 for one, other in itertools.pairwise(paces))


def test_equal_lightness_is_found_to_vanish_in_grey() -> None:
    assert apart("#b3362b", "#1f7a8c", "usual") > 20
    assert apart("#b3362b", "#1f7a8c", "grey") < 6
    assert apart("#5b6b7a", "#7a5f77", "deutan") < 2
