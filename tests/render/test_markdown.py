"""The report as Markdown."""

from dataclasses import replace
from pathlib import Path

import pytest

from runlog.library.own_files import is_own_output
from runlog.render.markdown import to_markdown
from tests.render import examples


def test_every_section_is_there_in_order() -> None:
    text = to_markdown(examples.report())
    order = ["# Alex Sample", "## Six questions are not answered yet", "49.1 km", "## What stands out",
             "### Act: You ran five times", "## Weekly distance and back pain", "## Where you ran", "## Your diary",
             "## Not known"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_what_changed_and_the_load_are_told() -> None:
    text = to_markdown(examples.report())
    assert "Since week 46:\n\n- 1 louder, marked below." in text
    assert "### Caution \\(louder\\): The week" in text or "### Caution (louder): The week" in text
    assert "| Walks | not recorded |  |" in text
    assert "Evidence: contradicted" in text


def test_a_red_flag_stands_first_with_what_to_do_before_why() -> None:
    findings = examples.findings(red_flags=(examples.red_flag(),))
    text = to_markdown(replace(examples.report(), sheet=examples.sheet(findings=findings)))
    assert text.index("Go to an emergency department") < text.index("Together with back pain")
    assert text.index("You recorded a change of bladder") < text.index("Six questions")


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("*x* _y_ `z`", r"\*x\* \_y\_ \`z\`"),
        ("[a](b) <script>", r"\[a\]\(b\) \<script\>"),
        ("a | b", r"a \| b"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no list", r"\- no list"),
        ("two\nlines", "two lines"),
    ],
)
def test_words_of_the_log_never_become_markup(words: str, escaped: str) -> None:
    text = to_markdown(replace(examples.report(athlete=words)))
    assert f"# {escaped}\n" in text


def test_a_note_with_bars_and_line_ends_stays_one_row_of_its_table() -> None:
    line = replace(examples.diary(1).lines[0], note="a | b\n| c")
    text = to_markdown(replace(examples.report(), diary=replace(examples.diary(1), lines=(line,))))
    assert r"| a \| b \| c |" in text


def test_unknown_is_told_as_unknown_and_never_as_zero() -> None:
    chart = examples.timeline()
    weeks = (replace(chart.weeks[0], distance=None, distance_label=""), *chart.weeks[1:])
    text = to_markdown(replace(examples.report(), timeline=replace(chart, weeks=weeks)))
    row = next(line for line in text.splitlines() if line.startswith(f"| {weeks[0].start.isoformat()} "))
    assert row.split("|")[2].strip() == "not recorded"


def test_the_same_report_gives_the_same_text() -> None:
    assert to_markdown(examples.report()) == to_markdown(examples.report())


def test_the_file_is_marked_as_ours(tmp_path: Path) -> None:
    (tmp_path / "week.md").write_text(to_markdown(examples.report()), encoding="utf-8")
    assert is_own_output(tmp_path / "week.md")
