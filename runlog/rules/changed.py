"""How a finding differs from what the same rule said before."""

from typing import Final, Literal

from runlog.rules.finding import Finding, Severity, Status

ChangeKind = Literal["new", "louder", "quieter", "gone", "not_known"]
_URGENCY: Final = {"emergency": 2, "urgent": 1}


def change_kind(now: Finding, then: Finding, *, over: bool) -> ChangeKind | None:
    """What changed between two findings of one rule; None: nothing that can be told.

    Of a week that is not over, only what is new or louder is told: rules about too little wait for its end.
    """
    loud, before = _loudness(now), _loudness(then)
    if loud > before:
        return "louder" if before else "new"
    if loud == before or not over:
        return None
    if loud:
        return "quieter"
    return "not_known" if now.outcome.status is Status.UNKNOWN else "gone"


def _loudness(finding: Finding) -> int:
    if finding.outcome.status is not Status.FLAG:
        return 0
    severity = finding.outcome.severity or Severity.NOTE
    return int(severity) + _URGENCY.get(finding.outcome.urgency or "", 0)
