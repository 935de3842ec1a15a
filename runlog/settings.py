"""What `runlog.toml` may hold, checked, with errors that name the nearest key."""

import difflib
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args, get_origin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from runlog.errors import SettingsError
from runlog.model import Ground
from runlog.units import Units

RecordedKind = Literal["cross", "strength", "mobility", "walk", "warm_up", "hamstring_stretch"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HealthHistory(_Section):
    """`[history]`: what raises the urgency of a symptom; alone it flags nothing."""

    cancer: bool | None = None
    osteoporosis: bool | None = None
    steroids: bool | None = None
    earlier_back_pain: bool | None = None
    known_diagnosis: str | None = None


class ReturnPlan(_Section):
    """`[return]`: coming back after treatment or an operation."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: date | None = Field(default=None, alias="from")
    operation_on: date | None = None
    operation_kind: str | None = None
    cleared_by: str | None = None
    cleared_on: date | None = None


class Shoe(_Section):
    """One `[[shoes]]` entry: a pair and what its owner says of it."""

    name: str
    model: str | None = None
    bought_on: date | None = None
    start_km: float = Field(default=0.0, ge=0)
    comfortable: bool | None = None
    supportive: bool | None = None
    retired_on: date | None = None


class ApartActivities(_Section):
    """One `[[apart]]` entry: ids of activities that were taken for one and are not."""

    ids: tuple[str, ...]

    @field_validator("ids")
    @classmethod
    def _two_at_least(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(value)) < 2:  # noqa: PLR2004 (one alone cannot be kept apart)
            raise ValueError("name two activities or more, by the ids that runlog inspect tells")
        return value


class RuleSettings(BaseModel):
    """One `[rules.CODE]` entry: changed thresholds, or the rule ignored; both want a reason."""

    model_config = ConfigDict(extra="allow", frozen=True)

    ignore: bool = False
    reason: str | None = None

    @model_validator(mode="after")
    def _thresholds_are_numbers(self) -> "RuleSettings":
        for name, value in (self.model_extra or {}).items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"{name} must be a number")  # noqa: TRY004 (pydantic reports ValueErrors)
        return self

    @model_validator(mode="after")
    def _reason_given(self) -> "RuleSettings":
        if (self.ignore or self.thresholds) and not (self.reason or "").strip():
            raise ValueError('a changed or ignored rule needs a reason: add reason = "…"')
        return self

    @property
    def thresholds(self) -> Mapping[str, float]:
        """The thresholds that the runner changed, by name."""
        return {name: float(value) for name, value in (self.model_extra or {}).items()}


class Settings(_Section):
    """All of `runlog.toml`; every key is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    name: str | None = None
    birth_year: int | None = Field(default=None, ge=1900, le=2100)
    units: Units = "km"
    time_zone: str | None = None
    usual_ground: Ground | None = None
    records: tuple[RecordedKind, ...] = ()
    gait_assessed_on: date | None = None
    share: Literal["load", "findings", "all"] = "load"
    history: HealthHistory = HealthHistory()
    return_: ReturnPlan = Field(default=ReturnPlan(), alias="return")
    shoes: tuple[Shoe, ...] = ()
    apart: tuple[ApartActivities, ...] = ()
    rules: dict[str, RuleSettings] = Field(default_factory=dict)

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, value: str | None) -> str | None:
        if value is not None and not _is_zone(value):
            raise ValueError(f"{value!r} is not a time zone{_nearest(value, sorted(available_timezones()))}")
        return value


def _is_zone(name: str) -> bool:
    # Asked of the one zone: listing all of them reads hundreds of files.
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def parse_settings(values: Mapping[str, Any], *, source: str = "runlog.toml") -> Settings:
    """Check the parsed TOML table of a settings file.

    Raises:
        SettingsError: one line per problem, each naming the key and, where it is unknown, the nearest one.
    """
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        lines = [_explain(problem["loc"], problem["type"], problem["msg"]) for problem in error.errors()]
        raise SettingsError("\n".join(f"{source}: {line}" for line in lines)) from None


def _explain(loc: tuple[int | str, ...], kind: str, message: str) -> str:
    where = ".".join(str(part) for part in loc)
    if kind == "extra_forbidden":
        return f"unknown key {where!r}{_nearest(str(loc[-1]), _keys_at(loc[:-1]))}"
    text = message.removeprefix("Value error, ")
    return f"{where}: {text[0].lower() + text[1:]}"


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known keys: {', '.join(known)}" if len(known) < 20 else ""  # noqa: PLR2004 (a readable list)


def _keys_at(loc: tuple[int | str, ...]) -> list[str]:
    model: Any = Settings
    for part in loc:
        if isinstance(part, int):
            continue
        name = next((n for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        if name is None:
            return []
        annotation = model.model_fields[name].annotation
        inner = [a for a in get_args(annotation) if isinstance(a, type) and issubclass(a, BaseModel)]
        model = inner[0] if get_origin(annotation) and inner else annotation
    return [field.alias or name for name, field in model.model_fields.items()]
