"""Lists for a terminal: tables of runs, files, rules and diary lines, and one rule's page."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_LINE_INSIDE: Final = re.compile(r"\n(?!\s*[-*] )\s*")
_STATUS_STYLES: Final = {"read": "green", "duplicate": "cyan", "skipped": "dim", "failed": "bold red"}


def print_table(out: Console, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table without lines; the last column takes what room is left."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in heading[:-1]:
        table.add_column(name, no_wrap=True)
    table.add_column(heading[-1], overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out.print(table)


def print_verdicts(out: Console, document: Mapping[str, Any]) -> None:
    """A line per file (status, path, what it holds or why not), then the sums."""
    for file in document["files"]:
        style = _STATUS_STYLES[file["status"]]
        out.print(Text.assemble((f"{file['status']:<9} ", style), file["path"], "  ", (_what(file), "dim")))
        for warning in file["warnings"]:
            out.print(Padding(Text(f"! {warning}", style="yellow"), (0, 0, 0, 10)))
        for activity in file["activities"]:
            if activity["same_as"]:
                ids = f"ids {activity['same_as_id']} and {activity['id']}"
                out.print(Padding(Text(f"= {activity['same_as']}; {ids}", style="cyan"), (0, 0, 0, 10)))
    summary = document["summary"]
    counts = ", ".join(f"{count} {status}" for status, count in summary["status"].items()) or "no file"
    out.print(f"\n[bold]{counts}[/bold]; {summary['activities']} activities, {summary['samples']} samples")
    if summary["first"]:
        sports = ", ".join(f"{sport} {count}" for sport, count in summary["sports"].items())
        out.print(escape(f"{summary['first'][:10]} to {summary['last'][:10]}: {sports}"))


def print_rules(out: Console, rules: Sequence[Mapping[str, Any]]) -> None:
    """The rule book as a table."""
    rows = [[r["code"], r["name"], ", ".join(r["guidance"]), r["evidence"], r["summary"]] for r in rules]
    print_table(out, ["code", "name", "guidance", "evidence", "what it looks for"], rows)


def print_page(out: Console, heading: str, sections: Mapping[str, str]) -> None:
    """One rule's page."""
    out.print(Text(heading, style="bold"))
    for name, text in sections.items():
        out.print()
        out.print(Text(name, style="bold cyan"))
        for paragraph in text.split("\n\n"):
            out.print(Padding(Text(_reflowed(paragraph)), (0, 0, 0, 2)))


def _reflowed(paragraph: str) -> str:
    """A paragraph as one line that the terminal wraps; the items of a list keep their lines."""
    return _LINE_INSIDE.sub(" ", paragraph)


def _what(file: Mapping[str, Any]) -> str:
    if file["status"] != "read":
        return str(file["reason"] or "")
    words = []
    for activity in file["activities"]:
        distance = activity["distance_m"]
        far = "" if distance is None else f" {distance / 1000:.1f} km"
        words.append(f"{activity['start_utc'][:10]} {activity['sport']}{far}")
    shown = words if len(words) <= 3 else [words[0], f"… {len(words) - 2} more …", words[-1]]  # noqa: PLR2004 (room)
    return f"{file['format']}: {'; '.join(shown)}"
