"""The rule book: every rule, in the order in which equals are shown, and the page of each."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from runlog.rules import (
    appointment_signs,
    ask_six_questions,
    form_trend,
    ground_hard,
    habit_core_strength,
    habit_hamstrings,
    habit_running_only,
    habit_warm_up,
    habit_water,
    load_descent,
    load_monotony,
    load_session_spike,
    load_weekly_jump,
    pain_active_days,
    pain_after_runs,
    pain_constant_ache,
    pain_goes_along,
    pain_not_moving,
    pain_not_settling,
    pain_onset,
    pain_run_in_episode,
    pain_self_care,
    pain_weekly_questions,
    pattern_stiff_morning,
    pattern_sudden_leg,
    red_emergency_signs,
    red_urgent_signs,
    return_operation,
    return_plan_step,
    shoes_fit,
    shoes_gait,
)
from runlog.rules.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    red_emergency_signs,
    red_urgent_signs,
    ask_six_questions,
    appointment_signs,
    pain_after_runs,
    pain_not_settling,
    pain_weekly_questions,
    pain_run_in_episode,
    pain_self_care,
    pain_not_moving,
    pattern_stiff_morning,
    pattern_sudden_leg,
    pain_onset,
    pain_goes_along,
    pain_constant_ache,
    pain_active_days,
    return_operation,
    return_plan_step,
    load_session_spike,
    load_weekly_jump,
    load_descent,
    load_monotony,
    ground_hard,
    shoes_fit,
    shoes_gait,
    habit_warm_up,
    habit_core_strength,
    habit_hamstrings,
    habit_running_only,
    habit_water,
    form_trend,
)
HEADINGS: Final = ("What it looks at", "Why it matters", "What to do", "Limits", "Sources")


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule's public page: its one-line summary, and the text under each of `HEADINGS`."""

    summary: str
    sections: Mapping[str, str]


def rule_page(rule: Rule) -> RulePage:
    """The page in a rule's docstring.

    Raises:
        ValueError: the docstring lacks a heading, or they are out of order.
    """
    lines = inspect.cleandoc(rule.__doc__ or "").splitlines()
    marks = [(at, line) for at, line in enumerate(lines) if line in HEADINGS]
    if tuple(line for _, line in marks) != HEADINGS:
        raise ValueError(f"{rule.ENTRY.code}: its page needs the headings {', '.join(HEADINGS)}, in this order")
    ends = [*(at for at, _ in marks[1:]), len(lines)]
    sections = {heading: "\n".join(lines[at + 1 : end]).strip() for (at, heading), end in zip(marks, ends, strict=True)}
    return RulePage(lines[0], sections)
