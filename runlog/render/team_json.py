"""The team's page as a JSON document: missing values are null, quantities in SI units with the unit in the name."""

import json
from collections.abc import Iterator
from typing import Any, Final

from runlog.render.mark import MARK
from runlog.report.team_model import TeamReport, TeamRow

FORMAT_VERSION: Final = 1


def team_json(report: TeamReport) -> Iterator[str]:
    """The document in pieces, a line an athlete; the same report gives the same text.

    Indented as a whole, ten thousand athletes would take half a gigabyte on the way.
    """
    yield json.dumps(_head(report), indent=1, ensure_ascii=False).removesuffix("\n}") + ',\n "athletes": ['
    before = "\n  "
    for row in report.rows:
        yield before + json.dumps(_row(row), ensure_ascii=False)
        before = ",\n  "
    yield "\n ]\n}\n"


def _head(report: TeamReport) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "generator": MARK,
        "kind": "team",
        "team": report.team,
        "week": report.week,
        "as_of": report.as_of.isoformat(),
        "language": report.language,
        "count": {group.tone: len(group.rows) for group in report.groups},
    }


def _row(row: TeamRow) -> dict[str, Any]:
    pain = row.pain
    return {
        "folder": row.folder,
        "name": row.name,
        "state": row.tone,
        "what_stands_out": row.reason,
        "news": row.news or None,
        "also": list(row.more),
        "no_longer": list(row.gone),
        "silent_days": row.silent_days,
        "last_record": row.last_record.isoformat() if row.last_record else None,
        "week_distance_m": row.week_distance_m,
        "weeks": [
            {"start": week.start.isoformat(), "runs": week.runs, "distance_m": week.distance_m} for week in row.weeks
        ],
        "pain": None if pain is None else [{"day": day.day.isoformat(), "worst_0_10": day.value} for day in pain],
        "pain_withheld": pain is None and row.tone != "failed",
        "unknown": list(row.unknown),
        "notices": list(row.notices),
        "shares": row.level or None,
        "report": row.report,
    }
