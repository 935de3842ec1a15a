"""The warning signs that one diary line shows, read together with the week before it: one table, symptom → level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from itertools import pairwise
from typing import Final, Literal

from runlog.features.answer import Answer
from runlog.features.history import DiaryEntry
from runlog.features.pain import back_pain
from runlog.words.answers import hear_answer
from runlog.words.parts import parts_named

SEVERE_LEG_PAIN: Final = 8.0
"""Leg pain from here on is severe (guidance, urgency table)."""
STEADY_DAYS: Final = 3
STEADY_RISE: Final = 2.0
"""Leg pain grows steadily when each of three recorded days is worse than the one before, by 2 points in all (ours)."""

Sign = Literal[
    "bladder_bowel", "sexual_function", "saddle", "weakness", "numbness", "tingling", "leg_pain", "trauma", "fever",
    "cancer", "unplaced", "unsteady", "aorta", "fragile_sudden", "flank", "after_operation",
    "leg_pain_steady", "tingling_steady", "numbness_steady", "night_pain", "weight_loss", "first_pain", "stiffness",
    "pain_after_runs", "settled_high", "episode_lasting", "episode_worse", "limits",
    "young_lasting", "young_bending", "bone_stress", "thoracic_lasting",
]  # fmt: skip
RED_SIGNS: Final[frozenset[Sign]] = frozenset(
    {"bladder_bowel", "sexual_function", "saddle", "weakness", "numbness", "tingling", "leg_pain", "trauma", "fever",
     "cancer", "unplaced", "unsteady", "aorta", "fragile_sudden", "flank", "after_operation"}
)  # fmt: skip
"""The emergency and urgent signs; all others ask for an appointment."""

_LEG_SIGNS: Final = frozenset({"weakness", "numbness", "tingling", "leg_pain", "unplaced"})
_NO_ANSWER: Final = Answer()


class Level(IntEnum):
    """How soon someone should look at it; a pattern for the clinician is no level."""

    APPOINTMENT = 1
    URGENT = 2
    EMERGENCY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One sign as one line shows it."""

    sign: Sign
    variant: str
    """The sign with what makes it urgent, such as `weakness_growing`: an id of the word table `words.sign`."""
    level: Level
    day: date
    words: str = ""
    """The runner's own words for it."""
    strength: float = 0.0
    """Leg pain, 0 to 10; 0 for signs without a scale."""
    growing_here: bool = False
    """The line itself says that it is growing."""
    fresh: bool = False
    """The sign is a new event whatever went before."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A line, with the lines of the seven days before it, oldest first."""

    line: DiaryEntry
    before: Sequence[DiaryEntry]
    leg_days: Sequence[float] = ()
    """Worst leg pain of the last recorded days, up to this line's."""

    def latest(self, field: str) -> Answer:
        """The newest recorded answer to a field."""
        for entry in (self.line, *reversed(self.before)):
            answer: Answer = getattr(entry, field)
            if answer.answered:
                return answer
        return Answer()

    def denied(self, field: str) -> bool:
        """Whether a line before this one answered no."""
        return any(getattr(entry, field).no for entry in self.before)

    @property
    def modified(self) -> bool:
        """Whether this line says that a sign is growing or on both sides."""
        return self.line.growing.yes or self.line.both_sides.yes

    @property
    def growing(self) -> bool:
        """Whether a sign is said to be growing."""
        return self.latest("growing").yes

    def both(self, words: str = "") -> bool:
        """Whether a sign is said to be on both sides."""
        told = parts_named(f"{words}, {self.line.radiates_to or ''}")
        return self.latest("both_sides").yes or bool(told & {"both_words", "legs_both"})

    @property
    def in_pain(self) -> bool:
        """Whether any back or leg pain above zero is recorded."""
        return any(pain_of(entry) > 0 for entry in (self.line, *self.before))

    @property
    def leg_pain(self) -> float:
        """This line's leg pain; where it only says growing or both sides, the newest leg pain above zero."""
        here = leg_pain_of(self.line)
        if here is not None or not self.modified:
            return here or 0.0
        return next((pain for entry in reversed(self.before) if (pain := leg_pain_of(entry))), 0.0)


def pain_of(entry: DiaryEntry) -> float:
    """The worse of back and leg pain of a line; 0 where none is recorded."""
    return max(back_pain(entry) or 0.0, entry.leg_pain_0_10 or 0.0)


def leg_pain_of(entry: DiaryEntry) -> float | None:
    """Leg pain of a line: its own field, else the pain of a line whose place is the leg or which spreads to it."""
    if entry.leg_pain_0_10 is not None:
        return entry.leg_pain_0_10
    if "whole_leg" in parts_named(entry.place or "") or parts_named(entry.radiates_to or "") & {"leg", "whole_leg"}:
        return entry.pain_0_10
    return None


def leg_signs_of(recent: Recent) -> tuple[Hit, ...]:
    """The emergency and urgent signs of legs and pelvis that a line shows."""
    hits = [*_pelvis(recent), *_legs(recent)]
    unplaced = _unplaced(recent)
    if unplaced and not any(hit.sign in _LEG_SIGNS and hit.level >= unplaced.level for hit in hits):
        hits.append(unplaced)
    return tuple(hits)


