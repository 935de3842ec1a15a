"""What `runlog.toml` may hold, checked, with errors that name the nearest key.

The sections are plain dataclasses and the check is our own: it is short, speaks of TOML, and costs a warm run nothing,
where a validation library took a tenth of it to import.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from runlog.errors import SettingsError
from runlog.messages.catalogues import language_problem
from runlog.model import Ground
from runlog.sports import SPORT_KINDS
from runlog.units import Units

RecordedKind = Literal["cross", "strength", "mobility", "walk", "warm_up", "hamstring_stretch"]
ShareLevel = Literal["load", "findings", "all"]
"""What a coach may be given; each level holds the one before."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthHistory:
    """`[history]`: what raises the urgency of a symptom; alone it flags nothing."""

    cancer: bool | None = None
    osteoporosis: bool | None = None
    steroids: bool | None = None
    earlier_back_pain: bool | None = None
    known_diagnosis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPlan:
    """`[return]`: coming back after treatment or an operation."""

    from_: date | None = None
    operation_on: date | None = None
    operation_kind: str | None = None
    cleared_by: str | None = None
    cleared_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shoe:
    """One `[[shoes]]` entry: a pair and what its owner says of it."""

    name: str
    model: str | None = None
    bought_on: date | None = None
    start_km: float = 0.0
    comfortable: bool | None = None
    supportive: bool | None = None
    retired_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartActivities:
    """One `[[apart]]` entry: ids of activities that were taken for one and are not."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """`[tables]`: the runner's word on how tables are written; `columns` maps headers of any other table to fields."""

    decimal: Literal[".", ","] | None = None
    units: Units | None = None
    dates: Literal["dmy", "mdy"] | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """One `[rules.CODE]` entry: thresholds that the runner changed, by name, or the rule ignored; and the reason."""

    ignore: bool = False
    reason: str | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All of `runlog.toml`; every key is optional."""

    name: str | None = None
    birth_year: int | None = None
    units: Units = "km"
    language: str = "en"
    time_zone: str | None = None
    usual_ground: Ground | None = None
    records: tuple[RecordedKind, ...] = ()
    gait_assessed_on: date | None = None
    share: ShareLevel = "load"
    guardian_consent: str | None = None
    """A guardian's name and the day of the consent to `share`, while the runner is under age."""
    history: HealthHistory = HealthHistory()
    return_: ReturnPlan = ReturnPlan()
    shoes: tuple[Shoe, ...] = ()
    apart: tuple[ApartActivities, ...] = ()
    tables: TableReading = field(default_factory=TableReading)
    sports: dict[str, str] = field(default_factory=dict)
    """The runner's word on words for sports that runlog doesn't know: a file's word → canonical sport."""
    rules: dict[str, RuleSettings] = field(default_factory=dict)


SECTIONS: Final = frozenset({HealthHistory, ReturnPlan, Shoe, ApartActivities, TableReading, RuleSettings, Settings})


def keys_of(section: type) -> Mapping[str, Any]:
    """The keys of a section as they are written in the file, each with its type."""
    return {one.name.rstrip("_"): one.type for one in fields(section)}


def parse_settings(values: Mapping[str, Any], *, source: str = "runlog.toml") -> Settings:
    """Check the parsed TOML table of a settings file.

    Raises:
        SettingsError: one line per problem, each naming the key and, where it is unknown, the nearest one.
    """
    check = _Check()
    settings = check.section(Settings, values, "")
    if check.problems or not isinstance(settings, Settings):
        raise SettingsError("\n".join(f"{source}: {problem}" for problem in check.problems))
    return settings


