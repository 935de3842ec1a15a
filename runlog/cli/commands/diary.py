"""`runlog diary`: add a line in five seconds, list the lines, mend them."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from runlog.cli.output import LogPath, choose_format, console_for, format_option, output_option, progress_bar, write
from runlog.errors import UsageError
from runlog.messages import Message, Speech

if TYPE_CHECKING:
    from runlog.app.diary import Entry

_LOG = click.option(
    "--log",
    type=LogPath,
    default=".",
    envvar="RUNLOG_LOG",
    show_envvar=True,
    help="The log's folder; by default the current one.",
)


class _Score(click.FloatRange):
    name = "number"


PAIN = _Score(0, 10)
_DAYS_BACK: Final = {"today": 0, "yesterday": 1}
_SET = click.option(
    "--set", "pairs", multiple=True, metavar="FIELD=VALUE", help="Any other field of the diary; repeatable."
)


@click.group("diary")
def command() -> None:
    """Note pain and habits; list and mend the diary."""


@command.command("add")
@click.argument("pain", type=PAIN, required=False)
@_LOG
@click.option("--leg", type=PAIN, metavar="PAIN", help="Leg pain, 0 to 10.")
@click.option("--date", "day", metavar="DAY", help="2026-11-22, or yesterday; by default today.")
@click.option("--before", "when", flag_value="before", help="Before a run.")
@click.option("--after", "when", flag_value="after", help="After a run.")
@click.option("--warm-up", type=click.FloatRange(0, 180), metavar="MIN", help="Minutes of warm-up; 0 is none.")
@click.option("--stretch", type=click.IntRange(0, 20), metavar="TIMES", help="Hamstring stretches that day; 0 is none.")
@click.option(
    "--core", type=click.FloatRange(0, 600), metavar="MIN", help="Minutes of core or strength work; 0 is none."
)
@click.option("--note", help="Anything else, in your own words.")
@click.option("--all", "full", is_flag=True, help="Ask for every field, group by group.")
@_SET
def add(pain: float | None, log: Path, day: str | None, pairs: tuple[str, ...], **given: Any) -> None:
    """Add a line: `runlog diary add 3` is back pain of 3 today. Zero is an entry too.

    Every field is optional; what is left out is not recorded, never "no". When pain starts or rises, six questions
    follow about signs that should not wait. With --all every field is asked for, the week's four questions too.
    """
    from runlog.app.diary import add_entry, diary_log
    from runlog.app.speaking import speech_for
    from runlog.app.today import time_of, today_of

    today, speech = today_of(diary_log(log)), speech_for(log)
    values = {
        "date": _day(day, today),
        "pain_0_10": pain,
        "leg_pain_0_10": given["leg"],
        "before_after": given["when"],
        "warm_up_min": given["warm_up"],
        "hamstring_stretch": given["stretch"],
        "core_min": given["core"],
        "note": given["note"],
        **_pairs(pairs, today),
    }
    if given["full"]:
        from runlog.cli.full_entry import full_entry

        values = full_entry(log, values, speech, day=_day(day, today), today=today)
        if len(values) == 1:
            click.echo(speech.say(Message.of("diary.form.nothing")))
            return
    elif all(value is None for column, value in values.items() if column != "date"):
        values |= _prompted(speech)
    if "time" not in values and values["date"] == today:
        values["time"] = time_of(log)
    line = add_entry(log, values)
    from runlog.cli.questions import ask_if_due, tell_urgent

    tell_urgent(log, today=today)
    click.echo(speech.say(Message.of("diary.noted", file=str(log / "diary.csv"), line=line)))
    ask_if_due(log, today=today)


@command.command("list")
@_LOG
@click.option(
    "--days", type=click.IntRange(1), default=28, show_default=True, help="How many days back from the last entry."
)
@click.option("--all", "everything", is_flag=True, help="Every entry.")
@format_option("table", "json")
@output_option
def list_(log: Path, days: int, everything: bool, form: str | None, output: Path | None) -> None:  # noqa: FBT001 (a flag of the command line)
    """List the diary's entries with their line numbers, oldest first.

    An entry without a number is a pain mark in the notes of a run: change it where the run was recorded, or add a line
    of your own about that run, which then counts instead.
    """
    form = choose_format(form, output, known=("table", "json"), default="table" if output is None else None)
    from runlog.app.diary import all_entries, diary_log, entries_document
    from runlog.app.speaking import speech_for
    from runlog.app.today import today_of
    from runlog.render.tables import print_table

    with progress_bar("Reading") as progress:
        listed = all_entries(diary_log(log), today=today_of(log), progress=progress)
    speech = speech_for(log)
    since = date.min if everything or not listed else listed[-1].day - timedelta(days=days - 1)
    listed = tuple(entry for entry in listed if entry.day >= since)
    if form == "json":
        write(json.dumps(entries_document(listed), indent=2, ensure_ascii=False) + "\n", output)
    elif listed:
        if output is None:
            from runlog.cli.questions import tell_urgent

            tell_urgent(log, today=today_of(log))
        with console_for(output) as console:
            heading = [speech.say(Message.of(f"diary.{name}")) for name in ("line", "date", "back", "leg", "else")]
            print_table(console, heading, [_row(entry, speech) for entry in listed])
    else:
        click.echo(speech.say(Message.of("diary.empty")))


@command.command("edit")
@_LOG
@click.option("--date", "day", metavar="DAY", help="The last line of this day; by default the last line.")
@click.option("--line", type=click.IntRange(2), help="The line of this number (see: runlog diary list).")
@_SET
def edit(log: Path, day: str | None, line: int | None, pairs: tuple[str, ...]) -> None:
    """Mend a line with --set, or answer the questions that are due, or open the diary in your editor.

    `runlog diary edit --date 2026-11-20 --set pain_0_10=2 --set note=` changes two cells; an empty value empties one.
    """
    from runlog.app.diary import diary_log, due_questions, mend_entry
    from runlog.app.speaking import speech_for
    from runlog.app.today import today_of
    from runlog.cli.questions import ask_if_due, tell_urgent
    from runlog.library import open_log

    today = today_of(diary_log(log))
    if pairs:
        chosen = _day(day, today) if day else None
        changed = mend_entry(log, _pairs(pairs, today), today=today, day=chosen, line=line)
        file = str(log / "diary.csv")
        tell_urgent(log, today=today)
        click.echo(speech_for(log).say(Message.of("diary.changed", line=changed, file=file)))
        return
    with progress_bar("Reading") as progress:
        activities = open_log(log, today=today, progress=progress).activities
    tell_urgent(log, today=today, activities=activities)
    if due_questions(log, today=today, activities=activities).questions:
        ask_if_due(log, today=today, activities=activities)
    elif sys.stdin.isatty():
        click.edit(filename=str(log / "diary.csv"))
    else:
        raise UsageError("say what to change, such as --set pain_0_10=2; no question is due")


def _row(entry: "Entry", speech: Speech) -> list[str]:
    values = entry.cells
    rest = {key: value for key, value in values.items() if key not in ("date", "pain_0_10", "leg_pain_0_10")}
    words = [str(value) if key == "note" else f"{key} {_plain(value)}" for key, value in rest.items()]
    if entry.from_activity:
        words.append(speech.say(Message.of("diary.from_notes", activity=entry.from_activity)))
    return [
        "" if entry.line is None else str(entry.line),
        f"{speech.weekday(entry.day)} {entry.day}",
        _plain(values.get("pain_0_10")),
        _plain(values.get("leg_pain_0_10")),
        "; ".join(words),
    ]


def _plain(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _day(text: str | None, today: date) -> date:
    if text is None or text in _DAYS_BACK:
        return today - timedelta(days=_DAYS_BACK[text or "today"])
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        raise UsageError(f"{text!r} is not a day: write 2026-11-22, today or yesterday") from None
    if day > today:
        raise UsageError(f"{day} is in the future (today is {today}); nothing was written")
    return day


def _pairs(pairs: tuple[str, ...], today: date) -> dict[str, object]:
    values: dict[str, object] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--set {pair}: write FIELD=VALUE, such as --set night_pain=no")
        value = value.strip()
        values[field.strip()] = _day(value, today) if field.strip() == "seen_on" and value in _DAYS_BACK else value
    return values


def _prompted(speech: Speech) -> dict[str, object]:
    if not sys.stdin.isatty():
        raise UsageError("nothing to note: give the back pain, such as `runlog diary add 3`, or a field")
    values: dict[str, object] = {
        "pain_0_10": click.prompt(speech.say(Message.of("diary.back_now")), type=PAIN),
        "leg_pain_0_10": click.prompt(speech.say(Message.of("diary.leg_now")), default="", show_default=False) or None,
        "note": click.prompt(speech.say(Message.of("diary.note_now")), default="", show_default=False) or None,
    }
    return values
