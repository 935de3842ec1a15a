"""Whatever stands in names, notes, titles and shoes comes out as text: in every command, in every form."""

import csv
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from runlog.cli.main import main
from runlog.messages import Speech
from runlog.render.html import to_html
from runlog.render.markdown import safe, to_markdown
from runlog.render.tables import print_table
from runlog.render.text import NOT_SHOWN, printable
from runlog.render.visible import escape, visible
from runlog.report.weekly import weekly_report
from runlog.rules.engine import run_rules
from tests.conftest import REPO
from tests.markup.hostile import HOSTILE, seen
from tests.render.pdf_text import text_of
from tests.support.logs import line, lines, make_log, run, weekly_runs

TODAY = "2026-11-22"
HOSTILES = [pytest.param(words, id=name) for name, words in HOSTILE.items()]
A_FEW = [pytest.param(HOSTILE[name], id=name) for name in ("typst", "html", "ansi", "rich", "lines", "turned")]
"""For what takes long."""
PAGES = [pytest.param(command, *told.values, id=f"{command}-{told.id}")
         for command, all_told in (("report", HOSTILES), ("run", A_FEW)) for told in all_told]  # fmt: skip
PLAIN = "plain words"
_ANSWERED = ("weakness", "bladder_bowel", "numbness", "night_pain")


def plain_of(words: str) -> str:
    """The same words without marks: rules hear words, so that a twin must say the same."""
    return " ".join(re.sub(r"[^\w\s]", " ", printable(words)).split()) or PLAIN


@pytest.fixture(autouse=True)
def _as_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNLOG_TODAY", TODAY)


