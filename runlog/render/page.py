"""A `Report` as the data of a page: what the Typst template sets and which charts stand in it."""

import json
from collections.abc import Iterable
from typing import Any, Final

from runlog.render.density import Density, has_room_for_lines, stands_beside
from runlog.render.draw import days, ground, timeline
from runlog.render.mark import MARK
from runlog.render.page_parts import (
    NAME_LIMIT,
    NAME_SIZES,
    SHEETS,
    Form,
    Sheet,
    card_data,
    colors,
    diary_line_data,
    first_data,
    ground_data,
    optional,
)
from runlog.render.text import printable
from runlog.report.model import Changes, DataTable, LoadPanel, Report
from runlog.report.sheet import Card, CheckSheet, Findings

_DAY_BARS: Final = (50.0, 104.0)
_DAY_BARS_PER_LINE: Final = 11.0
"""The chart of days is as high as the diary beside it needs."""
_STRETCH: Final[dict[Density, float]] = {"wide": 1.3, "usual": 0.84, "pages": 1.0}


def page_inputs(report: Report, form: Form, setting: Density = "wide") -> dict[str, str]:
    """What the template reads from `sys.inputs`: `data` as JSON, and an SVG for each chart of the report."""
    sheet = SHEETS[form]
    inputs = {"data": json.dumps(_data(report, sheet, setting), ensure_ascii=False)}
    if report.timeline:
        inputs["timeline"] = timeline.draw(report.timeline, sheet.full, stretch=_STRETCH[setting])
    if report.days:
        inputs["days"] = days.draw(report.days, sheet.left, bars=_day_bars(report, sheet))
    if report.ground:
        inputs["ground"] = ground.draw(report.ground, sheet.right if report.kind == "weekly" else sheet.full)
    return inputs


def _day_bars(report: Report, sheet: Sheet) -> float:
    low, high = _DAY_BARS
    if sheet.form == "phone" or report.diary is None or not stands_beside(report.diary):
        return low
    return min(low + _DAY_BARS_PER_LINE * max(len(report.diary.lines) - 2, 0), high)


def _data(report: Report, sheet: Sheet, setting: Density) -> dict[str, Any]:
    head = report.sheet
    findings = head.findings
    words = {name: printable(text) for name, text in head.words.items()}
    numbers = _source_numbers(findings.flagged) if sheet.form == "a4" else {}
    heading = printable(head.athlete or head.title, limit=NAME_LIMIT)
    return {
        "form": sheet.form,
        "width": sheet.width,
        "margin": sheet.margin,
        "left": sheet.left,
        "right": sheet.right,
        "density": setting,
        "colors": colors(),
        "language": head.language,
        "document_title": ", ".join(filter(None, (printable(head.title), heading, printable(head.week_label)))),
        "description": words["description"],
        "keywords": [MARK, report.kind, head.week],
        "kicker": printable(head.title) if head.athlete else words["no_name"],
        "heading": heading,
        "heading_size": next((size for most, size in NAME_SIZES if len(heading) <= most), 10.5),
        "week": printable(head.week_label),
        "words": words,
        **first_data(findings, words),
        "callouts": [{"tone": callout.tone, "text": printable(callout.text)} for callout in head.callouts],
        "empty": optional(report.empty),
        "kpis": [
            {"label": printable(kpi.label), "value": printable(kpi.value), "note": printable(kpi.note)}
            for kpi in report.kpis
        ],
        **_charts(report),
        **_diary(report),
        "since": _since(report.changes),
        "cards": [card_data(card, words, numbers, _change(report.changes, card)) for card in findings.flagged],
        "load": _load(report.load),
        "tables": [_table(table) for table in report.tables],
        "sources": [printable(f"[{number}] {source}") for source, number in numbers.items()],
        "quiet": words["nothing_else" if findings.red_flags or findings.questions else "nothing_stands_out"],
        "unknown": _unknown(findings, words),
        "unknown_lines": setting != "usual" or has_room_for_lines(report),
        "ok": _looked_at(head, in_brief=sheet.form == "phone" or setting != "wide"),
        "footer": printable(report.footer),
    }  # fmt: skip


def _looked_at(head: CheckSheet, *, in_brief: bool) -> str | None:
    """What is in order: each by its title where there is room, else their number."""
    cards = head.findings.ok
    if not cards:
        return None
    return printable(head.in_brief if in_brief else " · ".join(dict.fromkeys(card.title for card in cards)))


def _unknown(findings: Findings, words: dict[str, str]) -> list[dict[str, str]]:
    """What is not known, with how to record it; cards that lack the same are one line.

    Warning signs that only the questions leave open point to these, which stand above.
    """
    titles: dict[str, list[str]] = {}
    for card in findings.unknown:
        asked = findings.questions and card.facts.get("family") == "urgency"
        how = words["questions_above"] if asked else printable(card.what_is_missing)
        titles.setdefault(how, []).append(card.title)
    return [{"title": printable(" · ".join(same)), "how": how} for how, same in titles.items()]


def _charts(report: Report) -> dict[str, Any]:
    charts: dict[str, Any] = {"timeline": None, "days": None, "ground": None}
    if report.timeline:
        charts["timeline"] = {
            "heading": printable(report.timeline.heading),
            "alt": printable(report.timeline.alt),
            "note": optional(report.timeline.band_note),
        }
    if report.days:
        charts["days"] = {
            "heading": printable(report.days.heading),
            "alt": printable(report.days.alt),
            "note": optional(report.days.hard_note),
        }
    if report.ground:
        charts["ground"] = ground_data(report.ground)
    return charts


def _diary(report: Report) -> dict[str, Any]:
    diary = report.diary
    if diary is None:
        return {"diary": None, "diary_beside": False}
    lines = [diary_line_data(line) for line in diary.lines]
    data = {"heading": printable(diary.heading), "empty": printable(diary.empty), "lines": lines}
    return {"diary": data, "diary_beside": stands_beside(diary)}


def _source_numbers(cards: Iterable[Card]) -> dict[str, int]:
    """On paper several cards share a source: it is named once, under its number."""
    sources = dict.fromkeys(source for card in cards for source in card.sources)
    return {source: number for number, source in enumerate(sources, start=1)}


def _since(changed: Changes | None) -> dict[str, Any] | None:
    if changed is None:
        return None
    return {"heading": printable(changed.heading), "lines": [printable(line) for line in changed.in_brief]}


def _change(changed: Changes | None, card: Card) -> str:
    change = changed.of(card.code) if changed else None
    return printable(change.label) if change else ""


def _table(table: DataTable) -> dict[str, Any]:
    return {
        "key": table.key,
        "heading": printable(table.heading),
        "columns": [printable(column) for column in table.columns],
        "rows": [
            {
                "tone": row.tone,
                "cells": [printable(cell) for cell in row.cells],
                "known": row.data.get("number", 0) is not None,
            }
            for row in table.rows
        ],
        "note": printable(table.note),
        "empty": printable(table.empty),
    }


def _load(panel: LoadPanel | None) -> dict[str, Any] | None:
    if panel is None:
        return None
    return {
        "heading": printable(panel.heading),
        "note": printable(panel.note),
        "figures": [
            {"label": printable(f.label), "value": printable(f.value), "note": printable(f.note), "known": f.known}
            for f in panel.figures
        ],
        "ratio_label": printable(panel.ratio_label),
        "ratios": [printable(ratio.said) for ratio in panel.ratios],
        "caveat": printable(panel.caveat),
    }
