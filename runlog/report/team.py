"""The team's page: from what a coach may see of each athlete to rows, worst first."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from runlog.clock import Week
from runlog.features.silence import silent_for
from runlog.messages import Message, Param, Speech
from runlog.report.athlete import AthleteView, ViewReason
from runlog.report.course import HIGH_PAIN, pain_level
from runlog.report.model import PainLevel
from runlog.report.team_members import Census, TeamMember, member_name
from runlog.report.team_model import TEAM_TONES, TeamGroup, TeamPain, TeamReport, TeamRow, TeamTone, TeamWeek
from runlog.report.words import footer, say, week_label
from runlog.units import to_units

_LOAD_CODES: Final = frozenset({"LOAD001", "LOAD002"})
"""The rules that mark a week's bar as unusual."""
_LOUD: Final = frozenset({"act", "caution"})
_TONES: Final[Mapping[str, TeamTone]] = {"red-flag": "urgent", "act": "act", "caution": "caution", "note": "note"}


def team_report(members: Iterable[TeamMember], census: Census, *, team: str, week: Week, as_of: date) -> TeamReport:
    """The page of one week: every member once, worst first. `members` are taken one at a time."""
    speech = Speech(language=census.language, units=census.units)
    page = _Page(week, as_of, speech, census.shared_names)
    rows = sorted((page.row(member) for member in members), key=_order)
    groups = tuple(
        _group(tone, tuple(row for row in rows if row.tone == tone), speech)
        for tone in TEAM_TONES
        if any(row.tone == tone for row in rows)
    )
    label = week_label(speech, week)
    return TeamReport(
        language=speech.language,
        title=_say(speech, "title"),
        team=team,
        week=str(week),
        week_label=label if week.end <= as_of else f"{label}, {say(speech, 'so_far')}",
        as_of=as_of,
        units=speech.units,
        in_brief=_in_brief(groups, len(rows), speech),
        in_all=_say(speech, "count.all", count=len(rows)),
        groups=groups,
        words={name: str(text) for name, text in speech.words("team.words").items()},
        notes=tuple(str(speech.words("team.notes")[name]) for name in ("order", "bars", "dots", "withheld")),
        footer=footer(speech, as_of),
    )


def _say(speech: Speech, name: str, **params: Param) -> str:
    return speech.say(Message.of(f"team.{name}", **params))


def _order(row: TeamRow) -> tuple[int, bool, int, str, str]:
    """By tone; in each, what is new first, then who has most that stands out, then by name."""
    return TEAM_TONES.index(row.tone), not row.news, -len(row.more), row.name.casefold(), row.folder


def _group(tone: TeamTone, rows: tuple[TeamRow, ...], speech: Speech) -> TeamGroup:
    return TeamGroup(
        tone=tone,
        label=_say(speech, f"count.{tone}", count=len(rows)),
        heading=str(speech.words("team.heading")[tone]),
        rows=rows,
    )


def _in_brief(groups: Iterable[TeamGroup], total: int, speech: Speech) -> str:
    said = [group.label for group in groups if group.tone != "quiet"]
    return ", ".join((*said, _say(speech, "count.all", count=total)))


