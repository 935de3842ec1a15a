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


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))) @ rgb
    f = np.cbrt(xyz / (0.9505, 1.0, 1.089))
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


def seen(color: str, kind: str) -> np.ndarray:
    return lab(np.clip(np.array(BLINDNESS[kind]) @ linear(color), 0, 1))


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


@pytest.mark.parametrize("ground", sorted(palette.GROUND))
def test_shares_are_readable_on_their_ground(ground: str) -> None:
    assert contrast(palette.GROUND_ON.get(ground, palette.PAPER), palette.GROUND[ground]) >= 4.5


@pytest.mark.parametrize("kind", sorted(BLINDNESS))
@pytest.mark.parametrize(
    "colors",
    [
        (palette.PAST, palette.THIS_WEEK, palette.UNUSUAL),
        (palette.PAST, palette.HARD),
        tuple(palette.PAIN.values()),
    ],
)
def test_what_a_chart_tells_by_colour_stays_apart_for_colour_blind_readers(kind: str, colors: tuple[str, ...]) -> None:
    for one, other in itertools.combinations(colors, 2):
        assert np.linalg.norm(seen(one, kind) - seen(other, kind)) >= 20, (one, other)


@pytest.mark.parametrize("kind", sorted(BLINDNESS))
def test_grounds_that_can_be_neighbours_stay_apart_for_colour_blind_readers(kind: str) -> None:
    for one, other in itertools.pairwise(palette.GROUND.values()):
        assert np.linalg.norm(seen(one, kind) - seen(other, kind)) >= 11, (one, other)
