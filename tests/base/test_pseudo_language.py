"""A further language is one catalogue file: with one made of other letters, no English is left on any page."""

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
from rich.console import Console

from runlog.app.plan import plan_ics
from runlog.app.team import TeamRequest, Workers, look_at_team
from runlog.app.team_output import team_pieces
from runlog.clock import Span, Week
from runlog.features.history import History
from runlog.messages import Message, Speech
from runlog.messages.catalogues import catalogue, languages
from runlog.model import Ground, GroundStretch
from runlog.render.clinic import clinic_pdf
from runlog.render.html import to_html
from runlog.render.markdown import to_markdown
from runlog.render.pdf import to_pdf
from runlog.render.run_html import run_html
from runlog.render.run_markdown import run_markdown
from runlog.render.run_page import run_pdf
from runlog.render.terminal import print_check, print_report
from runlog.report.clinic import clinic_report
from runlog.report.model import Report
from runlog.report.run_page import run_report
from runlog.report.shared_page import shared_report
from runlog.report.span import span_report
from runlog.report.weekly import weekly_report
from runlog.rules.book import RULES
from runlog.rules.engine import run_rules
from tests.render.pdf_text import read_aloud, text_of
from tests.support.findings import findings, messages_of
from tests.support.languages import foreign, templates, write_pseudo_language
from tests.support.logs import line, lines, make_log, ride, run, strength, weekly_runs
from tests.support.made_runs import MadeRun, Stop
from tests.support.pain_logs import pain_logs
from tests.support.run_inputs import run_input
from tests.support.training_logs import training_logs

WEEK: Final = "2026-W46"
OWN_WORDS: Final = {
    "engine.name", "engine.reason", "engine.rule",
    "PAIN002.told", "PAIN005.tried", "PAIN008.shoe", "PAIN010.cause", "PATN002.told", "RED001.words", "RED002.words",
    "SHOE001.before", "SHOE001.pairs", "SHOE002.before", "SHOE002.model",
}  # fmt: skip
"""What the runner wrote, names of columns and thresholds, and the names of rules in the rule book."""
_IDENTIFIER: Final = re.compile(r"\b[A-Z]{3,5}\d{3}\b|\b[a-z]+(?:_[a-z0-9]+)+\b")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z'-]*")


@pytest.fixture
def speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speech]:
    """The language from a folder of its own, as a translator would try it."""
    write_pseudo_language(tmp_path, {source for rule in RULES for source in rule.ENTRY.sources})
    monkeypatch.setenv("RUNLOG_CATALOGUES", str(tmp_path))
    catalogue.cache_clear()
    yield Speech("xx", log=None)
    catalogue.cache_clear()


def rich_log(**changes: Any) -> History:
    """A log with much to tell, in whose own words there is no Latin letter."""
    told = {"saddle": "так", "night_pain": "так", "place": "поперек", "note": "після роботи", "self_care": "тепло",
            "helped": "no", "morning_stiffness_min": 35, "radiates_to": "нога", "treatment": "масаж",
            "painkillers": "так", "leg": 4, "sat_h": 9, "limits": 2, "cause": "сад", "onset": "раптом"}  # fmt: skip
    diary = [*lines("2026-09-01", [1] * 60), line("2026-11-09", pain=5.5), line("2026-11-11", pain=6, **told),
             line("2026-11-12", pain=4, weakness="no"), line("2026-11-13", pain=7)]  # fmt: skip
    sessions = [*weekly_runs("2026-W45", [30] * 12, asphalt=0.3, gravel=0.7, shoe="сині"),
                run("2026-11-10", 9, at="07:10", asphalt=1.0, shoe="сині"), run("2026-11-12", 24.3, concrete=1.0),
                run("2026-11-14", None), ride("2026-11-11", duration_s=3600.0), strength("2026-11-13"),
                ride("2026-09-15"), strength("2026-10-01")]  # fmt: skip
    settings = {"name": "Анна", "birth_year": 1981, "history": {"known_diagnosis": "протрузія", "cancer": False},
                "rules": {"LOAD002": {"ratio_caution": 1.25, "reason": "тренер"}},
                "shoes": [{"name": "сині", "comfortable": False, "supportive": True}], **changes}  # fmt: skip
    return make_log(sessions, diary, week=WEEK, today="2026-11-15", settings=settings)


def calm_log() -> History:
    """The same without the sign that silences, so that advice is told."""
    log = rich_log()
    calm = tuple(replace(entry, saddle=type(entry.saddle)(), weakness=type(entry.weakness)()) for entry in log.diary)
    return replace(log, diary=calm)


def report_of(log: History, speech: Speech) -> Report:
    return weekly_report(log, run_rules(log, strict=True), (), speech)


def english(text: str) -> set[str]:
    """Words in Latin letters that are neither a rule's code nor the name of a column or a threshold."""
    return set(_LATIN.findall(_IDENTIFIER.sub("", text)))


