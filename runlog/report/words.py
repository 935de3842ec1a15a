"""Short ways to the report's own words in the catalogue, section `[report]`."""

from collections.abc import Iterable, Mapping
from datetime import date

from runlog.clock import Week
from runlog.features.ground import told_by_map
from runlog.features.history import Session
from runlog.messages import Message, Param, Speech


def say(speech: Speech, name: str, **params: Param) -> str:
    """The report's message of that name with its parameters."""
    return speech.say(Message.of(f"report.{name}", **params))


def word(speech: Speech, table: str, name: str, default: str | None = None) -> str:
    """A word of one of the report's tables; `default`, or the name itself, where the table lacks it."""
    return str(speech.words(f"report.{table}").get(name, name if default is None else default))


def page_words(speech: Speech) -> Mapping[str, str]:
    """The headings and short words that renderers need."""
    words = {name: str(text) for name, text in speech.words("report.words").items()}
    return {**words, "no_name": say(speech, "no_name"), "description": say(speech, "description")}


def week_label(speech: Speech, week: Week) -> str:
    """`Week 47 · 16 to 22 November 2026` (with a dash), with as many months and years as the week touches."""
    first, last = week.start, week.end
    name = "week_years" if first.year != last.year else "week_months" if first.month != last.month else "week_month"
    return say(speech, name, number=week.number, first=first, last=last)


def map_credit(runs: Iterable[Session], speech: Speech) -> str | None:
    """Whose map told the ground of these runs; None where no map did."""
    return say(speech, "ground.credit") if told_by_map(runs) else None


def footer(speech: Speech, as_of: date) -> str:
    """What stands under every report."""
    return say(speech, "footer", as_of=as_of)
