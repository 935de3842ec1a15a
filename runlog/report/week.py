"""The week itself: its days, its ground, its diary lines."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from runlog.features.answer import Answer
from runlog.features.episodes import usual_of_days
from runlog.features.ground import UNKNOWN, metres_by_basis, metres_by_ground
from runlog.features.history import DiaryEntry, History, Session
from runlog.features.pain import back_pain
from runlog.messages import Speech
from runlog.model import HARD_GROUND, Ground, Kind
from runlog.report.course import longest_day, pain_level
from runlog.report.model import DayBar, DaysChart, Diary, DiaryLine, GroundChart, GroundShare
from runlog.report.words import map_credit, say, word
from runlog.units import to_units

SIGNS: Final = (
    "bladder_bowel", "sexual_function", "saddle", "weakness", "numbness", "tingling", "both_sides", "growing", "fever",
    "trauma", "unsteady", "weight_loss", "night_pain", "painkillers",
)  # fmt: skip
"""The yes/no fields that a diary line shows when answered yes, the most urgent first."""
_MOST_OTHERS: Final = 3


def days_chart(history: History, speech: Speech) -> DaysChart | None:
    """The week by day; None where the week holds no session."""
    sessions = [session for session in history.sessions if session.day in history.week]
    if not sessions:
        return None
    by_day = {day: [session for session in sessions if session.day == day] for day in history.week.days()}
    bars = tuple(_day_bar(day, of_day, history, speech) for day, of_day in by_day.items())
    alts = tuple(_day_alt(day, of_day, history, speech) for day, of_day in by_day.items())
    return DaysChart(
        heading=say(speech, "days.heading", units=speech.units),
        alt=say(speech, "days.alt", days=alts),
        units=speech.unit(speech.units),
        days=bars,
        scale=to_units(longest_day(history), speech.units),
        decimal=speech.decimal,
        hard_note=say(speech, "days.hard") if any(bar.hard for bar in bars) else None,
    )


def _day_bar(day: date, sessions: list[Session], history: History, speech: Speech) -> DayBar:
    runs = [session for session in sessions if session.kind is Kind.RUN]
    metres = [run.distance_m for run in runs if run.distance_m is not None]
    text = ""
    if metres:
        text = speech.fixed(to_units(sum(metres), speech.units))
    elif runs:
        seconds = [run.duration_s for run in runs if run.duration_s is not None]
        text = speech.duration(sum(seconds)) if seconds else word(speech, "kind", Kind.RUN)
    elif not sessions and day <= history.as_of:
        text = say(speech, "days.rest")
    return DayBar(
        day=day,
        label=speech.weekday(day),
        distance=to_units(sum(metres), speech.units) if metres else None,
        hard=to_units(_hard_m(runs), speech.units),
        text=text,
        others=other_names(sessions, speech)[:_MOST_OTHERS],
    )


def _hard_m(runs: Iterable[Session]) -> float:
    total = 0.0
    for run in runs:
        known = max(sum(run.ground.values()), 1.0)
        hard = sum(share for ground, share in run.ground.items() if ground in HARD_GROUND)
        total += (run.distance_m or 0.0) * hard / known
    return total


def _day_alt(day: date, sessions: list[Session], history: History, speech: Speech) -> str:
    runs = [session for session in sessions if session.kind is Kind.RUN]
    metres = [run.distance_m for run in runs if run.distance_m is not None]
    hard_m = _hard_m(runs)
    if metres and hard_m:
        said = say(speech, "days.alt_hard", day=day, distance_m=sum(metres), hard_m=hard_m)
    elif metres:
        said = say(speech, "days.alt_day", day=day, distance_m=sum(metres))
    elif runs:
        said = say(speech, "days.alt_no_distance", day=day)
    elif day > history.as_of:
        return say(speech, "days.alt_later", day=day)
    else:
        others = other_names(sessions, speech)
        return say(speech, "days.alt_others" if others else "days.alt_rest", day=day, others=others)
    others = other_names(sessions, speech)
    return f"{said} ({speech.list(others)})" if others else said


def other_names(sessions: Iterable[Session], speech: Speech) -> tuple[str, ...]:
    """The short names of the sessions that are no runs, each once."""
    return tuple(
        dict.fromkeys(
            word(speech, "sport", session.sport, default=word(speech, "kind", session.kind))
            for session in sessions
            if session.kind is not Kind.RUN
        )
    )


def ground_chart(runs: Sequence[Session], speech: Speech, *, whole: str = "alt") -> GroundChart | None:
    """The ground of these runs, soft to hard and unknown last; None where no distance was run."""
    metres = metres_by_ground(runs)
    total = sum(metres.values())
    if not total:
        return None
    keys = [key for key in (*Ground, UNKNOWN) if metres.get(key)]
    names = speech.words("words.ground")
    shares = tuple(
        GroundShare(
            key=str(key),
            label=str(names[str(key)]).capitalize(),
            distance=to_units(metres[key], speech.units),
            distance_label=speech.distance(metres[key]),
            share=metres[key] / total,
            share_label=speech.percent(metres[key] / total),
        )
        for key in keys
    )
    alts = tuple(
        say(speech, "ground.alt_share", ground=str(share.key), share=share.share) for share in shares
    )  # fmt: skip
    return GroundChart(
        heading=say(speech, "ground.heading"),
        alt=say(speech, f"ground.{whole}", shares=alts),
        shares=shares,
        note=_bases(runs, speech),
        credit=map_credit(runs, speech),
    )


def _bases(runs: Sequence[Session], speech: Speech) -> str | None:
    metres = metres_by_basis(runs)
    if not metres:
        return None
    names = {basis: word(speech, "ground_basis", basis) for basis in metres}
    if len(names) == 1:
        return say(speech, "ground.basis", bases=tuple(names.values()))
    return say(speech, "ground.basis", bases=tuple(
        say(speech, "ground.basis_metres", basis=names[basis], distance_m=metres[basis])
        for basis in sorted(metres, key=lambda basis: -metres[basis])
    ))  # fmt: skip


def diary_section(history: History, speech: Speech) -> Diary:
    """The diary of the week, a line a day."""
    usual = usual_of_days(history, history.week.start)
    days = {day: history.diary_by_day.get(day, ()) for day in history.week.days()}
    lines = [diary_line(day, entries, usual.get(day), speech) for day, entries in days.items() if entries]
    return Diary(
        heading=say(speech, "diary.heading"),
        lines=tuple(line for line in lines if line.pain or line.leg or line.signs or line.note),
        empty=say(speech, "diary.empty"),
    )


def diary_line(day: date, entries: tuple[DiaryEntry, ...], usual: float | None, speech: Speech) -> DiaryLine:
    """One day's lines of the diary as one."""
    pains = [pain for entry in entries if (pain := back_pain(entry)) is not None]
    legs = [entry.leg_pain_0_10 for entry in entries if entry.leg_pain_0_10 is not None]
    details = dict.fromkeys(detail for entry in entries for detail in _details(entry, speech))
    return DiaryLine(
        day=day,
        label=speech.short_day(day),
        pain=_course(pains, speech),
        level=pain_level(max(pains), usual) if pains else None,
        leg=say(speech, "diary.leg", course=_course(legs, speech)) if legs else "",
        signs=", ".join(dict.fromkeys(sign for entry in entries for sign in _signs(entry, speech))),
        note=" · ".join(details),
    )


