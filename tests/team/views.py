"""Views of invented athletes, as a coach's page is made of them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from runlog.clock import Week
from runlog.report.athlete import AthleteView, ViewChange, ViewPainDay, ViewReason, ViewWeek
from runlog.report.team import team_report
from runlog.report.team_members import Census, TeamMember
from runlog.report.team_model import TeamReport, TeamRow

WEEK = Week(2026, 47)
AS_OF = date(2026, 11, 22)


def weeks(*distances_km: float | None) -> tuple[ViewWeek, ...]:
    starts = [WEEK.start - timedelta(weeks=back) for back in range(len(distances_km) - 1, -1, -1)]
    return tuple(
        ViewWeek(start=start, distance_m=None if km is None else km * 1000, runs=0 if km is None else 3)
        for start, km in zip(starts, distances_km, strict=True)
    )


def pain(*last: float | None) -> tuple[ViewPainDay, ...]:
    scores = [None] * (28 - len(last)) + list(last)
    return tuple(
        ViewPainDay(day=AS_OF - timedelta(days=27 - place), worst_0_10=score) for place, score in enumerate(scores)
    )


def reason(tone: Any = "caution", title: str = "One run far longer", code: str = "LOAD001") -> ViewReason:
    return ViewReason(code=code, tone=tone, title=title)


def change(kind: Any = "new", code: str = "LOAD001", title: str = "One run far longer") -> ViewChange:
    return ViewChange(code=code, change=kind, title=title)


def view(name: str | None = "Ada Vale", **changed: Any) -> AthleteView:
    """An athlete who shares all, of whom nothing stands out."""
    quiet = AthleteView(
        level="all",
        name=name,
        junior=False,
        guardian_consent=None,
        units="km",
        language="en",
        week=str(WEEK),
        week_label="Week 47",
        as_of=AS_OF,
        urgent=False,
        urgent_words=None,
        weeks=weeks(*[30.0] * 12),
        runs=3,
        sessions=(),
        pain=pain(1.0, 0.0, 2.0),
        reasons=(),
        unknown=(),
        changes=(),
        last_activity=AS_OF,
        last_entry=AS_OF,
        usual_pause_days=3,
        usual_pain_0_10=1.0,
    )
    return replace(quiet, **changed)


def urgent(name: str = "Uma West", **changed: Any) -> AthleteView:
    return view(name, urgent=True, urgent_words="Talk to this athlete today.", pain=None, **changed)


def member(told: AthleteView | None, folder: str | None = None, **more: Any) -> TeamMember:
    name = folder or (told.name if told and told.name else "somebody").lower().replace(" ", "-")
    return TeamMember(folder=name, view=told, **more)


def page(*members: TeamMember) -> TeamReport:
    census = Census()
    for one in members:
        census.add(one)
    return team_report(members, census, team="club", week=WEEK, as_of=AS_OF)


def row(told: AthleteView) -> TeamRow:
    return page(member(told)).rows[0]
