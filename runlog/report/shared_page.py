"""The weekly report as a coach may see it: made of a history that was cut to the level, with its own words on top."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from runlog.clock import Week
from runlog.features.history import History, history_until
from runlog.features.sharing import has_consent, is_junior, share_level, shared_history
from runlog.messages import Speech
from runlog.report.athlete_view import shared_findings
from runlog.report.model import Report
from runlog.report.sheet import Callout, Card, Findings
from runlog.report.weekly import weekly_report
from runlog.report.words import say, word
from runlog.rules.finding import Finding

TALK: Final = "TALK"
"""Stands in the place of the red flag's code, which would tell how urgent it is."""


def shared_report(whole: History, speech: Speech, *, urgent: bool, notices: tuple[str, ...] = ()) -> Report:
    """The report of the asked week at the level that the athlete's settings give; see `coach_view`."""
    # Whoever reads this may not write into the athlete's log.
    speech = replace(speech, log=None)
    level = share_level(whole.settings, whole.as_of)
    cut = shared_history(whole, "load" if urgent else level)
    findings = shared_findings(cut, "load" if urgent else level, urgent=urgent)

    def judge(week: Week) -> tuple[Finding, ...]:
        return shared_findings(history_until(cut, week.end), "load" if urgent else level, urgent=urgent)

    report = weekly_report(cut, findings, (), speech, judge)
    sheet = report.sheet
    words = {**sheet.words, "held_back": say(speech, "coach.held_back")}
    told = (say(speech, "coach.only_load" if urgent else f"coach.{level}"), *_consent(whole, speech), *notices)
    return replace(
        report,
        sheet=replace(
            sheet,
            title=say(speech, "coach.title"),
            findings=_with_talk(sheet.findings, speech) if urgent else sheet.findings,
            words=words,
            callouts=tuple(Callout(tone="note", text=text) for text in told),
            in_brief=say(speech, "coach.in_brief", checks=len(sheet.findings.ok)),
            footer=say(speech, "coach.footer", as_of=whole.as_of),
        ),
    )


def _consent(whole: History, speech: Speech) -> Iterable[str]:
    if is_junior(whole.settings, whole.as_of):
        given = has_consent(whole.settings, whole.as_of)
        consent = (
            say(speech, "coach.consent", consent=whole.settings.guardian_consent or "")
            if given
            else say(speech, "coach.no_consent")
        )
        yield say(speech, "coach.junior", consent=consent)


def _with_talk(findings: Findings, speech: Speech) -> Findings:
    """Talk to the athlete, first and alone; every other card without advice."""
    talk = Card(
        code=TALK,
        name="talk",
        tone="red-flag",
        label=word(speech, "tone", "red-flag"),
        title=say(speech, "coach.urgent"),
        facts={"status": "flag", "severity": "red-flag", "sources": []},
    )
    held = say(speech, "coach.silenced")
    flagged = tuple(replace(card, silenced=held if card.silenced else None) for card in findings.flagged)
    return replace(findings, red_flags=(talk,), flagged=flagged)
