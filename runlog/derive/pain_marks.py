"""Pain marks in an activity's notes: `back 3`, `pain 3/10`, `Rücken 4`, `leg pain 2`.

A number counts as pain only beside a word of pain, or beside the bare back where nothing else can be meant: `back 3
miles`, `came back 10 min later`, `out 5, back 3`, `back 3x10` and `3/10 effort` are no marks. A doubtful one is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from runlog.words.pain_words import (
    ANCHOR,
    AND_THEN,
    BACK_WORD,
    BEGINS,
    DENIED,
    ENDS,
    JOINS,
    LEG_WORD,
    LINK,
    LOOSE_LINK,
    MOTION,
    NOT_PAIN,
    OPENING,
    OTHER_PAINS,
    OUT_AND_BACK,
    PLACE_AFTER,
    PREPOSITIONS,
    REVERSED,
    SIDE_WORD,
    UP_TO,
    VALUE,
    WHEN,
    WHEN_LEFT,
)
from runlog.words.places import is_back

When = Literal["before", "after"]
_Values = list[tuple[When, float, int]]
_SCHMERZ: Final = re.compile(r"(?:schmerz(?:en)?|weh)$", re.IGNORECASE)
LOOK_BACK_CHARS: Final = 60
LONGEST_NOTES: Final = 20_000
"""Of longer notes only so many characters are looked at."""
_WORDS_LEFT: Final = re.compile(r"((?:[^\W\d]+[ ]+){0,2})$")


@dataclass(frozen=True, slots=True)
class PainMark:
    """What notes tell of one moment; pains 0 to 10, None is "not told"; an empty place is the low back."""

    when: When
    pain_0_10: float | None = None
    leg_pain_0_10: float | None = None
    place: str | None = None


def pain_marks(notes: str, *, exercises: bool = False) -> tuple[PainMark, ...]:
    """The pain that an activity's notes tell: marks of before it first.

    A mark is of after the activity unless its words say before, or it is the first number of `4 → 2`. Of several
    numbers of one moment and place the highest counts. `exercises` tells that such notes may list exercises, so that
    `back 3` is one of them; then a word of pain or `/10` is needed.
    """
    notes = notes[:LONGEST_NOTES]
    worst: dict[tuple[When, str | None], dict[str, float]] = {}
    for when, column, place, value in _told(notes, exercises=exercises):
        cells = worst.setdefault((when, place), {})
        cells[column] = max(value, cells.get(column, 0.0))
    marks = [PainMark(when, place=place, **cells) for (when, place), cells in worst.items()]
    return tuple(sorted(marks, key=lambda mark: mark.when != "before"))


def _told(notes: str, *, exercises: bool) -> Iterator[tuple[When, str, str | None, float]]:
    """Moment, column, place and number of each mark, in the order of the notes."""
    last_end = -1
    for anchor in ANCHOR.finditer(notes):
        if anchor["leg"] and (last_end < 0 or notes[last_end : anchor.start()].strip(" ,;/&+-") not in JOINS):
            continue
        values = _values(notes, anchor, exercises=exercises)
        if not values or (DENIED.search(_before(notes, anchor)) and any(value for _, value, _ in values)):
            continue
        named = _named(notes, anchor, values[-1][2])
        if named is not None:
            last_end = values[-1][2]
            yield from ((when, *named, value) for when, value, _ in values)


def _values(notes: str, anchor: "re.Match[str]", *, exercises: bool) -> _Values:
    """The numbers that belong to a word, each with its moment and where it ends; none where the word is no mark."""
    before = _before(notes, anchor)
    strict, loose = _end(LINK, notes, anchor.end()), _end(LOOSE_LINK, notes, anchor.end())
    moment = WHEN.match(notes, strict)
    at = _end(LINK, notes, moment.end()) if moment else loose
    value = VALUE.match(notes, at)
    if value is None:
        return _reversed(before, anchor)
    # `back up to 8/10` may be an effort again.
    moved = MOTION.search(before) or UP_TO.search(notes, anchor.end(), at)
    if NOT_PAIN.match(notes, value.end()) or (anchor["bare"] and moved):
        return []
    if not value["ten"]:
        preposition = moment is not None and moment.group().strip(" (").casefold() in PREPOSITIONS
        alone = _stands_alone(notes, anchor, value, exercises=exercises)
        if (moment is None and loose > strict) or preposition or not alone:
            return []
    if value["then"]:
        return [("before", _number(value["n"]), value.end()), ("after", _number(value["then"]), value.end())]
    later = WHEN.match(notes, value.end())
    end = later.end() if later and not moment else value.end()
    return [(_moment(moment or later or WHEN_LEFT.search(before)), _highest(value), end), *_further(notes, end)]


def _stands_alone(notes: str, anchor: "re.Match[str]", value: "re.Match[str]", *, exercises: bool) -> bool:
    """Whether a number without `/10` can be nothing but pain: by what follows, and what stands before a bare back."""
    if not (ENDS.match(notes, value.end()) or PLACE_AFTER.match(notes, value.end())):
        return False
    if not anchor["bare"]:
        return True
    before = _before(notes, anchor)
    if exercises or OUT_AND_BACK.search(before):
        return False
    return not anchor["bare"].casefold().endswith(("back", "kreuz")) or BEGINS.search(before) is not None


def _reversed(before: str, anchor: "re.Match[str]") -> _Values:
    value = REVERSED.search(before) if anchor["pain"] or anchor["within"] else None
    return [("after", _number(value["n"]), anchor.end())] if value else []


def _further(notes: str, end: int) -> _Values:
    """The numbers that go on from one: `, 4 after`; `, then 4/10 at the end`."""
    values: _Values = []
    while (link := AND_THEN.match(notes, end)) and (value := VALUE.match(notes, link.end())):
        later = WHEN.match(notes, value.end())
        timed = bool(link["before"] or link["after"] or later)
        goes_on = timed or link.group().strip(" ,;&") not in {"", "and", "und"}
        if NOT_PAIN.match(notes, value.end()) or not goes_on or not (value["ten"] or ENDS.match(notes, value.end())):
            break
        if not (value["ten"] or timed):
            break
        end = later.end() if later else value.end()
        values.append((_moment(link if link["before"] or link["after"] else later), _highest(value), end))
    return values


def _named(notes: str, anchor: "re.Match[str]", end: int) -> tuple[str, str | None] | None:
    """The column and place that a word speaks of; None for pains that are neither the back's nor a known part's."""
    if anchor["within"]:
        return _named_part(anchor)
    if not anchor["pain"]:
        return ("leg_pain_0_10" if anchor["leg"] else "pain_0_10"), None
    words = _left_words(_before(notes, anchor))
    part = _SCHMERZ.sub("", anchor["pain"]) if _SCHMERZ.search(anchor["pain"]) else ""
    nearest = part or (words[-1] if words else "")
    if LEG_WORD.match(nearest) or LEG_WORD.match(anchor["pain"]):
        return "leg_pain_0_10", None
    if not is_back(nearest):
        side = (words if part else words[:-1])[-1:]
        return "pain_0_10", " ".join([*(word for word in side if SIDE_WORD.match(word)), nearest])
    if OTHER_PAINS.search(nearest) or (part and not BACK_WORD.match(part)):
        return None
    return ("pain_0_10", None) if BACK_WORD.match(nearest) else _named_after(notes, end)


def _named_part(anchor: "re.Match[str]") -> tuple[str, str | None] | None:
    """`pain in the left knee 3`: the leg, the back, a known part; None for what is no part of the body."""
    part = anchor["part"]
    if LEG_WORD.match(part):
        return "leg_pain_0_10", None
    if BACK_WORD.match(part):
        return "pain_0_10", None
    side = next((word for word in anchor["within"].split() if SIDE_WORD.match(word)), None)
    return None if is_back(part) else ("pain_0_10", f"{side} {part}" if side else part)


def _named_after(notes: str, end: int) -> tuple[str, str | None]:
    """`pain 3/10 in the left knee`: the first part of the body that follows."""
    after = PLACE_AFTER.match(notes, end)
    words = re.findall(r"[^\W\d]+", after["place"]) if after else []
    for number, word in enumerate(words):
        if LEG_WORD.match(word):
            return "leg_pain_0_10", None
        if BACK_WORD.match(word):
            break
        if not is_back(word):
            return "pain_0_10", " ".join(word for word in words[: number + 1] if word.casefold() not in OPENING)
    return "pain_0_10", None


def _before(notes: str, anchor: "re.Match[str]") -> str:
    return notes[max(0, anchor.start() - LOOK_BACK_CHARS) : anchor.start()]


def _left_words(before: str) -> list[str]:
    match = _WORDS_LEFT.search(before)
    return match[1].split() if match else []


def _end(pattern: "re.Pattern[str]", notes: str, at: int) -> int:
    match = pattern.match(notes, at)
    return match.end() if match else at


def _moment(match: "re.Match[str] | None") -> When:
    return "before" if match and match["before"] else "after"


def _highest(value: "re.Match[str]") -> float:
    return max(_number(value["n"]), _number(value["to"] or value["n"]))


def _number(text: str) -> float:
    return float(text.replace(",", "."))
