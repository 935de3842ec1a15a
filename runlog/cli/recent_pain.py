"""After an import: the pain of recent runs that have none recorded, asked on a terminal."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Final

import click

from runlog.app.diary import add_entry, days_without_pain
from runlog.app.inspecting import Imported
from runlog.app.speaking import speech_for
from runlog.cli.questions import ask_if_due
from runlog.messages import Message, Speech

RECENT: Final = timedelta(days=7)
"""Nobody remembers the back of three weeks ago."""


def ask_recent_pain(log: Path, imported: Imported) -> bool:
    """Ask for the back pain after each day with a run in the last week; Enter leaves a day unrecorded.

    False where there is nothing to ask, or nobody who could answer.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    days = days_without_pain(imported.log, since=imported.today - RECENT)
    if not days:
        return False
    speech = speech_for(log)
    click.echo("\n" + speech.say(Message.of("diary.recent_intro")))
    for day in days:
        pain = _ask(speech.say(Message.of("diary.recent_day", day=day)), speech)
        if pain is not None:
            add_entry(log, {"date": day, "pain_0_10": pain, "before_after": "after"})
    ask_if_due(log, today=imported.today, activities=imported.log.activities)
    return True


def _ask(text: str, speech: Speech) -> float | None:
    while True:
        answer = str(click.prompt(text, default="", show_default=False, prompt_suffix=" ")).strip().replace(",", ".")
        if not answer:
            return None
        try:
            pain = float(answer)
        except ValueError:
            pain = -1.0
        if 0 <= pain <= 10:  # noqa: PLR2004 (the scale)
            return pain
        click.echo(speech.say(Message.of("diary.number_wanted")))