def a_log(folder: Path, words: str) -> Path:
    """A log with these words in every field that takes words, and red flags open."""
    (folder / "exports").mkdir(parents=True)
    told = json.dumps(words)  # a JSON string is a TOML string
    (folder / "runlog.toml").write_text(
        f"name = {told}\n[history]\nknown_diagnosis = {told}\n[return]\ncleared_by = {told}\ncleared_on = 2026-01-01\n"
        f"operation_kind = {told}\n[[shoes]]\nname = {told}\ncomfortable = false\n"
        f"[rules.HABIT001]\nignore = true\nreason = {told}\n",
        encoding="utf-8",
    )
    days = [f"2026-11-{day:02d}" for day in range(3, 21, 2)]
    with (folder / "exports" / "runs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["date", "sport", "distance_km", "title", "notes", "shoe"])
        writer.writerows([day, "run", 8, words, words, words] for day in days)
        writer.writerow(["2026-11-20", words, 3, words, words, words])
    fields = ["place", "radiates_to", "cause", "onset", "after_activity", "self_care", "helped", "treatment", "note",
              "seen_by", "painkillers", "weakness", "bladder_bowel", "numbness", "night_pain"]  # fmt: skip
    with (folder / "diary.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["date", "pain_0_10", *fields])
        writer.writerows([f"2026-11-{day:02d}", 1] + [""] * len(fields) for day in range(1, 14))
        # What a yes/no field says decides what the page holds: there plain words stand before the others. Who looked
        # closes signs, and is a doctor alone.
        cells = [f"yes, left foot: {words}" if name in _ANSWERED else words for name in fields]
        cells[fields.index("seen_by")] = "doctor"
        writer.writerows([f"2026-11-{day}", 4, *cells] for day in (15, 16, 17, 18))
        writer.writerow(
            ["2026-11-20", 6] + ["" if name == "seen_by" else cell for name, cell in zip(fields, cells, strict=True)]
        )
    return folder


def call(*arguments: str) -> bytes:
    """Both streams of a call of the command line."""
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(told), redirect_stderr(told), pytest.raises(SystemExit) as stop:
        main(list(arguments))
    told.flush()
    written = told.buffer
    assert isinstance(written, io.BytesIO)
    assert stop.value.code in (0, 3), written.getvalue()
    return written.getvalue()


# Text and lists on a terminal

TERMINAL = {
    "check": ("check", "{log}"),
    "report": ("report", "{log}", "--format", "text", "-o", "-"),
    "runs": ("runs", "{log}"),
    "diary list": ("diary", "list", "--log", "{log}", "--all"),
    "inspect": ("inspect", "{log}"),
    "import": ("import", "{log}/exports/runs.csv", "--into", "{log}"),
}
NAMED = ("check", "report")


@pytest.mark.parametrize("words", A_FEW)
@pytest.mark.parametrize("command", TERMINAL)
def test_a_terminal_shows_words_as_they_are_and_gets_no_command_from_them(
    tmp_path: Path, command: str, words: str
) -> None:
    log = a_log(tmp_path / "log", words)
    output = call(*(part.format(log=log) for part in TERMINAL[command])).decode()
    assert not [c for c in output if c != "\n" and not c.isprintable() and c not in "\u00a0\u202f"]
    if command in NAMED:
        assert seen(words) in seen(output)


@pytest.mark.parametrize("words", HOSTILES)
def test_a_table_on_a_terminal_shows_the_words_of_a_cell_in_one_piece(words: str) -> None:
    told = io.StringIO()
    print_table(Console(file=told, width=400, force_terminal=True), ["a", "b", "c"], [["x", words, words]])
    lines_ = re.sub(r"\x1b\[[\d;]*m", "", told.getvalue()).splitlines()
    assert len(lines_) == 2
    assert seen(lines_[1]) == seen(f"x{words}{words}")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold names in Unicode")
@pytest.mark.parametrize("command", ["check {log}", "check {log} --format json", "inspect {log}",
                                     "inspect {log} --format json", "report {log} --format html -o -",
                                     "report {log} --format md -o -", "report {log} --format pdf -o -",
                                     "runs {log} --format json", "runs {log}"])  # fmt: skip
def test_a_file_may_have_any_name(tmp_path: Path, command: str) -> None:
    log = a_log(tmp_path / "log", PLAIN)
    for number, name in enumerate((b"\xff\xfe", "\x1b[31m\u202e<b>[red]$x$".encode())):
        Path(os.fsdecode(os.fsencode(log) + b"/exports/" + name + b".csv")).write_text(
            f"date,sport,distance_km\n2026-11-0{number + 2},run,5\n", encoding="utf-8"
        )
        Path(os.fsdecode(os.fsencode(log) + b"/exports/" + name + b".gpx")).write_text("<gpx>", encoding="utf-8")
    output = call(*command.format(log=log).split())
    assert b"\x1b" not in output or output.startswith(b"%PDF")
    assert b"<b>[red]" not in output or "json" in command or "html" not in command


# Documents


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.words: list[str] = []
        self.odd: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.odd += [name for name, _ in attrs if name.startswith("on")]
        self.words += [value or "" for name, value in attrs if name in ("alt", "title", "aria-label")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)


def of_markdown(page: str) -> tuple[Counter[str], str]:
    """The kinds of tokens of a CommonMark page with tables, and its text."""
    tokens = [inner for token in MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(page)
              for inner in (token, *(token.children or ()))]  # fmt: skip
    kinds = Counter(token.type for token in tokens if token.type not in ("inline", "text"))
    return kinds, "".join(token.content for token in tokens if token.type in ("text", "code_inline", "html_inline"))


def written(command: str, log: Path, form: str) -> bytes:
    """A page of a log as a command writes it."""
    wanted = ["run", "2026-11-19", "--log", str(log)] if command == "run" else [command, str(log)]
    return call(*wanted, "--format", form, "-o", "-")


@pytest.mark.parametrize(("command", "words"), PAGES)
def test_html_has_the_same_elements_whatever_the_words(tmp_path: Path, command: str, words: str) -> None:
    hostile, plain = (
        _Page(written(command, a_log(tmp_path / name, told), "html").decode())
        for name, told in (("hostile", words), ("plain", plain_of(words)))
    )
    assert hostile.tags == plain.tags
    assert hostile.tags["script"] == 0
    assert not hostile.odd
    assert seen(words) in seen("".join(hostile.words))


@pytest.mark.parametrize(("command", "words"), PAGES)
def test_markdown_has_the_same_structure_whatever_the_words(tmp_path: Path, command: str, words: str) -> None:
    (kinds, text), (plain, _) = (
        of_markdown(written(command, a_log(tmp_path / name, told), "md").decode())
        for name, told in (("hostile", words), ("plain", plain_of(words)))
    )
    assert kinds == plain
    assert seen(words) in seen(text)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("words", A_FEW)
@pytest.mark.parametrize("command", ["report", "clinic", "check", "runs", "inspect", "diary list"])
def test_json_is_valid_and_keeps_the_words_as_they_are(tmp_path: Path, command: str, words: str) -> None:
    log = a_log(tmp_path / "log", words)
    named = ["diary", "list", "--log"] if command == "diary list" else [command]
    output = call(*named, str(log), "--format", "json", *(["-o", "-"] if command != "diary list" else []))
    strings = list(_strings(json.loads(output)))
    if command in ("report", "runs"):
        assert any(" ".join(words.split()) in " ".join(text.split()) for text in strings)


@pytest.mark.parametrize("words", HOSTILES)
def test_no_cell_of_a_csv_is_a_formula_and_the_words_are_kept(tmp_path: Path, words: str) -> None:
    output = call("runs", str(a_log(tmp_path / "log", words)), "--format", "csv", "-o", "-").decode()
    rows = list(csv.DictReader(io.StringIO(output, newline="")))
    assert len(rows) == 10
    formulas = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
    assert not [cell for row in rows for cell in row.values() if cell.lstrip()[:1] in formulas]
    assert {seen(row["title"]) for row in rows} <= {seen(words), seen(f"'{words}")}


@pytest.mark.parametrize("words", A_FEW)
@pytest.mark.parametrize("command", ["report", "clinic", "run"])
def test_a_pdf_sets_the_words_as_text(tmp_path: Path, command: str, words: str) -> None:
    text = text_of(written(command, a_log(tmp_path / "log", words), "pdf"))
    assert seen(printable(words)).replace(NOT_SHOWN, "") in seen(text).replace(NOT_SHOWN, "")


@pytest.mark.parametrize("words", A_FEW[:2])
@pytest.mark.parametrize("command", ["report", "clinic"])
def test_a_picture_is_made_whatever_the_words(tmp_path: Path, command: str, words: str) -> None:
    output = call(command, str(a_log(tmp_path / "log", words)), "--format", "png", "-o", "-")
    assert output.startswith(b"\x89PNG")


@pytest.mark.parametrize("words", A_FEW)
def test_a_bundle_for_a_coach_holds_words_as_text(tmp_path: Path, words: str) -> None:
    log = a_log(tmp_path / "log", words)
    settings_ = log / "runlog.toml"
    settings_.write_text(f'share = "all"\n{settings_.read_text(encoding="utf-8")}', encoding="utf-8")
    call("share", str(log), "-o", str(tmp_path / "out"))
    page = _Page((tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    assert not page.tags["script"]
    assert not page.odd
    assert seen(words) in seen("".join(page.words))
    assert json.loads((tmp_path / "out" / "bundle.json").read_text(encoding="utf-8"))["views"][-1]["name"] == words


@pytest.mark.parametrize("words", A_FEW)
def test_a_teams_pages_hold_names_as_text(tmp_path: Path, words: str) -> None:
    for name, told in (("plain", plain_of(words)), ("hostile", words)):
        log = a_log(tmp_path / name / "team" / "one", told)
        settings_ = log / "runlog.toml"
        settings_.write_text(f'share = "all"\n{settings_.read_text(encoding="utf-8")}', encoding="utf-8")
        call("team", str(tmp_path / name / "team"), "-o", str(tmp_path / name / "out"), "--jobs", "1")
    out = tmp_path / "hostile" / "out"
    hostile, plain = (
        _Page((tmp_path / name / "out" / "index.html").read_text(encoding="utf-8")) for name in ("hostile", "plain")
    )
    assert hostile.tags == plain.tags
    assert not hostile.odd
    assert seen(words) in seen("".join(hostile.words))
    assert seen(printable(words)).replace(NOT_SHOWN, "") in seen(text_of((out / "team.pdf").read_bytes()))
    (row,) = csv.DictReader(io.StringIO((out / "team.csv").read_text(encoding="utf-8-sig"), newline=""))
    assert seen(row["athlete"]).removeprefix("'") == seen(words)
    assert words in list(_strings(json.loads((out / "team.json").read_text(encoding="utf-8"))))
    shown = call("team", str(tmp_path / "hostile" / "team"), "--jobs", "1").decode()
    assert not [c for c in shown if c != "\n" and not c.isprintable() and c not in "\u00a0\u202f"]


def test_every_page_is_escaped_by_the_one_way_that_knows_what_turns_a_line_round() -> None:
    sources = [path for path in (REPO / "runlog").rglob("*.py") if path.name != "visible.py"]
    assert [path.name for path in sources if "from html import" in path.read_text(encoding="utf-8")] == []


# Any text at all

_ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
_MARKUP = st.text("<>&\"'`*_[](){}#|~!$^@\\-+=.:/\n\t 1a\u202e\u200b\x1b", min_size=1, max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.one_of(_ANY, _MARKUP))
def test_any_text_is_one_run_of_text_in_html_and_markdown(words: str) -> None:
    page = _Page(f'<p title="{escape(words)}">{escape(words)}</p>')
    assert page.tags == Counter({"p": 1})
    assert seen("".join(page.words)) == seen(words) * 2
    kinds, text = of_markdown(f"a {safe(words)} b\n\n| {safe(words)} | c |\n|---|---|\n| {safe(words)} | d |\n")
    plain, _ = of_markdown("a x b\n\n| x | c |\n|---|---|\n| x | d |\n")
    assert kinds == plain
    assert seen(text) == seen(f"a{words}b{words}c{words}d")


@settings(max_examples=150, deadline=None)
@given(st.one_of(_ANY, _MARKUP))
def test_any_text_is_one_line_without_commands_on_a_terminal(words: str) -> None:
    shown = visible(words)
    assert not [c for c in shown if c < " " or "\x7f" <= c <= "\x9f" or c in "\u2028\u2029\u202e\u2066"]
    assert seen(shown) == seen(words)


@settings(max_examples=15, deadline=None)
@given(_MARKUP)
def test_any_text_in_a_log_leaves_the_pages_as_they_are(words: str) -> None:
    def pages(told: str) -> tuple[str, str]:
        log = make_log(
            [*weekly_runs("2026-W47", [20.0] * 9, shoe=told), run("2026-11-18", 9.0, title=told, notes=told)],
            [*lines("2026-10-26", [1] * 18), line("2026-11-17", pain=5, note=told, weakness=told or "yes")],
            week="2026-W47",
            settings={"name": told, "shoes": [{"name": told, "comfortable": False}]},
        )
        report = weekly_report(log, run_rules(log), (), Speech())
        return to_html(report), to_markdown(report)

    html, markdown = pages(words or "x")
    assert _Page(html).tags["script"] == 0
    assert not _Page(html).odd
    assert "html_inline" not in of_markdown(markdown)[0]
