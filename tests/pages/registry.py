"""Every page that runlog makes: what is claimed of pages is tried on each. A new page is a new line in `PAGES`."""

import atexit
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from runlog.app.analysis import analyse, analyse_span
from runlog.app.run_page import run_page
from runlog.features.history import History
from runlog.messages import Speech
from runlog.model import Ground, GroundStretch
from runlog.render.clinic import clinic_pdf
from runlog.render.html import to_html
from runlog.render.pdf import to_pdf
from runlog.render.png import to_png
from runlog.render.run_html import run_html
from runlog.render.run_page import run_pdf, run_phone
from runlog.render.team_html import team_html
from runlog.render.team_pdf import team_pdf
from runlog.render.typeset import typeset
from runlog.report.clinic import clinic_report
from runlog.report.clinic_model import ClinicReport
from runlog.report.model import Report
from runlog.report.run_model import RunReport
from runlog.report.run_page import run_report
from runlog.report.shared_page import shared_report
from runlog.report.team_model import TeamReport
from runlog.report.weekly import weekly_report
from runlog.rules.engine import run_rules
from tests.conftest import REPO
from tests.support.logs import line, lines, make_log, run, strength, weekly_runs
from tests.support.made_runs import MadeRun, Stop
from tests.support.run_inputs import run_input
from tests.team.views import change, member, pain, reason, urgent, view, weeks
from tests.team.views import page as team_page

