"""Parts of the pages' data that several templates set: the sheet's measures, findings, ground, diary lines, colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from runlog.render import palette
from runlog.render.text import printable
from runlog.report.model import DiaryLine, GroundChart
from runlog.report.sheet import Card, Findings

Form = Literal["a4", "phone"]

PT_PER_MM: Final = 72 / 25.4
NAME_SIZES: Final = ((24, 22.0), (44, 16.0), (90, 12.5))
NAME_LIMIT: Final = 140
_NOTE_LIMIT: Final = 420
_NO_NUMBERS: Final[Mapping[str, int]] = MappingProxyType({})


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
    "a4": Sheet("a4", 210 * PT_PER_MM, 14 * PT_PER_MM),
    "phone": Sheet("phone", 110 * PT_PER_MM, 7 * PT_PER_MM),
}
"""The phone's page is so narrow that its smallest type, 7 points, is 8 pixels on a screen of 360."""


def first_data(findings: Findings, words: dict[str, str]) -> dict[str, Any]:
    """Red flags and unanswered questions: what stands before everything else."""
    return {
        "red_flags": [card_data(card, words) for card in findings.red_flags],
        "held_back": words["held_back"] if findings.red_flags else None,
        "questions": [card_data(card, words) for card in findings.questions],
    }


def ground_data(chart: GroundChart) -> dict[str, Any]:
    """Shares of ground with their legend."""
    return {
        "heading": printable(chart.heading),
        "alt": printable(chart.alt),
        "note": optional(chart.note),
        "credit": optional(chart.credit),
        "legend": [
            {"key": share.key, "label": printable(share.label), "value": printable(share.distance_label)}
            for share in chart.shares
        ],
    }


def diary_line_data(line: DiaryLine) -> dict[str, str]:
    """A line of the diary."""
    return {
        "label": printable(line.label),
        "pain": printable(line.pain),
        "color": palette.PAIN[line.level or "usual"],
        "leg": printable(line.leg),
        "signs": printable(line.signs, limit=_NOTE_LIMIT),
        "note": printable(line.note, limit=_NOTE_LIMIT),
    }


def card_data(
    card: Card, words: dict[str, str], numbers: Mapping[str, int] = _NO_NUMBERS, change: str = ""
) -> dict[str, Any]:
    """A finding in words; sources that have a number are named by it."""
    evidence = printable(f"{words['evidence']}: {card.evidence}") if card.evidence else ""
    named = [source for source in card.sources if source not in numbers]
    numbered = [str(number) for number in sorted(numbers[source] for source in card.sources if source in numbers)]
    return {
        "tone": card.tone,
        "label": printable(card.label),
        "title": printable(card.title),
        "seen": optional(card.seen),
        "why": optional(card.why),
        "advice": optional(card.advice),
        "silenced": optional(card.silenced),
        "missing": [printable(line) for line in card.missing],
        "mend": [printable(" ".join(filter(None, (way.text, way.command)))) for way in card.mend],
        "changed": optional(card.changed),
        "change": change,
        "evidence": f"{evidence} [{', '.join(numbered)}]" if numbered else evidence,
        "origin": printable(f"{words['source']}: {'; '.join(named)}") if named else "",
    }


def optional(words: str | None) -> str | None:
    """Words fit to be set, where there are any."""
    return None if words is None else printable(words)


def colors() -> dict[str, Any]:
    """The colours that the templates use."""
    return {
        "ink": palette.INK,
        "muted": palette.MUTED,
        "hairline": palette.HAIRLINE,
        "hard": palette.HARD,
        "band": palette.BAND_KEY,
        "ground": dict(palette.GROUND),
        "tones": {tone: [tint.strong, tint.wash] for tone, tint in palette.TONES.items()},
    }
