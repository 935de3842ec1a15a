"""JSON documents: the contract that scripts and other programs read.

Missing values are null, days and times ISO 8601, quantities in SI units with the unit in the name; words are in the
reader's language. `generator` marks a document as runlog's own output, so that it is never read as an export.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from runlog.render.mark import MARK
from runlog.report.clinic_model import ClinicReport
from runlog.report.model import Report
from runlog.report.run_model import RunReport
from runlog.report.sheet import Card, CheckSheet

FORMAT_VERSION: Final = 1


def check_document(sheet: CheckSheet, *, log: str = ".") -> dict[str, Any]:
    """What `runlog check --format json` prints; `log` is the path as the user gave it."""
    return {
        "format_version": FORMAT_VERSION,
        "generator": MARK,
        "log": log,
        "week": sheet.week,
        "as_of": sheet.as_of.isoformat(),
        "unanswered": [line for card in sheet.findings.questions for line in card.missing],
        "notices": [callout.text for callout in sheet.callouts],
        "credit": sheet.credit,
        "findings": [_finding(card) for card in sheet.findings.by_status],
    }


def report_document(report: Report, *, log: str = ".") -> dict[str, Any]:
    """What `runlog report --format json` writes: the check's document, and what the page shows as series."""
    head = {**check_document(report.sheet, log=log), "kind": report.kind}
    if report.span:
        head["week"] = None
        head["from"], head["to"] = (day.isoformat() for day in report.span)
        head["tables"] = {table.key: [_plain(row.data) for row in table.rows] for table in report.tables}
    return {
        **head,
        "title": report.sheet.title,
        "athlete": report.sheet.athlete,
        "week_label": report.sheet.week_label,
        "language": report.sheet.language,
        "units": report.units,
        "empty": report.empty,
        "kpis": _plain([asdict(kpi) for kpi in report.kpis]),
        "timeline": _plain(asdict(report.timeline)) if report.timeline else None,
        "days": _plain(asdict(report.days)) if report.days else None,
        "ground": _plain(asdict(report.ground)) if report.ground else None,
        "diary": _plain(asdict(report.diary)) if report.diary else None,
        "load": _plain(asdict(report.load)) if report.load else None,
        "changes": _plain(asdict(report.changes)) if report.changes else None,
        "footer": report.footer,
    }


def clinic_document(report: ClinicReport, *, log: str = ".") -> dict[str, Any]:
    """What `runlog clinic --format json` writes: every part of the page as data and words."""
    parts = _plain(asdict(report))
    return {"format_version": FORMAT_VERSION, "generator": MARK, "kind": "clinic", "log": log, **parts}


def run_document(report: RunReport, *, log: str | None = ".") -> dict[str, Any]:
    """What `runlog run --format json` writes: every part of the page as data and words; a private page names no log."""
    parts = _plain({name: value for name, value in asdict(report).items() if name != "sheet"})
    sheet = report.sheet
    return {
        "format_version": FORMAT_VERSION,
        "generator": MARK,
        "log": log,
        **parts,
        "title": sheet.title,
        "athlete": sheet.athlete,
        "when": sheet.week_label,
        "as_of": sheet.as_of.isoformat(),
        "language": sheet.language,
        "red_flags": [_finding(card) for card in sheet.findings.red_flags],
        "unanswered": [line for card in sheet.findings.questions for line in card.missing],
        "credit": sheet.credit,
        "footer": report.footer,
    }


def _finding(card: Card) -> dict[str, Any]:
    return {
        "code": card.code,
        "name": card.name,
        "title": card.title,
        **card.facts,
        "seen": card.seen,
        "why": card.why,
        "advice": card.advice,
        "missing": list(card.missing) or None,
        "mend": [{"text": way.text, "command": way.command} for way in card.mend] or None,
        "changed": card.changed,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
