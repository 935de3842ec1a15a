"""The full diary entry as a form: which fields are asked, in which groups, and what an answer means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from runlog.clock import Week
from runlog.features.answer import Answer
from runlog.features.questionnaire import ANSWERS, ITEMS
from runlog.frame.diary import DIARY, YES_NO
from runlog.library import list_entries
from runlog.library.diary_cells import CellError, parse_cell
from runlog.messages import Message

FieldKind = Literal["number", "answer", "words", "moment", "date", "choice"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field to be asked for; `after` names the fields of which one must hold something first."""

    name: str
    after: tuple[str, ...] = ()

    @property
    def kind(self) -> FieldKind:
        """How it is answered."""
        if self.name in ITEMS:
            return "choice"
        if self.name == "before_after":
            return "moment"
        column = DIARY.column(self.name)
        if column.dtype == "float64":
            return "number"
        return "date" if column.dtype.startswith("datetime") else "answer" if YES_NO in column.doc else "words"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are asked for together."""

    name: str
    fields: tuple[Field, ...]


def _group(name: str, *fields: str | Field) -> Group:
    return Group(name, tuple(field if isinstance(field, Field) else Field(field) for field in fields))


_LEG_SIGNS: Final = ("leg_pain_0_10", "numbness", "tingling", "weakness")
_ANY_PAIN: Final = ("pain_0_10", "leg_pain_0_10")
GROUPS: Final = (
    _group("pain", "pain_0_10", "before_after", Field("onset", ("pain_0_10",)), Field("cause", ("pain_0_10",)),
           Field("after_activity", ("pain_0_10",))),
    _group("leg", "leg_pain_0_10", "numbness", "tingling", "weakness", Field("growing", _LEG_SIGNS),
           Field("both_sides", _LEG_SIGNS)),
    _group("where", Field("place", _ANY_PAIN), Field("side", _ANY_PAIN), Field("radiates_to", _ANY_PAIN)),
    _group("signs", "bladder_bowel", "sexual_function", "saddle", "fever", "trauma", "weight_loss", "unsteady"),
    _group("morning", "morning_stiffness_min", "night_pain"),
    _group("habits", "warm_up_min", "hamstring_stretch", "core_min", "moved", "sat_h", "water_l"),
    _group("care", "painkillers", "self_care", Field("helped", ("self_care",)), "treatment"),
    _group("limits", "limits_0_4"),
    _group("week", ITEMS[0], *(Field(item, (ITEMS[0],)) for item in ITEMS[1:])),
    _group("visit", "seen_on", Field("seen_by", ("seen_on",)), "note"),
)  # fmt: skip
"""The weekly questions are asked once in a week; what asks further waits for an answer that isn't no or zero."""

CHOICES: Final = tuple(sorted(ANSWERS))
_SHORT_WORDS: Final = frozenset({"before_after", "trauma"})


def week_is_answered(log: Path, *, day: date, today: date) -> bool:
    """Whether the weekly questions of the ISO week of `day` have any answer in the diary."""
    week = Week.of(day)
    lines = (line for line in list_entries(log, today=today) if Week.of(line.day) == week)
    return any(item in line.cells for line in lines for item in ITEMS)


def asked(group: Group, cells: Mapping[str, object]) -> Iterator[Field]:
    """The fields of a group that are to be asked for as things stand; `cells` may grow meanwhile."""
    for field in group.fields:
        if field.name not in cells and (not field.after or any(_tells(cells.get(name)) for name in field.after)):
            yield field


def _tells(cell: object) -> bool:
    """Whether a cell holds anything but no and zero."""
    return cell is not None and cell not in (0, 0.0) and Answer.of(str(cell)).yes


def cell_of(field: Field, text: str, short: Mapping[str, str]) -> object:
    """The cell that an answer means; `short` maps words of the reader's language to those that the diary knows.

    Raises:
        CellError: the field cannot take it; `wanted` says what to write instead.
    """
    text = text.strip()
    if field.name in _SHORT_WORDS:
        text = short.get(text.casefold(), text)
    if field.kind == "choice":
        if text not in {str(place) for place in range(len(CHOICES))}:
            raise CellError("choice")
        return CHOICES[int(text)]
    if field.kind == "answer" and Answer.of(text, field.name).bare:
        return "yes"
    parsed = parse_cell(field.name, text, "dmy")
    return text if isinstance(parsed, str) and field.kind != "moment" else parsed


def wanted(field: Field) -> Message:
    """What a field takes."""
    if field.kind == "number":
        column = DIARY.column(field.name)
        return Message.of("diary.wanted.number", low=column.low or 0.0, high=column.high or 0.0)
    return Message.of(f"diary.wanted.{field.kind}")
