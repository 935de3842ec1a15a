"""What was tried for the pain, and whether it helped.

What it looks at
Inside an episode: the self-care that the diary names (`self_care`) and whether it helped (`helped`). Three or more days
on which it did not, the newest answer among them, are a note, unless someone has looked at it since.

Why it matters
Muscle strains are short-lived and mostly answer to self-care: heat, stretching, gentle movement. McCance says that what
does not answer may have a more structural cause, which is worth finding.

What to do
Have it looked at by a doctor or physiotherapist, and tell them what you tried. Medicine only on a doctor's or
pharmacist's advice. Afterwards record it: `seen_on` and `seen_by`.

Limits
Whether something helped is the runner's own word; pain that goes by itself looks as if the last thing tried had helped.
Three days are runlog's own.

Sources
McCance, Running and low back pain: strains answer to self-care, what does not may be structural.
Kieffer, back tips for Run Reigate: hot and cold compresses, gentle exercise.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.care import Care, self_care
from runlog.features.episodes import Episode, find_episodes
from runlog.features.history import History
from runlog.features.urgency import last_visit
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import at_least, flag, ok, shown, unknown
from runlog.rules.pain_records import episode_in_week, missing_pain
from runlog.rules.rule import RuleEntry

DAYS_NOTE: Final = 3
"""Days on which it did not help (ours; the article says only that strains respond)."""

ENTRY: Final = RuleEntry(
    code="PAIN005",
    name="self-care",
    family="pain",
    guidance=("M9", "K8"),
    evidence=Evidence.EXPERT_OPINION,
    sources=("McCance, Running and low back pain", "Kieffer, back tips for Run Reigate"),
    thresholds={"days_note": DAYS_NOTE},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether self-care is recorded in the week's episode, and whether it helps."""
    episode = episode_in_week(history, find_episodes(history))
    if episode is None:
        missing = missing_pain(history)
        return (
            ok(Message.of("PAIN005.no_episode")) if missing is None else unknown(Message.of("PAIN005.unknown"), missing)
        )
    care = self_care(history, episode.start, history.as_of)
    answered = [day for day in care if day.helped.recorded]
    coverage = Coverage(len(answered), len(care), "days")
    if not care:
        return unknown(Message.of("PAIN005.unknown"), Message.of("PAIN005.missing"), coverage=coverage)
    if not answered:
        return unknown(Message.of("PAIN005.unknown"), Message.of("PAIN005.missing_helped"), coverage=coverage)
    seen = last_visit(history)
    vain = [day for day in answered if day.helped.no and (seen is None or day.day > seen)]
    if vain and answered[-1].helped.no and at_least(len(vain), limits["days_note"]):
        return _flagged(episode, care, vain, limits, coverage)
    return ok(Message.of("PAIN005.ok", days=len(answered)), coverage=coverage, threshold=shown(limits))


def _flagged(
    episode: Episode, care: tuple[Care, ...], vain: list[Care], limits: Mapping[str, float], coverage: Coverage
) -> Outcome:
    tried = tuple(dict.fromkeys(words for day in care for words in day.tried))
    variant = "PAIN005.seen" if tried else "PAIN005.seen_unnamed"
    return flag(
        Severity.NOTE,
        Message.of("PAIN005.title"),
        seen=Message.of(variant, tried=tried, days=len(vain), start=episode.start),
        why=Message.of("PAIN005.why"),
        advice=Message.of("PAIN005.advice"),
        observed={"tried": tried, "days_without_help": len(vain), "episode_start": episode.start},
        threshold=shown(limits),
        window=(episode.start, vain[-1].day),
        coverage=coverage,
    )
