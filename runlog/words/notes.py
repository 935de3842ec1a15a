"""Signs that a free note names: they raise the question, never the verdict."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from runlog.words.denial import denial_of
from runlog.words.hears import concept, heard, phrases
from runlog.words.phrases import Found, Phrases, longest
from runlog.words.text import Line

KEPT: Final = 8192
QUOTED_CHARS: Final = 80
"""So much of a note is quoted at most."""
_FELT_ANYWHERE: Final = frozenset({"numbness", "tingling", "weakness"})
"""Signs that count in legs and saddle: cold hands and a dentist's lip are another matter."""
_COUNTED: Final = frozenset({"pulsing", "blood_urine"})
_TABLES: Final = ("stress_injury",)
"""Concepts that rules ask notes for besides the signs that raise a question."""
_QUIET: Final = frozenset({"pulsing", "night_pain"})
"""Words that ask nothing by themselves: a pulse in the belly counts beside sudden pain, a broken night in its field."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A sign that a note names, by its DIARY column, and the note's own words for it."""

    sign: str
    words: str
    clause: str
    """The words around it, up to the next mark, as a question quotes them."""


@lru_cache(maxsize=KEPT)
def signs_in_note(note: str) -> tuple[Mention, ...]:
    """The signs that a note names without denying them, in order; empty where there is none."""
    line = Line(note)
    own = phrases("losses").all(line)
    named = (*own, *phrases("signs").all(line))
    if not named:
        return ()
    elsewhere = phrases("context").all(line)
    return tuple(
        Mention(one.name, line.quote(one.start, one.end), _clause(line, one))
        for one in longest(named)
        if one.name not in _QUIET
        and not _means_something_else(one, elsewhere)
        and denial_of(line, one, own=one in own) is None
        and not _of_another(line, one)
    )


def names(note: str, sign: str) -> bool:
    """Whether a note names a sign without denying it, such as `pulsing`."""
    line = Line(note)
    own = phrases("losses").all(line)
    found = [one for one in (*own, *phrases("signs").all(line)) if one.name == sign]
    return any(denial_of(line, one, own=one in own) is None for one in found)


def _means_something_else(mention: Found, contexts: tuple[Found, ...]) -> bool:
    return any(
        one.start < mention.end and mention.start < one.end and one.end - one.start >= mention.end - mention.start
        for one in contexts
    )


def _clause_ends(line: Line, mention: Found) -> tuple[int, int]:
    start = max(line.folded.rfind(f" {end} ", 0, mention.start) for end in ".;!?,") + 1
    ends = [place for end in ".;!?," if (place := line.folded.find(f" {end} ", mention.end - 1)) >= 0]
    return max(start, 0), min(ends, default=len(line.folded))


def _clause(line: Line, mention: Found) -> str:
    """The clause in its own words; the mention alone where the clause is a long one."""
    start, end = _clause_ends(line, mention)
    if line.folded[start:].startswith(tuple(f"{mark} " for mark in ".;!?,")):
        start += 2
    elif line.folded[start:].startswith(" "):
        start += 1
    told = line.quote(start, end)
    return told if len(told) <= QUOTED_CHARS else line.quote(mention.start, mention.end)


def _of_another(line: Line, mention: Found) -> bool:
    """Whether the clause speaks of another part of the body, or of somebody else."""
    start, end = _clause_ends(line, mention)
    clause = Line(line.folded[start:end])
    named = {one.name for one in _subjects().all(clause)}
    if mention.name in _FELT_ANYWHERE and "elsewhere" in named:
        return not named & {"leg", "saddle"}
    told = line.folded[start : mention.start]
    others = [one.end for one in _subjects().all(Line(told)) if one.name == "other_person"]
    return bool(others) and not any(one.name == "me" for one in _subjects().all(Line(told[max(others) :])))


@cache
def _subjects() -> Phrases:
    parts = heard("parts")
    names = ("leg", "saddle", "elsewhere", "other_person", "me")
    return Phrases({name: parts[name] for name in names}, concept)


@lru_cache(maxsize=KEPT)
def mentions(note: str, table: str, name: str) -> bool:
    """Whether a note holds a phrase of a concept (`hop`) of a table (`stress_injury`) without denying it.

    Phrases that hold a denial of their own (`no period since May`) are told as they stand.
    """
    line = Line(note)
    return any(denial_of(line, one, own=True) is None for one in phrases(table).all(line) if one.name == name)


@lru_cache(maxsize=KEPT)
def stand_in(note: str) -> str:
    """What rules hear in a note, in the first phrase of each concept, and nothing else of it; empty where none is."""
    said = [heard("signs")[mention.sign][0].strip("*") for mention in signs_in_note(note)]
    said += [heard("signs")[name][0].strip("*") for name in sorted(_COUNTED) if names(note, name)]
    for table in _TABLES:
        said += [heard(table)[name][0].strip("*") for name in heard(table) if mentions(note, table, name)]
    return ", ".join(dict.fromkeys(said))
