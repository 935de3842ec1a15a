"""How closely a page is set, so that a week stands on one page where it can.

Wide where there is little to say; close where it would else just not fit; brief where that is not enough: then a note
is its title and what to do, and what is not known is named without how to record it. What does not fit even so is set
in full, over several pages.
"""

import math
from collections.abc import Iterable
from typing import Final, Literal

from runlog.report.model import Diary, Report
from runlog.report.sheet import Card

Density = Literal["wide", "usual", "close", "brief"]
SETTINGS: Final[tuple[Density, ...]] = ("wide", "usual", "close", "brief")
"""From the widest to the tightest."""

_LINE: Final = 10.2
_LETTERS: Final = 125
"""Letters on a line over the whole width of an A4 page."""
_SMALL_PRINT: Final = 0.8
_WEIGHT: Final = 1.05
"""Advice is set a little bolder, and so wider."""
_CARD: Final = 26.0
"""A card's title, its inner margins and the gap after it, in points."""
_FRAMED: Final = 75.0
_PICTURES: Final = {"kpis": 46.0, "timeline": 172.0, "week": 158.0}
_MASTHEAD: Final = 52.0
_A4: Final = 775.0
"""The height between an A4 page's margins."""
_WIDER: Final = 75.0
"""What the wide setting adds to the pictures alone; it adds a fifth to everything else."""

_CLOSER: Final = 130.0
"""About what the close setting saves."""
_AT_LEAST: Final = 0.8
_HOPE: Final = 30.0
"""The estimate leans to the wide side: a setting that proves too wide is followed by the next."""

MOST_BESIDE: Final = 7
"""As many short diary lines stand beside the chart of days; more go below, over the whole width."""
_LETTERS_BESIDE: Final = 110


def density(report: Report) -> Density:
    """The widest setting in which a report may stand on one A4 page, by an estimate of the height of what it says."""
    findings = report.sheet.findings
    pictures = _MASTHEAD + sum(
        height
        for height, there in (
            (_PICTURES["kpis"], report.kpis),
            (_PICTURES["timeline"], report.timeline),
            (_PICTURES["week"], report.days or report.diary),
        )
        if there
    )
    said = _AT_LEAST * (
        len(findings.red_flags) * (_FRAMED + _LINE)
        + sum(_CARD + _text((card.seen, card.why, *card.missing)) for card in findings.questions)
        + sum(_CARD / 2 + _text([callout.text]) for callout in report.sheet.callouts)
        + sum(_card(card) for card in findings.flagged)
        + sum(_text([card.title, *card.missing]) for card in findings.unknown)
        + (_CARD if findings.flagged else 0)
        + _SMALL_PRINT * _text({source for card in findings.flagged for source in card.sources})
        + (_CARD if findings.unknown else 0)
        + _text([card.title for card in findings.ok])
        + _below(report.diary)
    )
    if pictures + _WIDER + 1.2 * said <= _A4 + _HOPE:
        return "wide"
    if pictures + said <= _A4 + _HOPE:
        return "usual"
    return "close" if pictures + said <= _A4 + _CLOSER else "brief"


def stands_beside(diary: Diary) -> bool:
    """Whether the diary is short enough to stand beside the chart of days."""
    short = all(len(line.note) + len(line.signs) <= _LETTERS_BESIDE for line in diary.lines)
    return short and len(diary.lines) <= MOST_BESIDE


def _card(card: Card) -> float:
    advice = sum(len(words) for words in (card.advice or card.silenced or "", card.changed or "", *card.missing))
    return _CARD + _text((card.seen, card.why)) + math.ceil(_WEIGHT * advice / _LETTERS) * _LINE


def _text(parts: Iterable[str | None]) -> float:
    return math.ceil(sum(len(part) + 1 for part in parts if part) / _LETTERS) * _LINE


def _below(diary: Diary | None) -> float:
    return 0.0 if diary is None or stands_beside(diary) else (len(diary.lines) + 2) * _LINE
