"""Tables for a clinician: episodes, what lay before them, care and medicines, what goes along with pain in counts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from runlog.features.care import self_care, treatments, visits
from runlog.features.episodes import Episode, find_episodes
from runlog.features.goes_along import associations
from runlog.features.history import DiaryEntry, History
from runlog.features.onset import DAYS, Onset, onset_of, weekly_mean_m
from runlog.features.pain import daily_pain
from runlog.messages import Speech
from runlog.report.clinic_model import Table
from runlog.report.words import map_credit, say, word

MOST_EPISODES: Final = 4
"""The newest ones; earlier ones are counted."""
_MOST_ROWS: Final = 6
_NONE: Final = "\u2013"
"""Stands for what is not known or not recorded; the note under the table says so."""


def episodes_table(history: History, speech: Speech) -> Table:
    """Start, end, days, peak, usual level, painkiller days and runs of the newest episodes, newest first."""
    found = find_episodes(history)
    shown = tuple(reversed(found))[:MOST_EPISODES]
    columns = ("start", "end", "days", "peak", "usual", "recorded", "painkillers", "runs")
    left_out = len(found) - len(shown)
    return _table(
        "episodes", columns, [_episode(history, episode, speech) for episode in shown], speech, numeric=(2, 4, 5, 6, 7),
        more=say(speech, "clinic.episodes.earlier", count=left_out) if left_out else "",
    )  # fmt: skip


def _episode(history: History, episode: Episode, speech: Speech) -> tuple[str, ...]:
    last = episode.end or history.as_of
    days = daily_pain(history, episode.start, last)
    recorded = sum(day.worst_0_10 is not None for day in days)
    runs = sum(episode.covers(run.day) for run in history.runs)
    return (
        speech.full_date(episode.start),
        speech.full_date(episode.end) if episode.end else say(speech, "clinic.episodes.open"),
        str(len(days)),
        say(speech, "clinic.episodes.peak_on", peak=episode.peak, day=episode.peak_day),
        speech.number(episode.usual_before),
        str(recorded),
        str(sum(day.painkillers for day in days)),
        str(runs),
    )


def onset_table(history: History, speech: Speech) -> Table:
    """A column for each of the newest episodes: the 28 days before it began."""
    shown = tuple(reversed(find_episodes(history)))[:MOST_EPISODES]
    onsets = [onset_of(history, episode) for episode in shown]
    told = [_onset(onset, speech) for onset in onsets]
    names = list(told[0]) if told else []
    rows = [
        (say(speech, f"clinic.onset.{name}"), *(column[name] or _NONE for column in told))
        for name in names
        if any(column[name] for column in told)
    ]
    credit = map_credit([run for run in history.runs if _of_any(onsets, run.day)], speech)
    heads = tuple(say(speech, "clinic.onset.before", day=episode.start) for episode in shown)
    return Table(
        heading=say(speech, "clinic.onset.heading"),
        columns=("", *heads),
        rows=tuple(rows),
        empty=say(speech, "clinic.onset.empty"),
        note=" ".join(filter(None, (say(speech, "clinic.onset.note"), credit))) if rows else "",
    )


def _of_any(onsets: Iterable[Onset], day: date) -> bool:
    """Whether a day lies in the days before an episode, or in as many before those, of which the ground is told."""
    return any(onset.first - DAYS <= day <= onset.last for onset in onsets)


def _onset(onset: Onset, speech: Speech) -> Mapping[str, str]:
    before, ratio = onset.distance_before_m, onset.longest_ratio
    load = {"mean_m": weekly_mean_m(onset), "runs": onset.runs, "last_m": onset.last_week_m}
    change = say(speech, "clinic.onset.change", change=onset.distance_m / before - 1) if before else ""
    warm = {"warmed": onset.warmed_up, "without": onset.not_warmed_up, "unknown": onset.warm_up_unknown}
    longest = ""
    if onset.longest_m and onset.longest_day:
        longest = say(speech, "clinic.onset.longest_run", distance_m=onset.longest_m, day=onset.longest_day)
        longest += say(speech, "clinic.onset.longer", rise=ratio - 1) if ratio else ""
    hard = "" if onset.hard_share is None else say(speech, "clinic.onset.share", share=onset.hard_share)
    if hard and onset.concrete_share:
        hard += say(speech, "clinic.onset.concrete", share=onset.concrete_share)
    if hard and onset.hard_share_before is not None:
        hard += say(speech, "clinic.onset.share_before", share=onset.hard_share_before)
    return {
        "load": say(speech, "clinic.onset.weekly", **load) + change if onset.runs else say(speech, "clinic.onset.none"),
        "longest": longest,
        "hard": hard,
        "warm_up": say(speech, "clinic.onset.warm_ups", **warm) if onset.runs else "",
        "strength": _days(onset.strength_days, speech),
        "cross": _cross(onset, speech),
        "sitting": "" if onset.sitting_h is None else say(speech, "clinic.onset.hours", hours=onset.sitting_h),
        "cause": "; ".join(say(speech, "quoted", words=words) for words in onset.cause),
    }


def _cross(onset: Onset, speech: Speech) -> str:
    days, other = _days(onset.cross_days, speech), onset.other
    if not other.hours:
        return days
    numbers = {"last_week_h": other.last_week_h, "rides_h": other.ridden_last_week_h, "earlier_h": other.earlier_h}
    return "; ".join(filter(None, (days, say(speech, "clinic.onset.other_hours", **numbers))))


def _days(days: int | None, speech: Speech) -> str:
    return "" if days is None else say(speech, "clinic.onset.days", days=days)


def care_tables(history: History, first: date, entries: Sequence[DiaryEntry], speech: Speech) -> tuple[Table, ...]:
    """Treatments and visits, self-care with its help, medicines for pain in the words recorded."""
    return (_treatments(history, first, speech), _self_care(history, first, speech), _medicines(entries, speech))


def _treatments(history: History, first: date, speech: Speech) -> Table:
    by_words: dict[str, list[date]] = {}
    for day, words in treatments(history):
        if day >= first:
            by_words.setdefault(words, []).append(day)
    for day, by in visits(history):
        if day >= first:
            by_words.setdefault(say(speech, "clinic.treatment.seen", by=by or "?"), []).append(day)
    rows = [(words, _span(days, speech), str(len(days))) for words, days in by_words.items()]
    return _table("treatment", ("what", "when", "days"), rows[:_MOST_ROWS], speech, numeric=(2,))


def _self_care(history: History, first: date, speech: Speech) -> Table:
    tried: dict[str, list[str]] = {}
    for care in self_care(history, first, history.as_of):
        for words in care.tried or (say(speech, "clinic.self_care.unnamed"),):
            helped = care.helped
            bare = helped.bare
            told = "" if not helped.recorded else word(speech, "clinic.helped", "yes") if bare else helped.words
            if helped.no:
                told = word(speech, "clinic.helped", "no")
            tried.setdefault(words, []).append(told or word(speech, "clinic.helped", "unknown"))
    rows = [(words, str(len(helped)), _counted(helped)) for words, helped in tried.items()]
    return _table("self_care", ("what", "days", "helped"), rows[:_MOST_ROWS], speech, numeric=(1,))


def _medicines(entries: Iterable[DiaryEntry], speech: Speech) -> Table:
    days: dict[str, list[date]] = {}
    for entry in entries:
        if entry.painkillers.yes:
            bare = entry.painkillers.bare
            words = say(speech, "clinic.medicine.unnamed") if bare else entry.painkillers.words
            if entry.day not in days.setdefault(words, []):
                days[words].append(entry.day)
    rows = [(words, _span(told, speech), str(len(told))) for words, told in days.items()]
    return _table("medicine", ("what", "when", "days"), rows[:_MOST_ROWS], speech, numeric=(2,))


def patterns_table(history: History, speech: Speech) -> Table:
    """Every trait of days with its counts and mean changes of pain by the next morning; most days first."""
    found = sorted(associations(history), key=lambda one: (-min(one.days_with, one.days_without), one.name))
    rows = [
        (
            word(speech, "clinic.trait", one.name) + (f": {one.detail}" if one.detail else ""),
            str(one.days_with),
            _signed(one.mean_with, speech),
            str(one.days_without),
            _signed(one.mean_without, speech),
        )
        for one in found
    ]
    columns = ("trait", "days_with", "mean_with", "days_without", "mean_without")
    return _table("patterns", columns, rows, speech, numeric=(1, 2, 3, 4))


def _table(  # noqa: PLR0913 (a table has these parts)
    name: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    speech: Speech,
    *,
    numeric: tuple[int, ...] = (),
    more: str = "",
) -> Table:
    known = speech.words(f"report.clinic.{name}")
    note = str(known.get("note", "")) if rows else ""
    return Table(
        heading=str(known["heading"]),
        columns=tuple(str(known[column]) for column in columns),
        rows=tuple(rows),
        numeric=numeric,
        empty=str(known["empty"]),
        note=" ".join(filter(None, (more, note))),
    )


def _span(days: Sequence[date], speech: Speech) -> str:
    first, last = min(days), max(days)
    if first == last:
        return speech.short_date(first)
    return f"{speech.short_date(first)} \u2013 {speech.short_date(last)}"


def _counted(words: Sequence[str]) -> str:
    counts = {said: words.count(said) for said in dict.fromkeys(words)}
    return ", ".join(f"{said} ({count}\u00d7)" if count > 1 else said for said, count in counts.items())


def _signed(value: float, speech: Speech) -> str:
    rounded = round(value, 1)
    return speech.fixed(rounded or 0.0, signed=bool(rounded))
