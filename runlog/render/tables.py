"""Lists for a terminal: tables of runs, files, rules and diary lines, and one rule's page."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from runlog.messages import Message, Speech
from runlog.render.visible import visible

_LINE_INSIDE: Final = re.compile(r"\n(?!\s*[-*] )\s*")
_GAP: Final = 2
_LEAST_ROOM: Final = 12
_STATUS_STYLES: Final = {"read": "green", "duplicate": "cyan", "skipped": "dim", "failed": "bold red"}


def print_table(out: Console, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table without lines; the last column takes what room is left."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in heading[:-1]:
        table.add_column(name, no_wrap=True)
    table.add_column(heading[-1], overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    out.print(table)


def print_lines(out: Console, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with a line a row: on a terminal the last column is cut to its width, elsewhere nothing is.

    The other columns are always whole, so that an id can be copied from a narrow terminal and searched in a file.
    """
    cells = [[visible(cell) for cell in row] for row in (heading, *rows)]
    wide = [max(cell_len(row[place]) for row in cells) for place in range(len(heading) - 1)]
    room = max(out.width - sum(wide) - _GAP * len(wide), _LEAST_ROOM) if out.is_terminal else None
    for number, row in enumerate(cells):
        first = "".join(set_cell_size(cell, size + _GAP) for cell, size in zip(row, wide, strict=False))
        last = row[-1] if room is None or cell_len(row[-1]) <= room else set_cell_size(row[-1], room - 1) + "…"
        out.print(Text(first + last, style="" if number else "bold"), soft_wrap=True)


def print_said(out: Console, told: Sequence[tuple[str, Sequence[str]]]) -> None:
    """What is said of each file, below its name."""
    for name, lines in told:
        out.print(Text(f"\n{visible(name)}"))
        for line in lines:
            out.print(Padding(Text(visible(f"! {line}"), style="yellow"), (0, 0, 0, 2)))


def print_verdicts(
    out: Console, document: Mapping[str, Any], speech: Speech, *, listed: Collection[str] | None = None
) -> None:
    """A line per file (status, path, what it holds or why not), then the sums; of the files `listed` where given."""
    said = speech.words("told.status")
    wide = max(map(len, said.values()))
    inside = _inside_archives(document["files"])
    for file in document["files"]:
        if listed is not None and file["path"] not in listed:
            continue
        style = _STATUS_STYLES[file["status"]]
        status = f"{said[file['status']]:<{wide}} "
        what = _what(file, speech, inside[file["path"]])
        out.print(Text.assemble((status, style), visible(file["path"]), "  ", (visible(what), "dim")))
        for warning in file["warnings"]:
            out.print(Padding(Text(visible(f"! {warning}"), style="yellow"), (0, 0, 0, 10)))
        for activity in file["activities"]:
            if activity["same_as"]:
                ids = {"one": activity["same_as_id"], "other": activity["id"]}
                same = speech.say(Message.of("told.files.ids", same_as=activity["same_as"], **ids))
                out.print(Padding(Text(visible(f"= {same}"), style="cyan"), (0, 0, 0, 10)))
    summary = document["summary"]
    counts = ", ".join(
        speech.say(Message.of("told.files.counts", count=count, status=said[status]))
        for status, count in summary["status"].items()
    ) or speech.say(Message.of("told.files.none"))
    held = {name: summary[name] for name in ("activities", "samples")}
    sums = speech.say(Message.of("told.files.sums", **held))
    out.print(Text.assemble("\n", (counts, "bold"), f"; {sums}"))
    if summary["first"]:
        sports = ", ".join(f"{sport} {count}" for sport, count in summary["sports"].items())
        ends = {"first": summary["first"][:10], "last": summary["last"][:10]}
        out.print(Text(visible(speech.say(Message.of("told.files.span", **ends, sports=sports)))))


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


def _inside_archives(files: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """How many activities the files in each archive hold, by the archive's path; archives may lie in archives."""
    inside: Counter[str] = Counter()
    for file in files:
        parts = file["path"].split("!")
        for depth in range(1, len(parts)):
            inside["!".join(parts[:depth])] += len(file["activities"])
    return inside


def _what(file: Mapping[str, Any], speech: Speech, inside: int) -> str:
    if file["status"] != "read":
        return str(file["reason"] or "")
    if not file["activities"]:
        held = Message.of("told.files.inside", activities=inside) if inside else Message.of("told.files.no_activity")
        return f"{file['format']}: {file['reason'] or speech.say(held)}"
    words = []
    for activity in file["activities"]:
        distance = activity["distance_m"]
        far = "" if distance is None else f" {speech.distance(distance)}"
        words.append(f"{activity['start_utc'][:10]} {activity['sport']}{far}")
    if len(words) > 3:  # noqa: PLR2004 (room)
        words = [words[0], speech.say(Message.of("told.files.more", count=len(words) - 2)), words[-1]]
    return f"{file['format']}: {'; '.join(words)}"
