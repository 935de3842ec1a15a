"""Writes docs/red_flag_words.md, urgent words side by side: `python -m tools.make_red_flag_words`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from runlog.messages.catalogues import FALLBACK, catalogue, languages

TARGET: Final = Path(__file__).resolve().parent.parent / "docs" / "red_flag_words.md"
HEAD: Final = """# The words that matter most, side by side

Made from the catalogues by `python -m tools.make_red_flag_words`; a test compares. For a physiotherapist or doctor who
reads both languages: does each line say the same, with the same urgency, no softer and no louder? Would a person in
pain understand it at once? The urgency that each part must have stands above its table. Braces are filled in: `{signs}`
with the words of the section "Signs", `{day}` with a day. What is wrong: tell us the id, the language and your line.

Read line by line, both languages against the urgency table of [guidance.md](guidance.md), by those who wrote them. **No
clinician has reviewed them yet.**
"""
PARTS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("Emergency", "Help now: an emergency department or the emergency number, today, without exception.",
     (r"RED001\..*", r"RED\.(aged_title|aged_seen|aged_emergency)", r"report\.tone\.emergency")),
    ("Urgent", "A doctor today or tomorrow, and what would make it an emergency.",
     (r"RED002\..*", r"RED\.(aged_urgent|operated)", r"report\.tone\.urgent", r"PATN002\.advice.*")),
    ("Appointment", "Make an appointment; no hurry, no alarm, and no promise that it is nothing.",
     (r"APPT001\..*", r"PAIN002\.advice.*", r"PAIN003\.(title|why|advice)", r"report\.tone\.appointment")),
    ("The six questions, and the same in the full entry",
     "Each can be answered with yes or no by a person without medical words; none is left out.",
     (r"diary\.question\..*", r"diary\.detail\..*", r"diary\.(minor|major)", r"words\.question\..*",
      r"diary\.field\.(leg_pain_0_10|numbness|tingling|weakness|growing|both_sides|bladder_bowel|sexual_function)",
      r"diary\.field\.(saddle|fever|trauma|weight_loss|unsteady|night_pain|painkillers|seen_on|seen_by)")),
    ("Asking, and what a yes leads to", "Unanswered is never no; the reader learns how to answer and what to do then.",
     (r"ASK001\..*", r"ASK\..*", r"diary\.(questions_due|questions_intro|yes_was_recorded)",
      r"report\.words\.(questions|questions_above|not_recorded|not_known_means)")),
    ("Signs", "What was recorded, in words that the person would use; no name of a disease.",
     (r"words\.(sign|field)\..*", r"report\.sign\..*", r"report\.clinic\.sign\..*",
      r"report\.clinic\.signs\..*")),
    ("Banners, and advice that is held back", "Red flags first; training advice is silent until someone has looked.",
     (r"report\.tone\.red-flag", r"report\.clinic\.(urgent\..*|words\.first)",
      r"report\.words\.(red_flags|held_back)", r"report\.card\.silenced",
      r"RETN002\.(waiting|missing_waiting)")),
    ("What a coach reads", "Talk to this athlete today, and nothing else of it.",
     (r"report\.coach\.(urgent|held_back|silenced)", r"share\.(urgent|never)")),
)  # fmt: skip
"""Heading, what the lines must say, and which messages they are."""


def templates(language: str) -> dict[str, str]:
    """Message id → template, of all of a catalogue."""
    return dict(_walk(catalogue(language), ""))


def _walk(table: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        where = f"{place}.{key}" if place else key
        if isinstance(value, Mapping):
            yield from _walk(value, where)
        else:
            yield where, value


def ids_of(part: tuple[str, ...]) -> list[str]:
    """The messages of a part, in the catalogue's order."""
    return [place for place in templates(FALLBACK) if any(re.fullmatch(pattern, place) for pattern in part)]


def page() -> str:
    """The whole page."""
    said = {language: templates(language) for language in (FALLBACK, *sorted(set(languages()) - {FALLBACK}))}
    names = [str(catalogue(language)["language"]["name"]) for language in said]
    parts = [HEAD]
    for heading, must, patterns in PARTS:
        rows = [
            f"| `{place}` | {' | '.join(_cell(words[place]) for words in said.values())} |"
            for place in ids_of(patterns)
        ]
        head = [f"| id | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
        parts.append("\n".join([f"## {heading}\n\n{must}\n", *head, *rows, ""]))
    return "\n".join(parts)


def _cell(template: str) -> str:
    """A template as a reader of the page reads it: parameters by name alone, nouns in their last form."""
    plain = re.sub(r"\{(\w+):n\((?:[^|)]*\|)*([^|)]*)\)\}", r"{\1} \2", template)
    return re.sub(r"\{(\w+):[^{}]*\}", r"{\1}", plain).replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