TODAY = date(2026, 11, 23)
"""The Monday after the sample's last week."""
STOPS = MadeRun(((900, 3.0), (900, 4.0)), stops=(Stop(300, 90), Stop(900, 600, recorded=False)))
GROUNDS = (
    GroundStretch(0.0, 2000.0, Ground.ASPHALT, "tagged"),
    GroundStretch(2000.0, 4400.0, Ground.TRAIL, "inferred"),
    GroundStretch(4400.0, 6300.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in the forms that it has; each is made once a process, when it is first asked for."""

    name: str
    heading: Callable[[], str]
    """The page's first heading; the document's title names it too."""
    order: Callable[[], Sequence[str]]
    """Words and alt texts in the order in which the PDF must be read."""
    language: str = "en"
    pdf: Callable[[], bytes] | None = None
    html: Callable[[], str] | None = None
    png: Callable[[], bytes] | None = None
    phone: Callable[[], bytes] | None = None
    """What the picture for a phone shows, as a PDF: its words can be measured there."""

    pictured: tuple[str, ...] = ()
    """The forms whose look is kept in `pictures/`: pdf, png."""

    def __str__(self) -> str:
        return self.name


@cache
def _folder() -> str:
    folder = mkdtemp(prefix="runlog-pages-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _of_sample(make: Callable[[Path], Any]) -> Any:
    """What is made of the sample log, which is read once a process, whatever cache a test has.

    Its page names the log as it was typed, which must not hang on where this checkout lies.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNLOG_CACHE", _folder())
        patch.chdir(REPO)
        return make(Path("sample_data"))


@cache
def sample() -> Any:
    """Week 47 of the sample runner, analysed."""
    return _of_sample(lambda log: analyse(log, today=TODAY))


@cache
def span() -> Any:
    """Twelve weeks of the sample runner, analysed."""
    return _of_sample(lambda log: analyse_span(log, ("2026-08-31", "2026-11-22"), today=TODAY))


@cache
def red_flag_log() -> History:
    """An evening with changed bladder beside a leg that is weak, in a week of running."""
    diary = [
        *lines("2026-09-01", [1, 0, 1, 2] * 18),
        line(
            "2026-11-13", pain=6, leg=5, bladder_bowel="yes", weakness="left foot drop", note="Could not lift the foot."
        ),
        line("2026-11-14", pain=6, numbness="yes", saddle="no"),
    ]
    runs = [*weekly_runs("2026-W46", [30.0, 31.0, 33.0, 30.0, 34.0, 36.0, 38.0, 35.0, 40.0, 52.0])]
    return make_log(runs, diary, week="2026-W46", settings={"name": "Kim Example", "usual_ground": "asphalt"})


@cache
def empty_log() -> History:
    """A week without a run and without a line, after weeks with both."""
    diary = lines("2026-09-01", [1, 0, 1, 2] * 15)
    return make_log(weekly_runs("2026-W45", [30.0] * 9), diary, week="2026-W47", settings={"name": "Kim Example"})


@cache
def full_clinic_log() -> History:
    """Half a year with an episode, leg signs, care that helped and care that did not."""
    diary = [
        *lines("2026-06-20", [1, 1, 0, 1, 2] * 28),
        line("2026-11-08", pain=5, place="left buttock", radiates_to="left calf", leg=3, self_care="heat", helped="no"),
        line("2026-11-10", pain=5, weakness="left foot drop", painkillers="yes", treatment="physiotherapy"),
        line("2026-11-11", pain=4, numbness="yes", saddle="no", place="somewhere odd"),
    ]
    runs = [*weekly_runs("2026-W45", [30] * 22), run("2026-11-10", None), strength("2026-10-20")]
    return make_log(runs, diary, week="2026-W46", settings={"name": "Kim Example"})


GERMAN = Speech(language="de")
MILES = Speech(units="mi")


def _of_week(history: History, speech: Speech | None = None) -> Report:
    return weekly_report(history, run_rules(history, strict=True), (), speech or Speech())


def _weekly_order(report: Report) -> tuple[str, ...]:
    """Red flags, questions, numbers, charts, the diary, what stands out, what is not known.

    A span has its tables about the chart of ground, and its findings in the last of them.
    """
    findings = report.sheet.findings
    charts = (report.timeline, report.days, report.ground) if not report.tables else (report.timeline,)
    return (
        report.sheet.athlete or report.sheet.title,
        *(card.title for card in findings.red_flags),
        *(card.title for card in findings.questions),
        *(part for kpi in report.kpis for part in (kpi.label, kpi.value)),
        *(part for chart in charts if chart for part in (chart.heading, chart.alt)),
        *([report.diary.heading] if report.diary else []),
        *(part.heading for part in report.tables[:-1]),
        *([report.ground.heading, report.ground.alt] if report.tables and report.ground else []),
        *(part.heading for part in report.tables[-1:]),
        *(card.title for card in findings.flagged if not report.tables),
        *([report.sheet.words["not_known"]] if findings.unknown else []),
    )


def _weekly(
    name: str, made: Callable[[], Report], *, language: str = "en", pictured: tuple[str, ...] = ("png",)
) -> Page:
    report = cache(made)
    return Page(
        name=name,
        heading=lambda: report().sheet.athlete or report().sheet.title,
        order=lambda: _weekly_order(report()),
        language=language,
        pictured=pictured,
        pdf=cache(lambda: to_pdf(report())),
        html=cache(lambda: to_html(report())),
        png=cache(lambda: to_png(report())),
        phone=cache(lambda: typeset(report(), form="phone", output="pdf")[0]),
    )


def _clinic_order(report: ClinicReport) -> tuple[str, ...]:
    """Who, the course, the body, the signs, episodes, care, counts."""
    return (
        report.title,
        report.athlete or report.title,
        *report.urgent,
        *(part for fact in report.facts[:1] for part in (fact.label, fact.value)),
        report.course.heading,
        report.course.alt,
        report.body.alt,
        *(row.label for group in report.signs.groups for row in group.rows),
        *(table.heading for table in (report.episodes, report.onset, *report.course_of_care, report.patterns)),
        report.kept_heading,
    )


def _clinic(name: str, made: Callable[[], ClinicReport], *, language: str = "en") -> Page:
    report = cache(made)
    return Page(
        name=name,
        heading=lambda: report().athlete or report().title,
        order=lambda: _clinic_order(report()),
        language=language,
        pictured=("pdf",),
        pdf=cache(lambda: clinic_pdf(report())),
    )


def _run_order(report: RunReport) -> tuple[str, ...]:
    """Red flags, questions, numbers, the course, the way, how it was run, pain; splits, the body's load."""
    findings, pictures = report.sheet.findings, (report.chart, report.track)
    return (
        report.heading,
        *(card.title for card in (*findings.red_flags, *findings.questions)),
        *(part for kpi in report.kpis for part in (kpi.label, kpi.value)),
        *(part for picture in pictures if picture for part in (picture.heading, picture.alt)),
        report.facts_heading,
        report.pain.heading,
        *(table.heading for table in (report.splits, report.body) if table),
    )


def _run(name: str, made: Callable[[], RunReport]) -> Page:
    report = cache(made)
    return Page(
        name=name,
        heading=lambda: report().heading,
        order=lambda: _run_order(report()),
        pdf=cache(lambda: run_pdf(report())),
        html=cache(lambda: run_html(report())),
        phone=cache(lambda: run_phone(report())),
    )


def _of_run(history: History, made: MadeRun | None, **told: Any) -> RunReport:
    return run_report(run_input(history, made, **told), run_rules(history, strict=True), Speech())


def team() -> TeamReport:
    """A page with every kind of row: urgent, cautioned, nothing but load, silent, one that cannot be read."""
    return team_page(
        member(urgent(), report="athletes/uma-west.html"),
        member(view("Cleo Thorne", reasons=(reason(),), changes=(change(),), unknown=("Shoes are not known",))),
        member(view("Ivo Reed", pain=None, level="load")),
        member(view("Gro Moss", pain=pain(), weeks=weeks(*[None] * 3, *[20.0] * 8, 0.0), runs=0)),
        member(None, "broken", problem="runlog.toml, line 4: mend that line"),
    )


def _team_order(report: TeamReport) -> tuple[str, ...]:
    """The names, worst first, each with its charts."""
    charts = [(row.name, row.weeks_alt, row.reason) for row in report.rows if row.weeks]
    return (report.title, report.in_brief, *(part for row in charts for part in row))


def _team(name: str, made: Callable[[], TeamReport], *, language: str = "en") -> Page:
    report = cache(made)
    return Page(
        name=name,
        heading=lambda: report().title,
        order=lambda: _team_order(report()),
        language=language,
        pictured=("pdf",),
        pdf=cache(lambda: team_pdf(report())),
        html=cache(lambda: "".join(team_html(report()))),
    )


PAGES = (
    _weekly("weekly-sample", lambda: sample().report, pictured=("pdf", "png")),
    _weekly("weekly-red-flag", lambda: _of_week(red_flag_log())),
    _weekly("weekly-red-flag-german", lambda: _of_week(red_flag_log(), GERMAN), language="de", pictured=("pdf",)),
    _weekly("weekly-empty-miles", lambda: _of_week(empty_log(), MILES)),
    _weekly("shared-load", lambda: shared_report(sample().history, Speech(), urgent=False)),
    _weekly("shared-red-flag", lambda: shared_report(red_flag_log(), Speech(), urgent=True)),
    _weekly("span-sample", lambda: span().report, pictured=("pdf", "png")),
    _team("team", team),
    _clinic("clinic-sample", lambda: sample().clinic),
    _clinic("clinic-full-german", lambda: clinic_report(full_clinic_log(), GERMAN), language="de"),
    _run("run-sample", lambda: _of_sample(lambda log: run_page(log, "2026-11-12", today=TODAY)[1])),
    _run("run-stops-and-grounds", lambda: _of_run(red_flag_log(), STOPS, stretches=GROUNDS)),
    _run("run-without-samples", lambda: _of_run(full_clinic_log(), None, place=-2)),
)


def with_form(form: str) -> list[Page]:
    """The pages that have this form: pdf, html, phone."""
    return [page for page in PAGES if getattr(page, form) is not None]
