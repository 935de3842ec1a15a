"""How closely a page is set: on one page where a week fits it in type that reads well, else over several.

Wide where there is little to say, usual where that is too wide for one page. A week with much to tell is never
squeezed into small type: it is set wide again, over as many pages as it takes.
"""

import math
from collections.abc import Iterable
from typing import Final, Literal

from runlog.report.model import Diary, Report
from runlog.report.sheet import Card

Density = Literal["wide", "usual", "pages"]
SETTINGS: Final[tuple[Density, ...]] = ("wide", "usual", "pages")
"""From the widest to the one that may take several pages."""

_LINE: Final = 12.4
_LETTERS: Final = 118
"""Letters on a line over the whole width of an A4 page."""
_SMALL_PRINT: Final = 0.8
_WEIGHT: Final = 1.05
"""Advice is set a little bolder, and so wider."""
_CARD: Final = 27.0
"""A card's title, its inner margins and the gap after it, in points."""
_FRAMED: Final = 80.0
_PICTURES: Final = {"kpis": 50.0, "timeline": 178.0, "week": 160.0, "load": 86.0}
_MASTHEAD: Final = 56.0
_A4: Final = 775.0
"""The height between an A4 page's margins."""
_WIDER: Final = 80.0
"""What the wide setting adds to the pictures."""
_LOWER: Final = 0.94
_CLOSER: Final = 0.66
"""How high the usual setting is, as shares: the pictures, and what is said."""
_PER_LINE: Final = 8.0
"""What a line of its own adds for each thing that is not known."""
_HOPE: Final = 12.0
"""An estimate may be a little too high: a setting that proves too wide is followed by the next."""

MOST_BESIDE: Final = 7
"""As many short diary lines stand beside the chart of days; more go below, over the whole width."""
_LETTERS_BESIDE: Final = 110


def density(report: Report) -> Density:
    """The widest setting in which a report may stand on one A4 page, by an estimate of the height of what it says."""
    if report.kind == "span":
        return "pages"
    pictures, said = _pictures(report), _said(report)
    if pictures + _WIDER + said <= _A4 + _HOPE:
        return "wide"
    return "usual" if _LOWER * pictures + _CLOSER * said <= _A4 + _HOPE else "pages"


def has_room_for_lines(report: Report) -> bool:
    """Whether what is not known may stand a line each on the one page of the usual setting."""
    more = _PER_LINE * len(report.sheet.findings.unknown)
    return _LOWER * _pictures(report) + _CLOSER * _said(report) + more <= _A4


def _pictures(report: Report) -> float:
    shown = {"kpis": report.kpis, "timeline": report.timeline, "week": report.days or report.diary, "load": report.load}
    return _MASTHEAD + sum(_PICTURES[name] for name, there in shown.items() if there)


def _said(report: Report) -> float:
    findings = report.sheet.findings
    return (
        sum(_FRAMED + _LINE + _mends(card) for card in findings.red_flags)
        + sum(_CARD + _text((card.seen, card.why, *card.missing)) + _mends(card) for card in findings.questions)
        + sum(_CARD / 2 + _text([callout.text]) for callout in report.sheet.callouts)
        + (_CARD if findings.flagged else 0)
        + (_text(report.changes.in_brief) if report.changes else 0)
        + sum(_card(card) for card in findings.flagged)
        + _SMALL_PRINT * _text({source for card in findings.flagged for source in card.sources})
        + (_CARD if findings.unknown else 0)
        + sum(_text([card.title, *card.missing]) for card in findings.unknown)
        + (_LINE if findings.ok else 0)
        + _below(report.diary)
    )


def stands_beside(diary: Diary) -> bool:
    """Whether the diary is short enough to stand beside the chart of days."""
    short = all(len(line.note) + len(line.signs) <= _LETTERS_BESIDE for line in diary.lines)
    return short and len(diary.lines) <= MOST_BESIDE


def _card(card: Card) -> float:
    advice = sum(len(words) for words in (card.advice or card.silenced or "", card.changed or "", *card.missing))
    return _CARD + _text((card.seen, card.why)) + _mends(card) + math.ceil(_WEIGHT * advice / _LETTERS) * _LINE


def _mends(card: Card) -> float:
    return sum(_SMALL_PRINT * _text((way.text, way.command)) for way in card.mend)


def _text(parts: Iterable[str | None]) -> float:
    return math.ceil(sum(len(part) + 1 for part in parts if part) / _LETTERS) * _LINE


def _below(diary: Diary | None) -> float:
    return 0.0 if diary is None or stands_beside(diary) else (len(diary.lines) + 2) * _LINE
