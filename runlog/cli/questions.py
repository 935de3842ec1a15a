"""The six questions, asked on a terminal."""

import shutil
import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from runlog.app.diary import cells_for, due_questions, record_answers, urgent_now
from runlog.app.speaking import speech_for
from runlog.features.answer import Answer
from runlog.features.questions import Question
from runlog.messages import Message, Speech
from runlog.render.visible import visible

if TYPE_CHECKING:
    import pandas as pd

ROOM_FOR_ANSWER: Final = 8
"""Columns left behind a question for a short answer on its line."""


def ask_if_due(log: Path, *, today: date, activities: "pd.DataFrame | None" = None) -> None:
    """Ask the questions that are due and unanswered; where nobody can answer, say how to.

    What the notes of `activities` tell makes them due too.
    """
    due = due_questions(log, today=today, activities=activities)
    speech = speech_for(log)
    if not due.questions:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(speech.say(Message.of("diary.questions_due", questions=len(due.questions))), err=True)
        return
    click.echo("\n" + wrapped(speech.say(Message.of("diary.questions_intro"))))
    cells: dict[str, object] = {}
    try:
        for question in due.questions:
            cells |= _ask(question, speech)
    finally:
        # What was answered before an interruption is kept.
        if cells:
            record_answers(log, cells, today=today, answers_from=due.answers_from)
    if any(Answer.of(str(text), field).yes for field, text in cells.items()):
        click.echo()
        if not tell_urgent(log, today=today, activities=activities):
            click.echo(wrapped(speech.say(Message.of("diary.yes_was_recorded"))))


def tell_urgent(log: Path, *, today: date, activities: "pd.DataFrame | None" = None) -> bool:
    """Say the red flags that are open, and what to do; False where none is. It comes before any other answer."""
    flags = urgent_now(log, today=today, activities=activities)
    speech = speech_for(log)
    if flags:
        click.echo(speech.words("report.words")["red_flags"])
    for flag in flags:
        click.echo(wrapped(f"!!!  {flag.title}", "     "))
        click.echo(wrapped(f"  -> {flag.advice}", "     "))
        for way in flag.mend:
            click.secho(wrapped(f"     {way.text}", "     "), dim=True)
            if way.command:
                click.secho(f"     {visible(way.command)}", dim=True)
        click.echo()
    return bool(flags)


def _ask(question: Question, speech: Speech) -> dict[str, object]:
    answer = clear_answer(speech.say(Message.of(f"diary.question.{question.id}")), speech, field=question.fields[0])
    given = Answer.of(answer, question.fields[0])
    details: dict[str, str] = {}
    if given.yes and len(question.fields) > 1:
        for field in question.fields:
            details[field] = clear_answer("  " + speech.say(Message.of(f"diary.detail.{field}")), speech, field=field)
    if given.yes and question.id == "trauma":
        kinds = {speech.say(Message.of(f"diary.{kind}")): kind for kind in ("minor", "major")}
        kind = kinds.get(answer.casefold())
        told = kind or prompted("  " + speech.say(Message.of("diary.detail.trauma")))
        details["trauma"] = kinds.get(told.casefold(), told)
    return cells_for(question, answer, details)


def wrapped(text: str, indent: str = "") -> str:
    """The text in lines that break between words at the terminal's edge, those after the first indented."""
    return textwrap.fill(text, width=shutil.get_terminal_size().columns - 1, subsequent_indent=indent)


def prompted(text: str) -> str:
    """The answer to a question, its lines broken between words; an indented question stays indented."""
    indent = " " * (len(text) - len(text.lstrip()))
    shown = textwrap.fill(text, width=shutil.get_terminal_size().columns - ROOM_FOR_ANSWER, subsequent_indent=indent)
    return str(click.prompt(shown, default="", show_default=False, prompt_suffix=" ")).strip()


def clear_answer(text: str, speech: Speech, *, field: str) -> str:
    """The answer to a yes/no question; words that say neither are asked about once more, and kept if they stay."""
    answer = prompted(text)
    if Answer.of(answer, field).unclear:
        again = speech.say(Message.of("ASK.unclear", words=answer, field=field))
        answer = prompted(again) or answer
    return "yes" if Answer.of(answer, field).bare else answer