@dataclass(frozen=True, slots=True)
class _Page:
    """What every row of one page has in common."""

    week: Week
    as_of: date
    speech: Speech
    twice: frozenset[str]

    def row(self, member: TeamMember) -> TeamRow:
        if member.view is None:
            return self._without_view(member)
        row = self._of_view(member, member.view)
        return replace(row, **self._records(member.view, urgent=row.tone == "urgent"))

    def _without_view(self, member: TeamMember) -> TeamRow:
        tone: TeamTone = "failed" if member.problem else "silent"
        return TeamRow(
            folder=member.folder, name=member_name(member), beside_name=self._beside(member), tone=tone,
            label=self._label(tone), reason=member.problem or self._say("nothing_yet"),
            week_distance=self._say("no_number"), weeks_alt=self._say("unknown_weeks"),
            pain_words=self._say("no_number"), pain_alt=self._say("pain_unknown"),
        )  # fmt: skip

    def _of_view(self, member: TeamMember, view: AthleteView) -> TeamRow:
        loudest = next((reason for reason in view.reasons if reason.tone != "red-flag"), None)
        silent = silent_for(last_record(view), view.usual_pause_days, self.as_of)
        tone = _tone(view, loudest, silent)
        others: tuple[str, ...] = ()
        if tone == "urgent":
            reason = view.urgent_words or ""
        elif tone == "silent":
            reason, others = self._silence(view, silent), self._also(view, None)
        elif loudest:
            reason, others = loudest.title, self._also(view, loudest)
        else:
            reason = self._quiet(view, tone)
        return TeamRow(
            folder=member.folder, name=member_name(member), beside_name=self._beside(member), tone=tone,
            label=self._label(tone), reason=self._of_week(view, reason), more=others,
            news="" if tone == "urgent" else self._news(view, loudest),
            gone=() if tone == "urgent" else self._gone(view),
            silent_days=silent, silence="" if tone == "silent" else self._silence(view, silent),
            notices=(*self._stale(view), *view.notices), level=self._say(f"level.{view.level}"), report=member.report,
        )  # fmt: skip

    def _records(self, view: AthleteView, *, urgent: bool) -> dict[str, Any]:
        weeks = self._weeks(view)
        current = view.week == str(self.week)
        metres = view.week_distance_m if current else None
        told = self._say("no_number") if not current else self._distance(view)
        return {
            "week_distance_m": metres,
            "week_distance": told,
            "weeks": weeks,
            "weeks_alt": self._weeks_alt(view),
            **self._pain(view, urgent=urgent),
            "last_record": last_record(view),
            "unknown": () if urgent else tuple(map(sys.intern, view.unknown)),
            "unknown_in_brief": self._say("unknown", count=len(view.unknown)) if view.unknown and not urgent else "",
        }

    def _weeks(self, view: AthleteView) -> tuple[TeamWeek, ...]:
        jumped = any(reason.code in _LOAD_CODES and reason.tone in _LOUD for reason in view.reasons)
        return tuple(
            TeamWeek(
                start=week.start,
                distance_m=week.distance_m,
                runs=week.runs,
                unusual=jumped and week is view.weeks[-1],
            )
            for week in view.weeks
        )

    def _weeks_alt(self, view: AthleteView) -> str:
        said = []
        for week in view.weeks:
            if week.distance_m is not None:
                said.append(f"{to_units(week.distance_m, self.speech.units):.0f}")
            else:
                said.append(self._say("week_unmeasured" if week.runs else "week_before"))
        return self._say(
            "weeks_alt", units=self.speech.unit(self.speech.units), start=view.weeks[0].start, weeks=", ".join(said)
        )

    def _distance(self, view: AthleteView) -> str:
        if view.week_distance_m is None:
            return self._say("not_recorded")
        if not view.runs:
            return self._say("no_run")  # in the log: that is no zero that somebody recorded
        return self.speech.distance(view.week_distance_m, decimals=0)

    def _pain(self, view: AthleteView, *, urgent: bool) -> dict[str, Any]:
        if view.pain is None:
            words = self._say("pain_held_back" if urgent else "pain_withheld")
            return {"pain": None, "pain_words": words, "pain_alt": words}
        usual = view.usual_pain_0_10
        days = tuple(_pain_day(day.day, day.worst_0_10, _level(day.worst_0_10, usual)) for day in view.pain)
        known = [day.value for day in days if day.value is not None]
        if not known:
            none = self._say("pain_none")
            return {"pain": days, "pain_words": none, "pain_alt": none}
        counts = {"known": len(known), "of": len(days), "worst": max(known), "last": known[-1]}
        return {
            "pain": days,
            "pain_worst": max(known),
            "pain_words": self._say("pain_worst", worst=max(known)),
            "pain_alt": self._say("pain_alt", **counts),
        }

    def _quiet(self, view: AthleteView, tone: TeamTone) -> str:
        if tone == "unknown":
            return self._say("no_pain_entry")
        return self._say("quiet_load" if view.level == "load" else "quiet")

    def _news(self, view: AthleteView, loudest: ViewReason | None) -> str:
        """Whether what stands out most is new or louder than in the week before."""
        change = next((one.change for one in view.changes if loudest and one.code == loudest.code), None)
        return self._say(f"news.{change}") if change else ""

    def _also(self, view: AthleteView, loudest: ViewReason | None) -> tuple[str, ...]:
        """What else stands out, each with a word where it is new."""
        new = {one.code for one in view.changes if one.change in {"new", "louder"}}
        return tuple(
            self._say("also_new", title=one.title) if one.code in new else one.title
            for one in view.reasons
            if one is not loudest and one.tone != "red-flag"
        )

    def _gone(self, view: AthleteView) -> tuple[str, ...]:
        """What stood out in the week before and does no longer."""
        return tuple(one.title for one in view.changes if one.change == "gone")

    def _silence(self, view: AthleteView, days: int | None) -> str:
        last = last_record(view)
        return "" if days is None or last is None else self._say("silent", days=days, last=last)

    def _stale(self, view: AthleteView) -> tuple[str, ...]:
        return () if view.week == str(self.week) else (self._say("stale", week=view.week, as_of=view.as_of),)

    def _of_week(self, view: AthleteView, reason: str) -> str:
        return reason if view.week == str(self.week) else self._say("in_week", week=view.week, reason=reason)

    def _beside(self, member: TeamMember) -> str:
        group, _, folder = member.folder.rpartition("/")
        said = [group] if group else []
        if member_name(member) in self.twice:
            said.append(folder)
        if member.view and member.view.junior:
            said.append(self._say("junior" if member.view.guardian_consent else "junior_no_consent"))
        return ", ".join(said)

    def _label(self, tone: TeamTone) -> str:
        return str(self.speech.words("team.label")[tone])

    def _say(self, name: str, **params: Param) -> str:
        return _say(self.speech, name, **params)


def last_record(view: AthleteView) -> date | None:
    """The last day with an activity, or with a diary line that this level shows."""
    return max((day for day in (view.last_activity, view.last_entry) if day), default=None)


def _tone(view: AthleteView, loudest: ViewReason | None, silent: int | None) -> TeamTone:
    if view.urgent:
        return "urgent"
    found: TeamTone | None = _TONES.get(loudest.tone) if loudest else None
    if found in _LOUD:
        return found
    if silent is not None or last_record(view) is None:
        return "silent"
    if found:
        return found
    no_pain = view.pain is not None and all(day.worst_0_10 is None for day in view.pain)
    return "unknown" if no_pain else "quiet"


@cache
def _pain_day(day: date, value: float | None, level: PainLevel) -> TeamPain:
    """One object for each that is alike: a large team has few."""
    return TeamPain(day=day, value=value, level=level)


def _level(value: float | None, usual: float | None) -> PainLevel:
    if value is None:
        return "usual"
    return pain_level(value, usual) if usual is not None else ("high" if value >= HIGH_PAIN else "usual")