def _pelvis(recent: Recent) -> Iterator[Hit]:
    line = recent.line
    if line.bladder_bowel.yes and not line.bladder_bowel.says("blood_urine"):
        yield hit_of(recent, "bladder_bowel", "bladder_bowel", Level.EMERGENCY, line.bladder_bowel)
    if line.sexual_function.yes:
        yield hit_of(recent, "sexual_function", "sexual_function", Level.EMERGENCY, line.sexual_function)
    for answer in (line.saddle, line.numbness, line.tingling):
        if answer.yes and (answer is line.saddle or "saddle" in parts_named(answer.words)):
            yield hit_of(recent, "saddle", "saddle", Level.EMERGENCY, answer)
            break


def _legs(recent: Recent) -> Iterator[Hit]:
    weakness, numbness, tingling = (_active(recent, field) for field in ("weakness", "numbness", "tingling"))
    if weakness.yes:
        yield _weakness(recent, weakness)
    if numbness.yes:
        if recent.both(numbness.words):
            yield hit_of(recent, "numbness", "numbness_both", Level.EMERGENCY, numbness)
        elif recent.growing:
            yield hit_of(recent, "numbness", "numbness_growing", Level.URGENT, numbness)
    if tingling.yes:
        # The table names growing numbness; tingling that grows or is on both sides is held to be no milder (ours).
        if recent.both(tingling.words):
            yield hit_of(recent, "tingling", "tingling_both", Level.URGENT, tingling)
        elif recent.growing:
            yield hit_of(recent, "tingling", "tingling_growing", Level.URGENT, tingling)
    yield from _leg_pain(recent)


def _active(recent: Recent, field: str) -> Answer:
    """The answer to a leg sign where this line speaks of it: by its own field, or by growing or both sides."""
    own: Answer = getattr(recent.line, field)
    told = own if own.recorded or not recent.modified else recent.latest(field)
    return _NO_ANSWER if is_elsewhere(told) else told


def is_elsewhere(answer: Answer) -> bool:
    """Whether the words name a hand, an arm, the face, and neither a leg nor the saddle."""
    named = parts_named(answer.words) if answer.words else frozenset()
    return "elsewhere" in named and not named & {"leg", "whole_leg", "saddle"}


def _weakness(recent: Recent, weakness: Answer) -> Hit:
    if recent.both(weakness.words):
        return hit_of(recent, "weakness", "weakness_both", Level.EMERGENCY, weakness)
    if recent.growing:
        return hit_of(recent, "weakness", "weakness_growing", Level.EMERGENCY, weakness)
    if recent.line.weakness.yes and recent.denied("weakness"):
        return hit_of(recent, "weakness", "weakness_new", Level.EMERGENCY, weakness)
    return hit_of(recent, "weakness", "weakness", Level.URGENT, weakness)


def _leg_pain(recent: Recent) -> Iterator[Hit]:
    pain = recent.leg_pain
    if pain >= SEVERE_LEG_PAIN:
        variant, level = (
            ("leg_pain_both", Level.EMERGENCY) if _in_both_legs(recent) else ("leg_pain_severe", Level.URGENT)
        )
        yield replace(hit_of(recent, "leg_pain", variant, level), strength=pain)
    elif pain > 0 and _in_both_legs(recent) and not is_race_soreness(recent.line):
        yield replace(hit_of(recent, "leg_pain", "both_legs", Level.URGENT), strength=pain)
    elif pain > 0 and (recent.growing or _steadily_growing(recent.leg_days)):
        yield replace(hit_of(recent, "leg_pain", "leg_pain_growing", Level.URGENT), strength=pain)


def _in_both_legs(recent: Recent) -> bool:
    side = recent.line.side or ""
    told = recent.both() or ("both_words" in parts_named(side) and not recent.latest("both_sides").no)
    placed = parts_named(recent.line.place or ""), parts_named(recent.line.radiates_to or "")
    return told or "legs_both" in placed[0] or "legs_plural" in placed[1]


def is_race_soreness(line: DiaryEntry) -> bool:
    """Sore both legs after a race or hard training, with a pain-free back: muscles, asked about at most (guidance)."""
    told = ", ".join(filter(None, (line.note, line.cause, line.after_activity, line.radiates_to, line.place)))
    return bool(told) and bool(leg_pain_of(line)) and not back_pain(line) and "race_sore" in hear_answer(told).says


def _steadily_growing(days: Sequence[float]) -> bool:
    last = list(days[-STEADY_DAYS:])
    rises = all(later > earlier for earlier, later in pairwise(last))
    return len(last) == STEADY_DAYS and last[0] > 0 and rises and last[-1] - last[0] >= STEADY_RISE


def _unplaced(recent: Recent) -> Hit | None:
    """A yes to "growing fast" or "both sides" while weakness and numbness are not ruled out.

    It counts as the most urgent that it may mean: both answers together (a bare yes to the joined question) as an
    emergency; one alone as urgent, which is what growing numbness is.
    """
    if not recent.modified or (recent.latest("weakness").no and recent.latest("numbness").no):
        return None
    joined = recent.growing and recent.latest("both_sides").yes
    return hit_of(recent, "unplaced", "unplaced", Level.EMERGENCY if joined else Level.URGENT)


def hit_of(recent: Recent, sign: Sign, variant: str, level: Level, answer: Answer = _NO_ANSWER) -> Hit:
    """A sign as this line shows it, with the runner's words for it."""
    growing_here = recent.line.growing.yes and sign in _LEG_SIGNS
    return Hit(
        sign=sign, variant=variant, level=level, day=recent.line.day, words=answer.words, growing_here=growing_here
    )