class _Check:
    """One pass over a table, with every problem that it met; what is wrong comes out as None."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def section(self, section: type, table: object, where: str) -> Any:
        if not isinstance(table, Mapping):
            return self._wrong(where, f"a table, such as [{where}]")
        if section is RuleSettings:
            return self._rule(table, where)
        before, kinds = len(self.problems), keys_of(section)
        found: dict[str, Any] = {}
        for key, told in table.items():
            place = f"{where}.{key}" if where else key
            if key not in kinds:
                self.problems.append(f"unknown key {place!r}{_nearest(key, list(kinds))}")
                continue
            found[key] = self.value(kinds[key], told, place)
            problem = _MORE_CHECKS.get((section, key), _nothing)(found[key]) if len(self.problems) == before else None
            self.problems += [f"{place}: {problem}"] if problem else []
        for one in fields(section):
            if one.name not in table and one.default is MISSING and one.default_factory is MISSING:
                self.problems.append(f"{where}: {one.name} is missing")
        if len(self.problems) > before:
            return None
        return section(**{one.name: found[key] for one in fields(section) if (key := one.name.rstrip("_")) in found})

    def value(self, kind: Any, told: object, where: str) -> Any:
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (UnionType, Union):  # a Literal with None is the latter
            return None if told is None else self.value(inner[0], told, where)
        if origin is Literal:
            return told if told in inner else self._wrong(where, _one_of(inner))
        if origin is tuple:
            return self._list(inner[0], told, where)
        if origin is dict:
            return self._tables(inner[1], told, where)
        return self.section(kind, told, where) if kind in SECTIONS else self._plain(kind, told, where)

    def _list(self, kind: Any, told: object, where: str) -> Any:
        if not isinstance(told, list | tuple):
            return self._wrong(where, f"a list, such as [[{where}]]" if kind in SECTIONS else "a list in [ ]")
        return tuple(self.value(kind, one, f"{where}.{place}") for place, one in enumerate(told))

    def _tables(self, kind: Any, told: object, where: str) -> Any:
        if not isinstance(told, Mapping):
            return self._wrong(where, f"a table, such as [{where}]")
        return {str(key): self.value(kind, one, f"{where}.{key}") for key, one in told.items()}

    def _plain(self, kind: Any, told: object, where: str) -> Any:
        if issubclass(kind, Enum):
            words = tuple(str(one.value) for one in kind)
            return kind(told) if told in words else self._wrong(where, _one_of(words))
        if kind is date:
            return _day(told) or self._wrong(where, "a date without quotation marks, such as 2026-11-22")
        if kind is float and isinstance(told, int) and not isinstance(told, bool):
            return float(told)
        fits = type(told) is kind
        return told if fits else self._wrong(where, _NAMES[kind])

    def _rule(self, table: Mapping[str, Any], where: str) -> RuleSettings | None:
        before = len(self.problems)
        ignore = self.value(bool, table.get("ignore", False), f"{where}.ignore")
        reason = self.value(str, table.get("reason", ""), f"{where}.reason")
        thresholds = {name: value for name, value in table.items() if name not in ("ignore", "reason")}
        for name, value in thresholds.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                self.problems.append(f"{where}: {name} must be a number")
        if len(self.problems) == before and (ignore or thresholds) and not reason.strip():
            self.problems.append(f'{where}: a changed or ignored rule needs a reason: add reason = "…"')
        if len(self.problems) > before:
            return None
        changed = {name: float(value) for name, value in thresholds.items()}
        return RuleSettings(ignore=ignore, reason=reason or None, thresholds=changed)

    def _wrong(self, where: str, wanted: str) -> Any:
        self.problems.append(f"{where}: must be {wanted}")
        return None


_NAMES: Final = {
    bool: "true or false",
    str: "text in quotation marks",
    int: "a whole number",
    float: "a number",
}


def _one_of(words: tuple[Any, ...]) -> str:
    quoted = [f"{str(word)!r}" for word in words]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _day(told: object) -> date | None:
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, str):
        try:
            return date.fromisoformat(told)
        except ValueError:
            return None
    return told if isinstance(told, date) else None


def _believable_year(year: int) -> str | None:
    return None if FIRST_YEAR <= year <= LAST_YEAR else f"must be a year from {FIRST_YEAR} to {LAST_YEAR}"


def _existing_zone(name: str) -> str | None:
    # Asked of the one zone: listing all of them reads hundreds of files.
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        from zoneinfo import available_timezones

        return f"{name!r} is not a time zone{_nearest(name, sorted(available_timezones()))}"
    return None


def consent_day(told: str) -> date | None:
    """The day in a guardian's consent such as `Maria Sample, 2026-09-01`; None where name or day is missing."""
    name, _, day = told.rpartition(",")
    return _day(day.strip()) if name.strip() else None


def _name_and_day(told: str) -> str | None:
    return None if consent_day(told) else 'must be a name and a day, such as "Maria Sample, 2026-09-01"'


def _not_negative(number: float) -> str | None:
    return None if number >= 0 else "must be 0 or more"


def _two_at_least(ids: tuple[str, ...]) -> str | None:
    return None if len(set(ids)) > 1 else "name two activities or more, by the ids that runlog inspect tells"


def _known_sports(told: Mapping[str, str]) -> str | None:
    wrong = [sport for sport in told.values() if sport not in SPORT_KINDS]
    return f"{wrong[0]!r} is no sport known here{_nearest(wrong[0], sorted(SPORT_KINDS))}" if wrong else None


def _nothing(_: object) -> str | None:
    return None


_MORE_CHECKS: Final[Mapping[tuple[type, str], Callable[[Any], str | None]]] = {
    (Settings, "birth_year"): _believable_year,
    (Settings, "guardian_consent"): _name_and_day,
    (Settings, "language"): language_problem,
    (Settings, "time_zone"): _existing_zone,
    (Settings, "sports"): _known_sports,
    (Shoe, "start_km"): _not_negative,
    (ApartActivities, "ids"): _two_at_least,
}


def _nearest(word: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known keys: {', '.join(known)}" if len(known) < 20 else ""  # noqa: PLR2004 (a readable list)
