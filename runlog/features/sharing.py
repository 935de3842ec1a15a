"""What a coach may see of a log at each level, cut off at its source: no rule and no chart knows of the rest."""

from dataclasses import replace
from datetime import date
from typing import Final

from runlog.features.descent import INDOOR_SUB_SPORTS
from runlog.features.diary_shared import shared_line
from runlog.features.history import History, Session, Withheld
from runlog.features.shoe_letters import with_lettered_shoes
from runlog.settings import HealthHistory, ReturnPlan, RuleSettings, Settings, ShareLevel, consent_day
from runlog.sports import SPORT_KINDS
from runlog.words.training import kind_of_operation

OF_AGE: Final = 18
SAID: Final = "…"
"""Stands where something was written that is not shown."""
_WITHHELD: Final[dict[ShareLevel, frozenset[Withheld]]] = {
    "load": frozenset({"pain", "diary", "ground"}),
    "findings": frozenset({"diary"}),
    "all": frozenset(),
}


def is_junior(settings: Settings, day: date) -> bool:
    """Whether the runner may be under 18: only the year is known, so that the whole year of the birthday counts."""
    return settings.birth_year is not None and day.year - settings.birth_year <= OF_AGE


def has_consent(settings: Settings, day: date) -> bool:
    """Whether a guardian's consent is recorded by that day."""
    given = consent_day(settings.guardian_consent or "")
    return given is not None and given <= day


def share_level(settings: Settings, day: date) -> ShareLevel:
    """The level that holds on a day: a junior's without a guardian's consent is `load`, whatever the settings say."""
    return "load" if is_junior(settings, day) and not has_consent(settings, day) else settings.share


def shared_history(history: History, level: ShareLevel) -> History:
    """The part of a history that leaves at a level; nothing else can reach a finding, a chart or a word."""
    lines = tuple(line for entry in history.diary if (line := shared_line(entry, level)) is not None)
    to_today = tuple(line for entry in history.diary_to_today if (line := shared_line(entry, level)) is not None)
    cut = replace(
        history,
        settings=_shared_settings(history.settings, level),
        sessions=tuple(_shared_session(session, level) for session in history.sessions),
        diary=lines,
        diary_to_today=to_today,
        withheld=_WITHHELD[level],
    )
    return cut if level == "all" else with_lettered_shoes(cut)


def plain_session(session: Session) -> Session:
    """A session without free words: a sport that runlog doesn't know is told by its kind alone."""
    return replace(
        session,
        title=None,
        notes=None,
        sport=session.sport if session.sport in SPORT_KINDS else "unknown",
        sub_sport=session.sub_sport if session.sub_sport in INDOOR_SUB_SPORTS else None,
    )


def _shared_session(session: Session, level: ShareLevel) -> Session:
    plain = plain_session(session)
    if level != "load":
        return plain
    return replace(plain, shoe=None, ground={}, ground_basis=None, warm_up="unknown", warm_up_min=None)


def _shared_settings(told: Settings, level: ShareLevel) -> Settings:
    shown = Settings(
        name=told.name,
        units=told.units,
        language=told.language,
        time_zone=told.time_zone,
        records=told.records,
        share=level,
    )
    if level == "load":
        return replace(shown, rules=without_reasons(told))
    return replace(
        shown,
        usual_ground=told.usual_ground,
        gait_assessed_on=told.gait_assessed_on,
        shoes=told.shoes,
        history=HealthHistory(),
        return_=plain_return(told),
        rules=told.rules if level == "all" else without_reasons(told),
    )


def plain_return(settings: Settings) -> ReturnPlan:
    """The way back without free words; what is no plain microdiscectomy stays another operation."""
    kind = settings.return_.operation_kind
    return replace(settings.return_, operation_kind=kind_of_operation(kind) if kind else None, cleared_by=None)


def without_reasons(settings: Settings) -> dict[str, RuleSettings]:
    """The runner's own thresholds and ignored rules; of the reason it is told that there is one."""
    return {code: replace(own, reason=SAID if own.reason else None) for code, own in settings.rules.items()}
