"""From which share level on a coach may see each rule's finding; a rule that is not listed stays with the athlete."""

from collections.abc import Mapping
from typing import Final

from runlog.rules.finding import Finding, Status
from runlog.settings import ShareLevel

LEVELS: Final[tuple[ShareLevel, ...]] = ("load", "findings", "all")

NEVER_SHARED: Final = frozenset({"RED001", "RED002", "ASK001"})
"""Red flags and the questions about them: a coach is told to talk to the athlete today, and nothing else."""

SHARED_FROM: Final[Mapping[str, ShareLevel]] = {
    **dict.fromkeys(("LOAD001", "LOAD002", "LOAD003", "LOAD004"), "load"),
    **dict.fromkeys(
        ("APPT001", "PAIN001", "PAIN002", "PAIN003", "PAIN004", "PAIN005", "PAIN006", "PAIN007", "PAIN008", "PAIN009",
         "PAIN010", "PATN001", "PATN002", "RETN001", "RETN002", "GRND001", "SHOE001", "SHOE002", "HABIT001",
         "HABIT002", "HABIT003", "HABIT004", "HABIT005", "FORM001"),
        "findings",
    ),
}  # fmt: skip

FLAG_ALONE: Final = frozenset({"APPT001", "PAIN002", "PAIN005", "PAIN008", "PATN001", "PATN002", "HABIT005"})
"""These lean on records that are withheld: that a coach's copy knows of nothing does not mean that there is nothing."""


def may_see(finding: Finding, level: ShareLevel) -> bool:
    """Whether a coach may see this finding of a log that was cut to the level."""
    least = SHARED_FROM.get(finding.code)
    if least is None or LEVELS.index(least) > LEVELS.index(level):
        return False
    return finding.outcome.status is Status.FLAG or finding.code not in FLAG_ALONE