def _course(scores: list[float], speech: Speech) -> str:
    """`4 → 5/10`: the day's scores in their order, one that repeats the last left out."""
    if not scores:
        return ""
    course = [score for score, before in zip(scores, [None, *scores], strict=False) if score != before]
    earlier = "".join(f"{speech.number(score)} → " for score in course[:-1])
    return earlier + say(speech, "diary.pain", pain=course[-1])


def _signs(entry: DiaryEntry, speech: Speech) -> Iterable[str]:
    for field in SIGNS:
        answer = getattr(entry, field)
        if answer.yes:
            said = word(speech, "sign", field)
            bare = answer.bare
            yield said if bare else f"{said} ({answer.words})"


def _details(entry: DiaryEntry, speech: Speech) -> Iterable[str]:
    if entry.place and entry.pain_0_10 is not None and back_pain(entry) is None:
        yield f"{entry.place} {speech.number(entry.pain_0_10)}/10"
    if entry.radiates_to and not Answer.of(entry.radiates_to).no:
        yield f"→ {entry.radiates_to}"
    if entry.morning_stiffness_min:
        yield say(speech, "diary.stiff", minutes=entry.morning_stiffness_min)
    if entry.note:
        yield say(speech, "diary.noted", note=entry.note) if entry.from_activity else entry.note
