"""The report of any span of days, beside the span of the same length before it."""

from collections.abc import Iterable

from runlog.clock import Span
from runlog.features.episodes import usual_level
from runlog.features.history import History, history_until
from runlog.messages import Message, Speech
from runlog.report.cards import card_of, sort_cards
from runlog.report.changes import Judge
from runlog.report.model import Kpi, Report
from runlog.report.sheet import Callout, CheckSheet, Findings
from runlog.report.span_course import span_timeline
from runlog.report.span_figures import NONE, comparable, distance, minimal, pain_table, training_table, worst
from runlog.report.span_findings import WeekFindings, spoke_table, unknown_cards, week_findings
from runlog.report.week import ground_chart
from runlog.report.words import footer, map_credit, page_words, say
from runlog.rules.finding import Finding


def span_report(  # noqa: PLR0913 (what a report is made of)
    history: History,
    findings: Iterable[Finding],
    span: Span,
    notices: Iterable[Message],
    speech: Speech,
    *,
    judge: Judge | None = None,
) -> Report:
    """The report of a span.

    Args:
        history: the log as of the span's last week.
        findings: what the rules said of that week; open red flags and questions come from them.
        span: the days, none later than today.
        notices: what went amiss while reading.
        speech: the reader's language and units.
        judge: says what earlier weeks had, where it is more than `history` tells.
    """
    findings = tuple(findings)
    then = history_until(history, span.last)
    weeks = week_findings(history, findings, span, judge)
    runs = [run for run in then.runs if run.day in span]
    empty = not any(session.day in span for session in then.sessions) and not any(
        entry.day in span for entry in then.diary
    )
    return Report(
        kind="span",
        sheet=_sheet(then, span, notices, _findings(findings, weeks, speech), speech),
        units=speech.units,
        empty=say(speech, "span.empty") if empty else None,
        kpis=() if empty else _kpis(then, span, speech),
        timeline=span_timeline(then, span, weeks, speech),
        ground=ground_chart(runs, speech, whole="alt_span"),
        span=(span.first, span.last),
        tables=(training_table(then, span, speech), pain_table(then, span, speech), spoke_table(weeks, speech)),
    )


def _findings(findings: Iterable[Finding], weeks: WeekFindings, speech: Speech) -> Findings:
    """Red flags open today and unanswered questions, and what was not known; what spoke stands in a table."""
    now = sort_cards(card_of(finding, speech) for finding in findings)
    return Findings(red_flags=now.red_flags, questions=now.questions, unknown=tuple(unknown_cards(weeks, speech)))


def _sheet(
    history: History, span: Span, notices: Iterable[Message], findings: Findings, speech: Speech
) -> CheckSheet:  # fmt: skip
    return CheckSheet(
        language=speech.language,
        title=say(speech, "span.title"),
        athlete=history.settings.name,
        week=str(span),
        week_label=say(speech, "span.label", first=span.first, last=span.last, days=span.days),
        as_of=span.last,
        findings=findings,
        words={**page_words(speech), "description": say(speech, "span.description")},
        callouts=tuple(Callout(tone="note", text=speech.say(notice)) for notice in notices),
        footer=footer(speech, span.last),
        credit=map_credit([run for run in history.runs if run.day in span], speech),
    )


def _kpis(history: History, span: Span, speech: Speech) -> tuple[Kpi, ...]:
    return (_distance(history, span, speech), _longest(history, span, speech), _pain(history, span, speech),
            _minimal(history, span, speech))  # fmt: skip


def _distance(history: History, span: Span, speech: Speech) -> Kpi:
    now = distance(history, span, speech)
    before = distance(history, span.before, speech).number if comparable(history, span) else None
    count = sum(run.day in span for run in history.runs)
    notes = [say(speech, "kpi.runs", runs=count) if count else say(speech, "kpi.no_runs")]
    if now.number is not None and before:
        notes.append(say(speech, "span.change", change=now.number / before - 1, days=span.days))
    value = say(speech, "kpi.not_recorded") if now.number is None else speech.distance(now.number)
    return Kpi(label=say(speech, "kpi.distance"), value=value, note=" · ".join(notes))


def _longest(history: History, span: Span, speech: Speech) -> Kpi:
    label = say(speech, "kpi.longest")
    runs = [run for run in history.runs if run.day in span and run.distance_m is not None]
    if not runs:
        return Kpi(label=label, value=NONE, note=say(speech, "kpi.no_distance"))
    longest = max(runs, key=lambda run: run.distance_m or 0.0)
    return Kpi(label=label, value=speech.distance(longest.distance_m or 0.0), note=speech.full_date(longest.day))


def _pain(history: History, span: Span, speech: Speech) -> Kpi:
    table = {row.data["key"]: row for row in pain_table(history, span, speech).rows}
    known = int(table["recorded"].data["number"] or 0)
    usual = usual_level(history).level
    name = "kpi.pain_days" if not known else "kpi.pain_usual_unknown" if usual is None else "kpi.pain_usual"
    note = say(speech, name, usual=usual or 0.0, known=known, of=span.days)
    return Kpi(label=say(speech, "kpi.pain"), value=worst(history, span, speech).said, note=note)


def _minimal(history: History, span: Span, speech: Speech) -> Kpi:
    now = minimal(history, span, speech)
    note = say(speech, "span.minimal_note")
    if comparable(history, span):
        note = say(speech, "span.minimal_before", before=minimal(history, span.before, speech).said)
    return Kpi(label=say(speech, "span.minimal"), value=now.said, note=note)
