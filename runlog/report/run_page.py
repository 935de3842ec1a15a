"""The page of one run: everything computed and said here, nothing left to a renderer."""

from collections.abc import Iterable
from dataclasses import replace

from runlog.features.episodes import usual_of_days
from runlog.messages import Speech
from runlog.model import Kind
from runlog.report.cards import check_sheet
from runlog.report.model import Diary, GroundChart
from runlog.report.run_chart import run_chart
from runlog.report.run_facts import run_facts, run_kpis
from runlog.report.run_input import RunInput
from runlog.report.run_model import RunReport
from runlog.report.run_tables import body_table, laps_table, pain_table, splits_table
from runlog.report.run_track import track_map
from runlog.report.sheet import CheckSheet, Findings
from runlog.report.week import diary_line, ground_chart
from runlog.report.words import map_credit, page_words, say, word
from runlog.rules.finding import Finding


def run_report(told: RunInput, findings: Iterable[Finding], speech: Speech) -> RunReport:
    """The page of one activity. Of the findings only red flags and unanswered questions are told, before all else."""
    run = told.session
    chart = run_chart(told, speech)
    return RunReport(
        id=None if told.private else run.id,
        day=run.day,
        private=told.private,
        sheet=_sheet(told, findings, speech),
        heading=run.title or sport_word(told, speech),
        units=speech.units,
        kpis=run_kpis(told, speech),
        facts=run_facts(told, speech),
        facts_heading=say(speech, "run.facts.heading"),
        chart=chart,
        chart_missing="" if chart else say(speech, f"run.chart.{'too_little' if told.profile else 'no_samples'}"),
        ground=_ground(told, speech),
        track=track_map(told, speech),
        track_heading=say(speech, "run.track.heading"),
        track_missing=say(speech, f"run.track.{told.no_track}") if told.no_track else "",
        splits=splits_table(told, speech),
        laps=laps_table(told, speech),
        body=body_table(told, speech),
        pain=pain_table(told, speech),
        diary=_diary(told, speech),
    )


def sport_word(told: RunInput, speech: Speech) -> str:
    """`Trail run`, or the kind's word for a sport that has none."""
    run = told.session
    by_kind = word(speech, "run.kind", run.kind)
    found = word(speech, "run.sport", run.sport, default=by_kind)
    sub = "treadmill_running" if run.kind is Kind.RUN and run.sub_sport == "treadmill" else ""
    return word(speech, "run.sport", sub, default=found) if sub else found


def _sheet(told: RunInput, findings: Iterable[Finding], speech: Speech) -> CheckSheet:
    whole = check_sheet(told.history, findings, (), speech)
    words = {**page_words(speech), "description": say(speech, "run.description")}
    return replace(
        whole,
        title=say(speech, "run.title"),
        week_label=_when(told, speech),
        findings=Findings(red_flags=whole.findings.red_flags, questions=whole.findings.questions),
        words=words,
        in_brief="",
        credit=map_credit([told.session], speech),
    )


def _when(told: RunInput, speech: Speech) -> str:
    run = told.session
    if told.private or run.date_only:
        return say(speech, "run.only_day", day=run.day)
    return say(speech, "run.day_and_time", day=run.day, clock=f"{run.start_local:%H:%M}")


def _ground(told: RunInput, speech: Speech) -> GroundChart | None:
    chart = ground_chart([told.session], speech, whole="alt_run") if told.on_foot else None
    if chart is None:
        return None
    note = chart.note or say(speech, "run.ground.unknown")
    return replace(chart, heading=say(speech, "run.ground.heading"), note=note)


def _diary(told: RunInput, speech: Speech) -> Diary | None:
    entries = told.history.diary_by_day.get(told.session.day, ())
    if not entries:
        return None
    usual = usual_of_days(told.history, told.session.day).get(told.session.day)
    line = diary_line(told.session.day, entries, usual, speech)
    if not (line.leg or line.signs or line.note):
        return None
    return Diary(heading=say(speech, "run.pain.diary"), lines=(line,))
