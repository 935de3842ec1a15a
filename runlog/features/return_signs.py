"""The symptoms of a week on the way back to running: up, quiet, or not recorded well enough to tell."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from runlog.clock import Week
from runlog.features.history import History
from runlog.features.pain import back_pain, pain_before, pain_next_morning

QUIET_UP_TO: Final = 3.0
"""A British trust's page on pain while exercising: 0 to 3 carry on, 4 to 5 change something (evidence table)."""
RISE: Final = 2.0
"""Evidence table, pain and runs: up by 2 or more the next morning."""
MIN_DAYS: Final = 3
"""Fewer recorded days than this in a week don't show that it was quiet (ours)."""


@dataclass(frozen=True, slots=True)
class Symptoms:
    """What one week's diary tells; `worst` is the worst of back and leg, None where neither is recorded."""

    days_recorded: int
    worst: float | None
    rise: float | None
    """The largest rise from before a run to the next morning."""
    leg_signs: bool
    """Whether numbness, pins and needles or weakness were recorded."""

    @property
    def up(self) -> bool:
        """Pain above 3, up by 2 or more after a run, or a leg sign."""
        strong = self.worst is not None and self.worst > QUIET_UP_TO
        return strong or (self.rise is not None and self.rise >= RISE) or self.leg_signs

    @property
    def quiet(self) -> bool:
        """Recorded on enough days, and not up; a week without a diary is not a quiet one."""
        return self.days_recorded >= MIN_DAYS and not self.up


def week_symptoms(history: History, week: Week, since: date) -> Symptoms:
    """The symptoms of a week, from `since` on where it lies inside it; nothing later than `as_of`."""
    days = [day for day in week.days() if day >= since]
    lines = [entry for day in days for entry in history.diary_by_day.get(day, ())]
    pains = [back_pain(entry) for entry in lines] + [entry.leg_pain_0_10 for entry in lines]
    known = [pain for pain in pains if pain is not None]
    rises = [
        morning - before
        for run in history.runs_by_week.get(week, ())
        if run.day >= since
        and (before := pain_before(history, run)) is not None
        and (morning := pain_next_morning(history, run.day)) is not None
    ]
    return Symptoms(
        days_recorded=len({entry.day for entry in lines if back_pain(entry) is not None}),
        worst=max(known, default=None),
        rise=max(rises, default=None),
        leg_signs=any(entry.numbness.yes or entry.tingling.yes or entry.weakness.yes for entry in lines),
    )
