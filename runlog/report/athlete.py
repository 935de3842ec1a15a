"""`AthleteView`: what a coach may see of one athlete, as plain data that goes through JSON unharmed.

A view is made of a log that was cut to its level first (`runlog.features.sharing`), so that nothing else can be in it.
While a red flag is open, `urgent` is all that is said of it, and whatever the level, everything but the load is held
back and no advice is given: pain, diary and the findings beside them would tell what is the matter. Fields that are
withheld are None; an empty tuple is "none", and a pain of None on a day is "not recorded".
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from runlog.clock import Week
from runlog.errors import ReadError, RunlogError
from runlog.report.sheet import Tone
from runlog.rules.changed import ChangeKind
from runlog.units import Units

MOST_ITEMS: Final = 1000
LONGEST_TEXT: Final = 4000
FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2100
_RANGES: Final[Mapping[str, float]] = {"distance_m": 5e6, "worst_0_10": 10.0, "usual_pain_0_10": 10.0}
"""The largest that a number may be, none below zero; of the rest, `_COUNT_MAX`."""
_COUNT_MAX: Final = 100_000
VIEW_WEEKS: Final = 12
PAIN_DAYS: Final = 28
ViewLevel = Literal["load", "findings", "all", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewWeek:
    """One week's running; `distance_m` None: before the log began, or runs without any distance."""

    start: date
    distance_m: float | None
    runs: int = 0
    so_far: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPainDay:
    """The worst back pain of a day, 0 to 10; None is "not recorded"."""

    day: date
    worst_0_10: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewReason:
    """Something that stands out, in words; `advice` None where there is none or a red flag silences it."""

    code: str
    tone: Tone
    title: str
    seen: str | None = None
    advice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChange:
    """What changed against the week before, among what this level shows."""

    code: str
    change: ChangeKind
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSessions:
    """So many sessions of a kind in the week."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteView:
    """What a coach may see of one athlete as of one week."""

    level: ViewLevel
    """The level that holds; `own`: the athlete looks at the own log, and nothing is withheld."""
    name: str | None
    junior: bool
    guardian_consent: str | None
    """A guardian's name and day, where a junior's log names them."""
    units: Units
    language: str
    week: str
    week_label: str
    as_of: date
    urgent: bool
    """A red flag is open: talk to this athlete today. Nothing else of it is told."""
    urgent_words: str | None
    """The same in words; None where no red flag is open."""
    weeks: tuple[ViewWeek, ...]
    """Twelve, oldest first; the last one is the asked week."""
    runs: int
    sessions: tuple[ViewSessions, ...]
    """Every kind in the week, runs among them."""
    pain: tuple[ViewPainDay, ...] | None
    """The 28 days up to `as_of`; None: withheld."""
    reasons: tuple[ViewReason, ...]
    """What stands out, worst first; a red flag is not among them, save in the athlete's own view."""
    unknown: tuple[str, ...]
    """What is not known for lack of records, among what this level shows."""
    changes: tuple[ViewChange, ...]
    last_activity: date | None
    last_entry: date | None
    """The last diary line up to `as_of` that holds something this level shows; None: none, or withheld."""
    usual_pause_days: int | None
    """The own longest pause but one between days of the last half year that this level shows; None: too few of them."""
    usual_pain_0_10: float | None
    """The usual back pain, against which a day's is raised; None: not known, or withheld."""
    notices: tuple[str, ...] = ()
    """What went amiss while the log was read, without names of files."""

    @property
    def week_distance_m(self) -> float | None:
        """The asked week's running distance; None: not recorded."""
        return self.weeks[-1].distance_m

    @property
    def pain_withheld(self) -> bool:
        """Whether pain and diary are kept from this reader, which is not the same as not recorded."""
        return self.pain is None

    def to_json(self) -> dict[str, Any]:
        """JSON values: dates ISO 8601, tuples as lists."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "AthleteView":
        """The view that `to_json` wrote; unknown keys are left out.

        Raises:
            ReadError: a key is missing or holds another kind of value.
        """
        view: AthleteView = _typed(cls, values, "view")
        if not view.weeks:
            raise ReadError("view.weeks: must not be empty")
        _check_week(view.week)
        return view


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: Any, value: Any, where: str) -> Any:
    """The value as that type says, checked all the way down: a bundle comes from someone else's computer."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType or NoneType in inner:
        return _one_of(inner, value, where)
    if origin is Literal and value in inner:
        return value
    if origin is tuple and isinstance(value, list):
        if len(value) > MOST_ITEMS:
            raise ReadError(f"{where}: more than {MOST_ITEMS}")
        return tuple(_typed(inner[0], item, f"{where}.{place}") for place, item in enumerate(value))
    if hasattr(kind, "__dataclass_fields__") and isinstance(value, Mapping):
        hints = _hints(kind)
        known = {one.name: one for one in fields(kind)}
        missing = [name for name in known if name not in value]
        if missing:
            raise ReadError(f"{where}: {missing[0]} is missing")
        return kind(**{name: _typed(hints[name], value[name], f"{where}.{name}") for name in known})
    return _scalar(kind, value, where)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _one_of(kinds: tuple[Any, ...], value: Any, where: str) -> Any:
    problem: ReadError | None = None
    for kind in kinds:
        if kind is NoneType:
            if value is None:
                return None
            continue
        try:
            return _typed(kind, value, where)
        except ReadError as error:
            problem = error
    raise problem or ReadError(f"{where}: of another kind than expected")


def _scalar(kind: Any, value: Any, where: str) -> Any:
    if kind is date and isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise ReadError(f"{where}: {value[:40]!r} is not a date") from None
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
        raise ReadError(f"{where}: {day} is no day of a log")
    if kind in (int, float) and type(value) in (int, kind):
        return _in_range(kind, value, where)
    if kind is str and isinstance(value, str):
        return _bounded(value, where)
    if isinstance(kind, type) and type(value) is kind:
        return value
    raise ReadError(f"{where}: of another kind than expected")


def _in_range(kind: type, value: float, where: str) -> float:
    largest = _RANGES.get(where.rpartition(".")[2], _COUNT_MAX)
    if not 0 <= value <= largest:  # (neither does what is no number)
        raise ReadError(f"{where}: not from 0 to {largest:g}")
    number: float = kind(value)
    return number


def _bounded(value: str, where: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise ReadError(f"{where}: longer than {LONGEST_TEXT} letters")
    # Control characters are a runner's own (another system's line break, a pasted colour); renderers disarm them.
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ReadError(f"{where}: holds what is no text")
    return value


def _check_week(week: str) -> None:
    try:
        Week.parse(week)
    except (RunlogError, ValueError):
        raise ReadError(f"view.week: {week[:40]!r} is no week") from None
