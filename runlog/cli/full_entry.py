"""A full diary entry, asked for group by group on a terminal."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

from runlog.app.diary_form import GROUPS, Field, Group, asked, cell_of, wanted, week_is_answered
from runlog.cli.questions import prompted, wrapped
from runlog.errors import UsageError
from runlog.library.diary_cells import CellError
from runlog.messages import Message, Speech

STOP: Final = "q"
NEXT_GROUP: Final = "s"


class _StoppedError(Exception):
    """The runner has said enough."""


def full_entry(log: Path, given: Mapping[str, object], speech: Speech, *, day: date, today: date) -> dict[str, object]:
    """What the runner says, field by field; `given` is not asked for again. Enter skips a field.

    Raises:
        UsageError: nobody can answer.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("--all asks on a terminal; elsewhere give the fields, such as --set night_pain=no")
    cells = {name: cell for name, cell in given.items() if cell is not None}
    groups = [group for group in GROUPS if group.name != "week" or not week_is_answered(log, day=day, today=today)]
    click.echo(wrapped(speech.say(Message.of("diary.form.intro", groups=len(groups)))))
    try:
        for number, group in enumerate(groups, start=1):
            _ask_group(group, cells, speech, place=f"{number}/{len(groups)}")
    except _StoppedError:
        click.echo(speech.say(Message.of("diary.form.stopped")))
    except click.Abort:
        click.echo("\n" + speech.say(Message.of("diary.form.nothing")))
        raise
    return cells


def _ask_group(group: Group, cells: dict[str, object], speech: Speech, *, place: str) -> None:
    heading = speech.say(Message.of(f"diary.group.{group.name}"))
    click.echo(f"\n{place}  {click.style(heading, bold=True)}")
    if group.name == "week":
        click.echo(wrapped(speech.say(Message.of("diary.form.week"))))
    for field in asked(group, cells):
        cell = _ask(field, speech)
        if cell == NEXT_GROUP:
            return
        if cell is not None:
            cells[field.name] = cell


def _ask(field: Field, speech: Speech) -> object:
    """The cell; None for a field that was skipped, `s` for the rest of its group."""
    short = speech.words("diary.short")
    words = {short["before"]: "before", short["after"]: "after"}
    words |= {speech.say(Message.of(f"diary.{kind}")): kind for kind in ("minor", "major")}
    question = "  " + speech.say(Message.of(f"diary.field.{field.name}"))
    while True:
        answer = prompted(question)
        if answer.casefold() == STOP:
            raise _StoppedError
        if not answer:
            return None
        if answer.casefold() == NEXT_GROUP:
            return NEXT_GROUP
        try:
            return cell_of(field, answer, words)
        except CellError:
            click.echo("  " + speech.say(wanted(field)))
