"""The team's page as PDF on A4: a table whose head repeats on every page."""

import json
from collections.abc import Mapping
from typing import Any, Final

from runlog.render import palette, sparks
from runlog.render.mark import MARK
from runlog.render.text import printable
from runlog.render.typeset import compile_page
from runlog.report.team_model import TeamReport, TeamRow

MOST_ROWS: Final = 300
"""A larger team's PDF lists so many, the worst first, and counts the rest: nobody leafs through hundreds of pages, and
HTML, CSV and JSON hold everyone."""
_NAME, _REASON, _LINE = 60, 160, 200
_TONES: Final[Mapping[str, str]] = {"urgent": "red-flag", "act": "act", "caution": "caution", "note": "note"}


def team_pdf(report: TeamReport) -> bytes:
    """The page as PDF: tagged, checked by Typst against PDF/UA-1, the same bytes for the same report."""
    inputs = {"data": json.dumps(_data(report), ensure_ascii=False)}
    return compile_page("team.typ", inputs, when=report.as_of, output="pdf")[0]


def rows_on_paper(report: TeamReport) -> tuple[TeamRow, ...]:
    """The rows that the PDF lists."""
    return report.rows[:MOST_ROWS]


def _data(report: TeamReport) -> dict[str, Any]:
    rows = rows_on_paper(report)
    words = {name: printable(text) for name, text in report.words.items()}
    left = len(report.rows) - len(rows)
    title = ", ".join(filter(None, (report.title, report.team, report.week_label)))
    return {
        "language": report.language,
        "document_title": printable(title),
        "keywords": [MARK, "team", report.week],
        "heading": printable(", ".join(filter(None, (report.title, report.team)))),
        "title": printable(report.title),
        "team": printable(report.team, limit=_NAME),
        "week": printable(report.week_label),
        "in_brief": printable(report.in_brief),
        "words": words,
        "columns": [words[name] for name in ("athlete", "week", "weeks", "pain", "stands_out")],
        "rows": [_row(row, words) for row in rows],
        "rest": f"{words['rest']}: {left}" if left else "",
        "notes": [printable(note) for note in report.notes],
        "footer": printable(report.footer),
        "colors": _colors(),
    }


def _row(row: TeamRow, words: Mapping[str, str]) -> dict[str, Any]:
    beside = ", ".join(filter(None, (row.beside_name, row.level)))
    gone = f"{words['no_longer']}: {_some(row.gone, 1)}" if row.gone else ""
    lines = (
        row.silence,
        f"{words['also']}: {_some(row.more, 2)}" if row.more else "",
        " · ".join(filter(None, (gone, row.unknown_in_brief))),
        *row.notices,
    )
    return {
        "name": printable(row.name, limit=_NAME),
        "beside": printable(beside, limit=_NAME),
        "tone": row.tone,
        "dashed": row.tone in {"failed", "silent", "unknown"},
        "label": "" if row.tone == "quiet" else printable(row.label),
        "reason": printable(row.reason, limit=_REASON),
        "news": printable(row.news),
        "lines": [printable(line, limit=_LINE) for line in lines if line],
        "distance": printable(row.week_distance),
        "bars": sparks.document(sparks.bars(row.weeks, sparks.PAPER)) if row.weeks else None,
        "weeks_alt": printable(row.weeks_alt),
        "dots": sparks.document(sparks.dots(row.pain, sparks.PAPER))
        if row.pain and row.pain_worst is not None
        else None,
        "pain": printable(row.pain_words),
        "pain_alt": printable(row.pain_alt),
    }


def _some(told: tuple[str, ...], most: int) -> str:
    """The first of them, and how many more there are: HTML, CSV and JSON name all."""
    more = f" +{len(told) - most}" if len(told) > most else ""
    return "; ".join(told[:most]) + more


def _colors() -> dict[str, Any]:
    tones = {tone: [palette.TONES[known].strong, palette.TONES[known].wash] for tone, known in _TONES.items()}
    plain = {tone: [palette.MUTED, palette.PAPER] for tone in ("failed", "silent", "unknown", "quiet")}
    return {"ink": palette.INK, "muted": palette.MUTED, "hairline": palette.HAIRLINE, "tones": {**tones, **plain}}
