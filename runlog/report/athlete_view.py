"""From a history and its findings to the `AthleteView` of one week."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from runlog.features.diary_shared import tells_of_the_day
from runlog.features.episodes import usual_level
from runlog.features.history import History, history_until
from runlog.features.load import WeekLoad, week_loads
from runlog.features.pain import daily_pain
from runlog.features.sharing import has_consent, is_junior, share_level, shared_history
from runlog.features.silence import usual_pause
from runlog.features.urgency import red_flags
from runlog.messages import Message, Speech
from runlog.model import Kind
from runlog.report.athlete import (
    PAIN_DAYS,
    VIEW_WEEKS,
    AthleteView,
    ViewChange,
    ViewLevel,
    ViewPainDay,
    ViewReason,
    ViewSessions,
    ViewWeek,
)
from runlog.report.cards import card_of
from runlog.report.words import say, week_label
from runlog.rules.changed import change_kind
from runlog.rules.engine import run_rules
from runlog.rules.finding import Finding, Status
from runlog.rules.shared import may_see
from runlog.settings import ShareLevel

URGENT: Final = "urgent"
"""Silences advice in a coach's copy; the code of the red flag would tell how urgent it is."""


def is_urgent(history: History) -> bool:
    """Whether a red flag is open, told by what the red flags' rules look at: no other rule need run for it."""
    return bool(red_flags(history))


def coach_view(whole: History, speech: Speech, *, urgent: bool, notices: tuple[str, ...] = ()) -> AthleteView:
    """What a coach may see of the asked week.

    Args:
        whole: the athlete's history, nothing cut off.
        speech: the language and units of the words.
        urgent: whether a red flag is open in the whole history.
        notices: what went amiss while reading, without names of files.
    """
    level = share_level(whole.settings, whole.as_of)
    shown: ShareLevel = "load" if urgent else level
    return _view(whole, shared_history(whole, shown), speech, level=level, shown=shown, urgent=urgent, notices=notices)


def own_view(whole: History, speech: Speech, *, notices: tuple[str, ...] = ()) -> AthleteView:
    """What the athletes themselves see: everything, red flags first."""
    urgent = is_urgent(whole)
    return _view(whole, whole, speech, level="own", shown=None, urgent=urgent, notices=notices)


def shared_findings(history: History, shown: ShareLevel | None, *, urgent: bool) -> tuple[Finding, ...]:
    """The findings of a cut history that may be seen, without advice while a red flag is open; None: all of them."""
    findings = run_rules(history)
    if shown is None:
        return findings
    seen = (finding for finding in findings if may_see(finding, shown))
    return tuple(replace(finding, suppressed_by=URGENT) if urgent else finding for finding in seen)


def _view(  # noqa: PLR0913 (each keyword is one thing that a view must be told)
    whole: History, seen: History, speech: Speech, *, level: ViewLevel, shown: ShareLevel | None, urgent: bool,
    notices: tuple[str, ...],
) -> AthleteView:  # fmt: skip
    findings = shared_findings(seen, shown, urgent=urgent)
    before = shared_findings(history_until(seen, seen.week.before(1).end), shown, urgent=urgent)
    settings = whole.settings
    consent = settings.guardian_consent if has_consent(settings, whole.as_of) else None
    junior = is_junior(settings, whole.as_of)
    label = week_label(speech, seen.week)
    withheld = "pain" in seen.withheld
    usual = usual_level(seen)
    kinds = Counter(str(session.kind) for session in seen.sessions if session.day in seen.week)
    return AthleteView(
        level=level,
        name=settings.name,
        junior=junior,
        guardian_consent=consent if junior else None,
        units=speech.units,
        language=speech.language,
        week=str(seen.week),
        week_label=label if seen.week_is_over else f"{label}, {say(speech, 'so_far')}",
        as_of=seen.as_of,
        urgent=urgent,
        urgent_words=say(speech, "coach.urgent") if urgent else None,
        weeks=tuple(_week(load) for load in week_loads(seen, VIEW_WEEKS)),
        runs=kinds[Kind.RUN],
        sessions=tuple(ViewSessions(kind=kind, count=kinds[kind]) for kind in Kind if kinds[kind]),
        pain=None if withheld else _pain(seen),
        reasons=tuple(_reason(finding, speech, own=shown is None) for finding in _flagged(findings)),
        unknown=tuple(
            _title(finding, speech, own=shown is None)
            for finding in findings
            if finding.outcome.status is Status.UNKNOWN
        ),
        changes=_changes(findings, before, speech, over=seen.week_is_over, own=shown is None),
        last_activity=seen.sessions[-1].day if seen.sessions else None,
        last_entry=None if withheld else max(_told_days(seen), default=None),
        usual_pause_days=usual_pause(_recorded(seen)),
        usual_pain_0_10=None if withheld else usual.level,
        notices=notices,
    )


def _recorded(history: History) -> Iterable[date]:
    """The days with something that is shown."""
    yield from (session.day for session in history.sessions)
    if "pain" not in history.withheld:
        yield from _told_days(history)


def _told_days(history: History) -> Iterable[date]:
    return (entry.day for entry in history.diary if tells_of_the_day(entry))


def _week(load: WeekLoad) -> ViewWeek:
    unmeasured = load.runs > 0 and load.runs == load.runs_without_distance
    known = load.in_log and not unmeasured
    return ViewWeek(
        start=load.week.start, distance_m=load.distance_m if known else None, runs=load.runs, so_far=load.so_far
    )


def _pain(history: History) -> tuple[ViewPainDay, ...]:
    days = daily_pain(history, history.as_of - timedelta(days=PAIN_DAYS - 1), history.as_of)
    return tuple(ViewPainDay(day=day.day, worst_0_10=day.worst_0_10) for day in days)


def _flagged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.outcome.status is Status.FLAG)


def _reason(finding: Finding, speech: Speech, *, own: bool) -> ViewReason:
    card = card_of(finding, speech)
    title = _title(finding, speech, own=own)
    return ViewReason(code=card.code, tone=card.tone, title=title, seen=card.seen, advice=card.advice)


def _title(finding: Finding, speech: Speech, *, own: bool) -> str:
    """The finding's title; to a coach it speaks of the athlete and not to them."""
    told = finding.outcome.title
    of_athlete = Message(f"report.coach.{told.id}", told.params)
    return speech.say(told if own or not speech.knows(of_athlete.id) else of_athlete)


def _changes(
    now: Iterable[Finding], before: Iterable[Finding], speech: Speech, *, over: bool, own: bool
) -> tuple[ViewChange, ...]:
    """What is flagged and changed, then what was flagged and is not, each group in the order of the findings."""
    earlier = {finding.code: finding for finding in before}
    still: list[ViewChange] = []
    ended: list[ViewChange] = []
    for finding in now:
        then = earlier.get(finding.code)
        kind = change_kind(finding, then, over=over) if then else None
        if then is None or kind is None:
            continue
        flagged = finding.outcome.status is Status.FLAG
        title = _title(finding if flagged else then, speech, own=own)
        (still if flagged else ended).append(ViewChange(code=finding.code, change=kind, title=title))
    return (*still, *ended)
