"""The team's page for a terminal: a line an athlete, readable without colour."""

from typing import TYPE_CHECKING, Final

from runlog.render.visible import visible
from runlog.report.team_model import TeamReport, TeamRow, TeamTone, TeamWeek

if TYPE_CHECKING:
    from rich.console import Console

_STYLES: Final[dict[TeamTone, str]] = {
    "urgent": "bold white on red", "act": "bold red", "failed": "bold magenta", "caution": "bold yellow",
    "silent": "bold magenta", "note": "cyan", "unknown": "magenta", "quiet": "dim",
}  # fmt: skip
_LEVELS: Final = "▁▂▃▄▅▆▇█"


def print_team(report: TeamReport, console: "Console") -> None:
    """Every athlete once, worst first."""
    from rich.table import Table
    from rich.text import Text

    words = report.words
    heading = " · ".join(filter(None, (report.title, report.team, report.week_label)))
    console.print(Text(visible(heading), style="bold"))
    console.print(Text(report.in_brief))
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("athlete", "week", "weeks", "pain"):
        table.add_column(words[name], no_wrap=name != "pain", justify="right" if name == "week" else "left")
    table.add_column(words["stands_out"], overflow="fold", ratio=1)
    for row in report.rows:
        said = Text.assemble((f"{row.label}: " if row.tone != "quiet" else "", _STYLES[row.tone]), visible(row.reason))
        for line in (row.silence, row.news):
            if line:
                said.append(f" · {visible(line)}", style="dim")
        table.add_row(Text(visible(row.name)), Text(row.week_distance), Text(_bars(row)), Text(row.pain_words), said)
    console.print(table)


def _bars(row: TeamRow) -> str:
    highest = max((week.distance_m or 0.0 for week in row.weeks), default=0.0)
    return "".join(_bar(week, highest) for week in row.weeks)


def _bar(week: TeamWeek, highest: float) -> str:
    if week.distance_m is None:
        return "?" if week.runs else " "
    if not week.distance_m:
        return "_"
    return _LEVELS[round((len(_LEVELS) - 1) * week.distance_m / highest)]
