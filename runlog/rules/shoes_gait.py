"""Gait not looked at yet, or looked at in other shoes.

What it looks at
The day of a gait assessment in the settings, and the shoe model of each run. It is a note in the log's first week with
runs while no assessment is recorded, and in the week in which a new model is first worn.

Why it matters
One of the surgeons advises to have the gait looked at in a sports shop and to buy shoes accordingly.

What to do
Have someone watch you run, in a sports shop or at a physiotherapist's, in the shoes that you wear now. Then set
`gait_assessed_on` in runlog.toml.

Limits
The article alone; trials do not show that shoes chosen by gait prevent injury. It is asked once and again with a new
model; otherwise an assessment that isn't recorded stays "not known". Runs without a shoe recorded tell nothing of a
change, and the settings' `model` is needed where two pairs of one model have different names.

Sources
Kieffer, back tips for Run Reigate: gait assessed in a shop, shoes accordingly.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from runlog.clock import Week
from runlog.features.history import History
from runlog.features.shoes import ModelChange, model_changes
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome, Severity, Value
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="SHOE002",
    name="gait",
    family="shoes",
    guidance=("K2", "M5"),
    evidence=Evidence.EXPERT_OPINION,
    sources=("Kieffer, back tips for Run Reigate",),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether the gait was looked at in the model that is worn."""
    del limits
    if not history.runs_by_week.get(history.week):
        return ok(Message.of("SHOE002.no_runs"))
    told = history.settings.gait_assessed_on
    assessed = told if told is not None and told <= history.as_of else None
    changes = [change for change in model_changes(history) if assessed is None or change.day > assessed]
    new = next((change for change in reversed(changes) if Week.of(change.day) == history.week), None)
    observed: dict[str, Value] = {"gait_assessed_on": assessed, "model_since": changes[-1].model if changes else None}
    if new is not None:
        return _changed(new, assessed, observed)
    if assessed is not None:
        variant = "ok_before" if changes else "ok"
        model = changes[-1].model if changes else ""
        return ok(Message.of(f"SHOE002.{variant}", day=assessed, model=model), observed=observed)
    if Week.of(history.runs[0].day) == history.week:
        return flag(
            Severity.NOTE,
            Message.of("SHOE002.title_never"),
            seen=Message.of("SHOE002.seen_never"),
            why=Message.of("SHOE002.why"),
            advice=Message.of("SHOE002.advice"),
            observed=observed,
        )
    return unknown(Message.of("SHOE002.unknown"), Message.of("SHOE002.missing"), observed=observed)


def _changed(new: ModelChange, assessed: date | None, observed: Mapping[str, Value]) -> Outcome:
    seen = Message.of("SHOE002.seen_changed", first=new.day, before=new.before)
    if assessed is not None:
        seen = Message.of("SHOE002.seen_changed_since", first=new.day, before=new.before, day=assessed)
    return flag(
        Severity.NOTE,
        Message.of("SHOE002.title_changed", model=new.model),
        seen=seen,
        why=Message.of("SHOE002.why"),
        advice=Message.of("SHOE002.advice"),
        observed=observed,
    )
