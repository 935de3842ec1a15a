"""The page to take to a clinician: what was recorded and what was not, in neutral words, without advice."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import Final

from runlog.features.active_days import MINIMAL, active_days
from runlog.features.care import known_diagnosis
from runlog.features.episodes import USUAL_MIN_DAYS, open_episode, usual_level
from runlog.features.history import DiaryEntry, History
from runlog.features.pain import daily_pain
from runlog.features.questionnaire import weekly_answers
from runlog.messages import Speech
from runlog.report.clinic_body import body_chart
from runlog.report.clinic_course import course, first_day
from runlog.report.clinic_model import ClinicReport, Fact
from runlog.report.clinic_signs import signs
from runlog.report.clinic_tables import care_tables, episodes_table, onset_table, patterns_table
from runlog.report.urgent import urgent_for_clinician
from runlog.report.words import footer, say, word
from runlog.settings import ReturnPlan

_RISKS: Final = ("cancer", "osteoporosis", "steroids", "earlier_back_pain")
_MOST_WORDS: Final = 3
_ACTIVE_WEEKS: Final = 4
_SCORES: Final = ("odi_0_100", "rmdq_0_24")
_FIELDS: Final = ("leg_pain", "place", "radiates_to", "stiffness", "limits", "self_care", "treatment")


def clinic_report(history: History, speech: Speech) -> ClinicReport:
    """The half year up to `as_of` for a clinician."""
    first = first_day(history)
    entries = [entry for entry in history.diary if entry.day >= first]
    return ClinicReport(
        language=speech.language,
        title=say(speech, "clinic.title"),
        urgent=urgent_for_clinician(history, speech),
        athlete=history.settings.name,
        period=say(speech, "clinic.period", first=max(first, history.first_day or first), last=history.as_of),
        as_of=history.as_of,
        units=speech.units,
        words={name: str(text) for name, text in speech.words("report.clinic.words").items()},
        facts=tuple(_facts(history, entries, speech)),
        course=course(history, speech),
        body=body_chart(entries, speech),
        signs=signs(history, entries, speech),
        episodes=episodes_table(history, speech),
        onset=onset_table(history, speech),
        course_of_care=care_tables(history, first, entries, speech),
        patterns=patterns_table(history, speech),
        kept=tuple(_kept(history, first, entries, speech)),
        kept_heading=say(speech, "clinic.kept.heading"),
        footer=footer(speech, history.as_of),
    )


def _facts(history: History, entries: Sequence[DiaryEntry], speech: Speech) -> Iterable[Fact]:
    settings = history.settings
    born = settings.birth_year
    yield _fact("born", say(speech, "clinic.facts.born_in", year=str(born)) if born else None, speech)
    episode, usual = open_episode(history), usual_level(history)
    now = say(speech, "clinic.facts.no_episode")
    if episode:
        day = (history.as_of - episode.start).days + 1
        now = say(speech, "clinic.facts.in_episode", day=day, start=episode.start, peak=episode.peak)
    yield _fact("now", now, speech)
    name = "clinic.facts.usual_unknown" if usual.level is None else "clinic.facts.usual_level"
    told = say(speech, name, level=usual.level or 0.0, days=usual.days_recorded, needed=USUAL_MIN_DAYS)
    yield _fact("usual", told if usual.days_recorded else None, speech)
    yield _fact("diagnosis", known_diagnosis(history), speech)
    yield _fact("operation", _operation(settings.return_, speech), speech)
    yield _fact("risks", _risks(history, speech), speech)
    yield _fact("stiffness", _stiffness(entries, speech), speech)
    yield _fact("limits", _limits(entries, speech), speech)
    yield _fact("active", _active(history, speech), speech)
    yield _fact("questionnaire", _questionnaire(history, speech), speech)
    if scores := _scores(entries, speech):
        yield _fact("scores", scores, speech)
    yield _fact(
        "after", _in_words(((entry.after_activity, entry.onset, entry.cause) for entry in entries), speech), speech
    )


def _fact(name: str, value: str | None, speech: Speech) -> Fact:
    label = say(speech, f"clinic.facts.{name}")
    return Fact(label=label, value=value or say(speech, "clinic.facts.not_recorded"), known=bool(value))


def _operation(plan: ReturnPlan, speech: Speech) -> str | None:
    said = []
    if plan.operation_on or plan.operation_kind:
        said.append(_dated(plan.operation_kind or say(speech, "clinic.facts.operated"), plan.operation_on, speech))
    if plan.cleared_on or plan.cleared_by:
        by = say(speech, "clinic.facts.cleared", by=plan.cleared_by or "?")
        said.append(_dated(by, plan.cleared_on, speech))
    if plan.from_:
        said.append(say(speech, "clinic.facts.returning", day=plan.from_))
    return "; ".join(said) or None


def _dated(words: str, day: date | None, speech: Speech) -> str:
    return f"{words}, {speech.full_date(day)}" if day else words


def _risks(history: History, speech: Speech) -> str | None:
    told = {name: getattr(history.settings.history, name) for name in _RISKS}
    if all(value is None for value in told.values()):
        return None
    return ", ".join(
        f"{word(speech, 'clinic.risk', name)}: "
        + word(speech, "clinic.reply", "unknown" if value is None else "yes" if value else "no")
        for name, value in told.items()
    )


def _stiffness(entries: Iterable[DiaryEntry], speech: Speech) -> str | None:
    minutes = [entry.morning_stiffness_min for entry in entries if entry.morning_stiffness_min is not None]
    stiff = [told for told in minutes if told > 0]
    if not minutes:
        return None
    if not stiff:
        return say(speech, "clinic.facts.not_stiff", days=len(minutes))
    return say(speech, "clinic.facts.stiff", days=len(stiff), middle=float(median(stiff)), most=max(stiff))


def _limits(entries: Iterable[DiaryEntry], speech: Speech) -> str | None:
    told = [(entry.limits_0_4, entry.day) for entry in entries if entry.limits_0_4 is not None]
    if not told:
        return None
    worst, day = max(told, key=lambda one: one[0])
    return say(speech, "clinic.facts.limited", worst=worst, day=day, days=len(told))


def _active(history: History, speech: Speech) -> str | None:
    weeks = [active_days(history, history.week.before(back)) for back in range(_ACTIVE_WEEKS)]
    active, recorded, minimal = (
        sum(getattr(week, name) for week in weeks) for name in ("active", "recorded", "minimal")
    )
    if not recorded:
        return None
    return say(speech, "clinic.facts.active_minimal", active=active, recorded=recorded, minimal=minimal, most=MINIMAL)


def _questionnaire(history: History, speech: Speech) -> str | None:
    scores = [(answers.day, answers.score) for answers in weekly_answers(history).values() if answers.score is not None]
    return say(speech, "clinic.facts.score", score=scores[-1][1], day=scores[-1][0]) if scores else None


def _scores(entries: Iterable[DiaryEntry], speech: Speech) -> str:
    """The newest score of each questionnaire filled in elsewhere, and the first one before it."""
    said = []
    for name in _SCORES:
        told = [(value, entry.day) for entry in entries if (value := getattr(entry, name)) is not None]
        if told:
            said.append(say(speech, f"clinic.facts.{name}", score=told[-1][0], day=told[-1][1]))
        if len(told) > 1:
            said[-1] += say(speech, "clinic.facts.earlier_score", score=told[0][0], day=told[0][1])
    return "; ".join(said)


def _in_words(lines: Iterable[tuple[str | None, ...]], speech: Speech) -> str | None:
    words = dict.fromkeys(told.strip() for line in lines for told in line if told and told.strip())
    return "; ".join(say(speech, "quoted", words=told) for told in list(words)[:_MOST_WORDS]) or None


def _kept(history: History, first: date, entries: Sequence[DiaryEntry], speech: Speech) -> Iterable[Fact]:
    begun = max(first, history.first_day or first)
    days = daily_pain(history, begun, history.as_of)
    back = sum(day.worst_0_10 is not None for day in days)
    legs = sum(day.leg_0_10 is not None for day in days)
    diary = {"known": back, "of": len(days), "legs": legs, "lines": len(entries)}
    kept = say(speech, "clinic.kept.diary_days", **diary)
    if noted := sum(entry.from_activity is not None for entry in entries):
        kept += say(speech, "clinic.kept.noted", lines=noted)
    yield Fact(label=say(speech, "clinic.kept.diary"), value=kept)
    runs = [run for run in history.runs if run.day >= begun]
    without = sum(run.distance_m is None for run in runs)
    counts = {"runs": len(runs), "others": sum(s.day >= begun for s in history.sessions) - len(runs)}
    sessions = say(speech, "clinic.kept.sessions", **counts)
    if without:
        sessions += " " + say(speech, "clinic.kept.without", runs=without)
    yield Fact(label=say(speech, "clinic.kept.training"), value=sessions)
    missing = [word(speech, "clinic.field", name) for name in _FIELDS if not _recorded(name, entries)]
    if missing:
        yield Fact(label=say(speech, "clinic.kept.missing"), value=", ".join(missing), known=False)
    yield Fact(label=say(speech, "clinic.kept.reading"), value=say(speech, "clinic.kept.rules"))


def _recorded(name: str, entries: Iterable[DiaryEntry]) -> bool:
    column = {"leg_pain": "leg_pain_0_10", "stiffness": "morning_stiffness_min", "limits": "limits_0_4"}.get(name, name)
    return any(getattr(entry, column) not in (None, "") for entry in entries)
