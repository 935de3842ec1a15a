"""The page of one run as Markdown; every word of the log is escaped."""

from collections.abc import Iterable

from runlog.render.mark import MARK
from runlog.render.markdown import first_things, safe, table
from runlog.report.clinic_model import Table
from runlog.report.run_model import RunReport


def run_markdown(report: RunReport) -> str:
    """The report as CommonMark with tables; the same report gives the same text."""
    return "\n\n".join(filter(None, _parts(report))) + "\n"


def _parts(report: RunReport) -> Iterable[str]:
    sheet = report.sheet
    yield f"<!-- {MARK} -->"
    yield f"# {safe(report.heading)}\n\n{safe(' · '.join(filter(None, (sheet.athlete, sheet.week_label))))}"
    yield from first_things(sheet)
    yield table([kpi.label for kpi in report.kpis], [[f"**{safe(k.value)}** {safe(k.note)}" for k in report.kpis]])
    if report.chart:
        yield f"## {safe(report.chart.heading)}\n\n{safe(report.chart.alt)}"
        yield safe(" ".join(report.chart.notes))
    else:
        yield safe(report.chart_missing)
    if report.ground:
        shares = [[safe(s.label), safe(s.distance_label), safe(s.share_label)] for s in report.ground.shares]
        yield f"## {safe(report.ground.heading)}\n\n" + table(["", "", ""], shares)
        yield from (safe(line) for line in (report.ground.note, report.ground.credit) if line)
    yield f"## {safe(report.facts_heading)}"
    yield "\n".join(f"- **{safe(fact.label)}:** {safe(fact.value)}" for fact in report.facts)
    for told in filter(None, (report.pain, report.splits, report.laps, report.body)):
        yield from _table(told)
    if report.diary:
        lines = [" ".join(filter(None, (line.pain, line.leg, line.signs, line.note))) for line in report.diary.lines]
        yield f"## {safe(report.diary.heading)}\n\n" + "\n".join(f"- {safe(line)}" for line in lines)
    yield f"---\n\n{safe(report.footer)}"


def _table(told: Table) -> Iterable[str]:
    rows = [[safe(cell) for cell in row] for row in told.rows]
    yield f"## {safe(told.heading)}\n\n" + (table(list(told.columns), rows) if rows else safe(told.empty))
    yield safe(told.note)