class _Seen(HTMLParser):
    """What a reader of a page sees or hears: text, alt texts and labels, the language."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.language = ""
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        told = dict(attrs)
        self.told += [told[name] or "" for name in ("alt", "title", "aria-label") if name in told]
        self.language = told.get("lang") or self.language

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.told.append(data)


def test_a_catalogue_in_a_folder_is_a_language_like_any_other(speech: Speech) -> None:
    assert languages() == ("de", "en", "xx")
    assert speech.say(Message.of("RED002.advice")) == foreign(templates("en")["RED002.advice"])
    assert speech.counted(3, "a", "b", "c") == "3\u00a0b"


@pytest.mark.parametrize("log", [rich_log, calm_log], ids=lambda log: log.__name__)
def test_no_english_is_left_on_the_weekly_page(speech: Speech, log: Any) -> None:
    report = report_of(log(), speech)
    page = _Seen()
    page.feed(to_html(report))
    assert page.language == "xx"
    assert english(" ".join(page.told)) == set()
    assert english(re.sub(r"<!--.*?-->|\\", "", to_markdown(report))) == set()


def test_no_english_is_left_in_the_pdf_or_its_alt_texts(speech: Speech) -> None:
    pdf = to_pdf(report_of(calm_log(), speech))
    assert english(text_of(pdf) + read_aloud(pdf)) == set()


def test_no_english_is_left_on_a_terminal(speech: Speech) -> None:
    report = report_of(rich_log(), speech)
    out = Console(file=StringIO(), width=90)
    print_check(report.sheet, out)
    print_report(report, out)
    assert isinstance(out.file, StringIO)
    assert english(out.file.getvalue()) == {"i", "ok"}, "the symbols of a note and of what was looked at"


def test_no_english_is_left_on_the_clinicians_pages(speech: Speech) -> None:
    pdf = clinic_pdf(clinic_report(rich_log(), speech))
    assert english(text_of(pdf) + read_aloud(pdf)) == set()


@pytest.mark.parametrize("made", [MadeRun(((900, 3.0), (900, 4.0)), stops=(Stop(600, 180),)), None])
def test_no_english_is_left_on_the_page_of_a_run(speech: Speech, made: MadeRun | None) -> None:
    history = rich_log()
    stretches = (GroundStretch(0, 3000, Ground.ASPHALT, "settings"), GroundStretch(3000, 6300))
    report = run_report(run_input(history, made, stretches=stretches), run_rules(history, strict=True), speech)
    page = _Seen()
    page.feed(run_html(report))
    assert english(" ".join(page.told)) == set()
    assert english(re.sub(r"<!--.*?-->|\\", "", run_markdown(report))) == set()
    pdf = run_pdf(report)
    assert english(text_of(pdf) + read_aloud(pdf)) == set()


@pytest.mark.parametrize("level", ["load", "findings", "all"])
def test_no_english_is_left_on_what_a_coach_is_given(speech: Speech, level: str) -> None:
    for urgent in (True, False):
        page = _Seen()
        page.feed(to_html(shared_report(rich_log(share=level), speech, urgent=urgent)))
        assert english(" ".join(page.told)) <= {"A"}, "the letter that stands for a pair of shoes"


def test_no_english_is_left_on_the_page_of_a_span(speech: Speech) -> None:
    log = calm_log()
    span = Span(date(2026, 8, 24), date(2026, 11, 15))
    report = span_report(log, run_rules(log, strict=True), span, (), speech)
    page = _Seen()
    page.feed(to_html(report))
    assert english(" ".join(page.told)) == set()
    pdf = to_pdf(report)
    assert english(text_of(pdf) + read_aloud(pdf)) == set()


def test_no_english_is_left_on_a_teams_page(speech: Speech, tmp_path: Path) -> None:
    for number, name in enumerate(("анна", "бела", "вера")):
        folder = tmp_path / "команда" / name
        folder.mkdir(parents=True)
        told = f'language = "xx"\nname = "{name}"\nshare = "{("all", "findings", "load")[number]}"\n'
        folder.joinpath("runlog.toml").write_text(told, encoding="utf-8")
        days = [date(2026, 9, 1) + timedelta(days=2 * back) for back in range(36)]
        runs = [f"{day},run,{8 + (day.day == 10) * 12}" for day in days]
        folder.joinpath("runs.csv").write_text("\n".join(["date,sport,distance_km", *runs]), encoding="utf-8")
        folder.joinpath("diary.csv").write_text("date,pain_0_10\n2026-11-10,5\n2026-11-11,6\n", encoding="utf-8")
    request = TeamRequest(
        root=tmp_path / "команда", week=Week.parse(WEEK), today=date(2026, 11, 15), out=tmp_path / "out"
    )
    report = look_at_team(request, Workers()).report
    assert report.language == speech.language
    page = _Seen()
    page.feed(b"".join(team_pieces(report, "html")).decode())
    assert english(" ".join(page.told)) == set()


def test_no_english_is_left_in_the_calendar_of_the_way_back(speech: Speech) -> None:
    log = make_log(diary=lines("2026-10-01", [1.0] * 46), week=WEEK, settings={"return": {"from": "2026-11-02"}})
    told = re.findall(r"^(?:SUMMARY|DESCRIPTION|X-WR-CALNAME):(.*)", plan_ics(log, speech), re.MULTILINE)
    assert len(told) > 5
    assert english(" ".join(told).replace("\\n", " ")) == set()


def test_the_only_words_that_a_rule_hands_on_are_the_runners_own_and_names() -> None:
    handed_on: dict[str, str] = {}
    for log in (*training_logs(), *pain_logs()):
        for finding in findings(log).values():
            for message in messages_of(finding):
                place = message.id.partition(".")[0]
                handed_on |= {f"{place}.{name}": word for name, word in _words_in(message)}
    assert {place: word for place, word in handed_on.items() if place not in OWN_WORDS} == {}


def _words_in(message: Message) -> Iterator[tuple[str, str]]:
    """Parameters that are spoken as they stand, with what they hold, where that has letters."""
    for _, name, spec, _ in string.Formatter().parse(templates("en")[message.id]):
        if name and spec in {"", "list"}:
            value = message.params[name]
            words = [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, str)]
            yield from ((name, word) for word in words if any(letter.isalpha() for letter in word))


@pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
def test_every_rules_sources_are_said_in_every_language(language: str) -> None:
    said = Speech(language).words("report.source")
    missing = {source for rule in RULES for source in rule.ENTRY.sources if source not in said}
    assert missing == set(), "add them to [report.source]"
