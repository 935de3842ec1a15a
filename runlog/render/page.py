"""A `Report` as the data of a page: what the Typst template sets and which charts stand in it."""

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

from runlog.render import palette
from runlog.render.draw import days, ground, timeline
from runlog.render.mark import MARK
from runlog.render.text import printable
from runlog.report.model import Card, Diary, DiaryLine, Findings, GroundChart, Report

Form = Literal["a4", "phone"]

PT_PER_MM: Final = 72 / 25.4
_NAME_SIZES: Final = ((24, 22.0), (44, 16.0), (90, 12.5))
_NAME_LIMIT: Final = 140
_NOTE_LIMIT: Final = 420
_BESIDE: Final = 7
"""As many short diary lines stand beside the chart of days; more go below, over the whole width."""
_BESIDE_CHARACTERS: Final = 110
_DAY_BARS: Final = (46.0, 84.0)
_DAY_BARS_PER_LINE: Final = 8.0
"""The chart of days is as high as the diary beside it needs."""
_STRETCH: Final = 1.3
_ROOM: Final = 190.0
"""Points on an A4 page beside masthead, numbers and pictures drawn large; with more to say, everything moves closer."""
_HEIGHTS: Final = {"red flag": 105.0, "question": 46.0, "callout": 25.0, "card": 58.0, "unknown": 14.0, "line": 11.0}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form of the page in points: its width, side margin, and the widths of its two columns' charts."""

    form: Form
    width: float
    margin: float

    @property
    def full(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin

    @property
    def left(self) -> float:
        """Width of the chart of days."""
        return self.full if self.form == "phone" else self.full * 0.41

    @property
    def right(self) -> float:
        """Width of the chart of ground."""
        return self.full if self.form == "phone" else self.full * 0.535


SHEETS: Final = {
    "a4": Sheet("a4", 210 * PT_PER_MM, 16 * PT_PER_MM),
    "phone": Sheet("phone", 140 * PT_PER_MM, 8 * PT_PER_MM),
}


def page_inputs(report: Report, form: Form) -> dict[str, str]:
    """What the template reads from `sys.inputs`: `data` as JSON, and an SVG for each chart of the report."""
    sheet = SHEETS[form]
    inputs = {"data": json.dumps(_data(report, sheet), ensure_ascii=False)}
    if report.timeline:
        inputs["timeline"] = timeline.draw(
            report.timeline, sheet.full, stretch=_STRETCH if _is_roomy(report, sheet) else 1.0
        )
    if report.days:
        inputs["days"] = days.draw(report.days, sheet.left, bars=_day_bars(report, sheet))
    if report.ground:
        inputs["ground"] = ground.draw(report.ground, sheet.right)
    return inputs


def _is_roomy(report: Report, sheet: Sheet) -> bool:
    """Whether the page has room for larger pictures and wider gaps, by a rough count of what else stands on it."""
    findings = report.sheet.findings
    diary = report.diary
    below = len(diary.lines) if diary and not _stands_beside(diary) else 0
    heights = (
        (len(findings.red_flags), "red flag"),
        (len(findings.questions), "question"),
        (len(report.sheet.callouts), "callout"),
        (len(findings.flagged), "card"),
        (len(findings.unknown), "unknown"),
        (below, "line"),
    )
    return sheet.form == "phone" or sum(count * _HEIGHTS[name] for count, name in heights) <= _ROOM


def _day_bars(report: Report, sheet: Sheet) -> float:
    low, high = _DAY_BARS
    if sheet.form == "phone" or report.diary is None or not _stands_beside(report.diary):
        return low
    return min(low + _DAY_BARS_PER_LINE * max(len(report.diary.lines) - 2, 0), high)


def _data(report: Report, sheet: Sheet) -> dict[str, Any]:
    head = report.sheet
    findings = head.findings
    words = {name: printable(text) for name, text in head.words.items()}
    heading = printable(head.athlete or head.title, limit=_NAME_LIMIT)
    return {
        "form": sheet.form,
        "width": sheet.width,
        "margin": sheet.margin,
        "left": sheet.left,
        "right": sheet.right,
        "roomy": _is_roomy(report, sheet),
        "colors": _colors(),
        "language": head.language,
        "document_title": ", ".join(filter(None, (printable(head.title), heading, printable(head.week_label)))),
        "description": words["description"],
        "keywords": [MARK, report.kind, head.week],
        "kicker": printable(head.title) if head.athlete else words["no_name"],
        "heading": heading,
        "heading_size": next((size for most, size in _NAME_SIZES if len(heading) <= most), 10.5),
        "week": printable(head.week_label),
        "words": words,
        "red_flags": [_card(card, words) for card in findings.red_flags],
        "held_back": words["held_back"] if findings.red_flags else None,
        "questions": [_card(card, words) for card in findings.questions],
        "callouts": [{"tone": callout.tone, "text": printable(callout.text)} for callout in head.callouts],
        "empty": _optional(report.empty),
        "kpis": [
            {"label": printable(kpi.label), "value": printable(kpi.value), "note": printable(kpi.note)}
            for kpi in report.kpis
        ],
        **_charts(report),
        **_diary(report),
        "cards": [_card(card, words) for card in findings.flagged],
        "quiet": words["nothing_else" if findings.red_flags or findings.questions else "nothing_stands_out"],
        "unknown": _unknown(findings, words),
        "ok": printable(" · ".join(dict.fromkeys(card.title for card in findings.ok))) if findings.ok else None,
        "footer": printable(head.footer),
    }  # fmt: skip


def _unknown(findings: Findings, words: dict[str, str]) -> list[dict[str, str]]:
    """What is not known, with how to record it; cards that lack the same are one line.

    Warning signs that only the questions leave open point to these, which stand above.
    """
    titles: dict[str, list[str]] = {}
    for card in findings.unknown:
        asked = findings.questions and card.facts.get("family") == "urgency"
        how = words["questions_above"] if asked else printable(" ".join(card.missing))
        titles.setdefault(how, []).append(card.title)
    return [{"title": printable(" · ".join(same)), "how": how} for how, same in titles.items()]


def _charts(report: Report) -> dict[str, Any]:
    charts: dict[str, Any] = {"timeline": None, "days": None, "ground": None}
    if report.timeline:
        charts["timeline"] = {"heading": printable(report.timeline.heading), "alt": printable(report.timeline.alt)}
    if report.days:
        charts["days"] = {
            "heading": printable(report.days.heading),
            "alt": printable(report.days.alt),
            "note": _optional(report.days.hard_note),
        }
    if report.ground:
        charts["ground"] = _ground(report.ground)
    return charts


def _ground(chart: GroundChart) -> dict[str, Any]:
    return {
        "heading": printable(chart.heading),
        "alt": printable(chart.alt),
        "note": _optional(chart.note),
        "legend": [
            {"key": share.key, "label": printable(share.label), "value": printable(share.distance_label)}
            for share in chart.shares
        ],
    }


def _diary(report: Report) -> dict[str, Any]:
    diary = report.diary
    if diary is None:
        return {"diary": None, "diary_beside": False}
    lines = [_diary_line(line) for line in diary.lines]
    data = {"heading": printable(diary.heading), "empty": printable(diary.empty), "lines": lines}
    return {"diary": data, "diary_beside": _stands_beside(diary)}


def _stands_beside(diary: Diary) -> bool:
    short = all(len(line.note) + len(line.signs) <= _BESIDE_CHARACTERS for line in diary.lines)
    return short and len(diary.lines) <= _BESIDE


def _diary_line(line: DiaryLine) -> dict[str, str]:
    return {
        "label": printable(line.label),
        "pain": printable(line.pain),
        "color": palette.PAIN[line.level or "usual"],
        "leg": printable(line.leg),
        "signs": printable(line.signs, limit=_NOTE_LIMIT),
        "note": printable(line.note, limit=_NOTE_LIMIT),
    }


def _card(card: Card, words: dict[str, str]) -> dict[str, Any]:
    sources = "; ".join(card.sources)
    return {
        "tone": card.tone,
        "label": printable(card.label),
        "title": printable(card.title),
        "seen": _optional(card.seen),
        "why": _optional(card.why),
        "advice": _optional(card.advice),
        "silenced": _optional(card.silenced),
        "missing": [printable(line) for line in card.missing],
        "changed": _optional(card.changed),
        "evidence": printable(f"{words['evidence']}: {card.evidence}") if card.evidence else "",
        "origin": printable(f"{words['source']}: {sources}") if sources else "",
    }


def _optional(words: str | None) -> str | None:
    return None if words is None else printable(words)


def _colors() -> dict[str, Any]:
    return {
        "ink": palette.INK,
        "muted": palette.MUTED,
        "hairline": palette.HAIRLINE,
        "hard": palette.HARD,
        "ground": dict(palette.GROUND),
        "tones": {tone: [tint.strong, tint.wash] for tone, tint in palette.TONES.items()},
    }
