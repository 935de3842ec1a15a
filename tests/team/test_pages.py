"""The team's page in each of its forms: complete, the same for the same team, and words of a log stay words."""

import csv
import io
import json

import pytest

from runlog.library.own_files import is_own_bytes
from runlog.render import team_pdf as pdf
from runlog.render.team_csv import team_csv as csv_pieces
from runlog.render.team_html import team_html as html_pieces
from runlog.render.team_json import team_json as json_pieces
from runlog.render.team_pdf import rows_on_paper, team_pdf
from runlog.render.team_terminal import print_team
from runlog.report.team_model import TeamReport
from tests.render.pdf_text import text_of
from tests.render.test_html import Page
from tests.team.views import change, member, page, pain, reason, urgent, view, weeks

MARKUP = "<script>alert(1)</script> #strong[x] $x$ =cmd | \"quoted\" & 'y' [red]z[/red]"


def team_csv(report: TeamReport) -> str:
    return "".join(csv_pieces(report))


def team_html(report: TeamReport) -> str:
    return "".join(html_pieces(report))


def team_json(report: TeamReport) -> str:
    return "".join(json_pieces(report))


@pytest.fixture
def report() -> TeamReport:
    return page(
        member(urgent(), report="athletes/uma-west.html"),
        member(view("Cleo Thorne", reasons=(reason(),), changes=(change(),), unknown=("Shoes are not known",))),
        member(view("Ivo Reed", pain=None, level="load")),
        member(view("Gro Moss", pain=pain(), weeks=weeks(*[None] * 3, *[20.0] * 8, 0.0))),
        member(None, "broken", problem="runlog.toml, line 4: mend that line"),
    )


def marked_up() -> TeamReport:
    return page(
        member(view(MARKUP, reasons=(reason("caution", MARKUP),), unknown=(MARKUP,), notices=(MARKUP,)), "<b>folder"),
        member(None, "=1+1", problem=MARKUP),
    )


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_same_team_gives_the_same_bytes(report: TeamReport) -> None:
    for make in (team_html, team_csv, team_json, team_pdf):
        assert make(report) == make(report)


def test_none_is_ever_read_as_an_export(report: TeamReport) -> None:
    assert is_own_bytes(team_pdf(report))
    for make in (team_html, team_csv, team_json):
        assert is_own_bytes(make(report).encode()), make


def test_the_table_for_spreadsheets_tells_withheld_from_not_recorded(report: TeamReport) -> None:
    table = {row["athlete"]: row for row in rows(team_csv(report))}
    assert [row["state"] for row in table.values()] == ["urgent", "failed", "caution", "unknown", "quiet"]
    assert (table["Ivo Reed"]["pain_shared"], table["Ivo Reed"]["pain_days_recorded_of_28"]) == ("no", "")
    assert (table["Gro Moss"]["pain_shared"], table["Gro Moss"]["pain_days_recorded_of_28"]) == ("yes", "0")
    assert (table["Gro Moss"]["week_distance_m"], table["broken"]["week_distance_m"]) == ("0", "")
    assert table["broken"]["what_stands_out"] == "runlog.toml, line 4: mend that line"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_a_formula(start: str) -> None:
    text = team_csv(page(member(view(f"{start}1+1"), f"{start}2")))
    for row in rows(text):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


def test_the_document_holds_every_athlete_with_null_for_what_is_missing(report: TeamReport) -> None:
    document = json.loads(team_json(report))
    assert document["format_version"] == 1
    assert document["count"] == {"urgent": 1, "failed": 1, "caution": 1, "unknown": 1, "quiet": 1}
    told = {athlete["name"]: athlete for athlete in document["athletes"]}
    assert told["Ivo Reed"]["pain"] is None
    assert told["Ivo Reed"]["pain_withheld"]
    assert {day["worst_0_10"] for day in told["Gro Moss"]["pain"]} == {None}
    assert [week["distance_m"] for week in told["Gro Moss"]["weeks"]][:4] == [None, None, None, 20000.0]
    assert told["Cleo Thorne"]["unknown"] == ["Shoes are not known"]
    assert told["broken"]["weeks"] == []


def test_the_web_page_has_no_script_and_asks_nobody_for_anything(report: TeamReport) -> None:
    read = Page(team_html(report))
    assert not read.open
    assert not read.all("script")
    assert not read.all("input")
    assert [meta["content"] for meta in read.all("meta") if "http-equiv" in meta] == [
        "default-src 'none'; style-src 'unsafe-inline'"
    ]
    assert all((link["href"] or "").startswith(("#", "athletes/")) for link in read.all("a"))


def test_each_chart_of_the_web_page_says_what_it_shows(report: TeamReport) -> None:
    said = [svg["aria-label"] or "" for svg in Page(team_html(report)).all("svg")]
    assert len(said) == 5  # four of weeks, one of pain: two withhold it, one recorded none, of one nothing is known
    assert any("3 of 28 days recorded, worst 2, last 2" in alt for alt in said)
    assert any("before the log, before the log, before the log, 20, 20" in alt for alt in said)


def test_a_link_leads_to_every_group_that_there_is(report: TeamReport) -> None:
    read = Page(team_html(report))
    groups = [body["id"] for body in read.all("tbody")]
    assert groups == ["urgent", "failed", "caution", "unknown", "quiet"]
    assert [link["href"] for link in read.all("a")][: len(groups)] == [f"#{group}" for group in groups]


def test_a_link_to_a_folder_with_strange_letters_is_an_address() -> None:
    html = team_html(page(member(view("Kim"), report='athletes/a "b"#c?.html')))
    assert 'href="athletes/a%20%22b%22%23c%3F.html"' in html


def test_markup_in_names_and_problems_comes_out_as_text_everywhere() -> None:
    report = marked_up()
    assert MARKUP in Page(team_html(report)).text
    assert not Page(team_html(report)).all("script")
    assert MARKUP in json.loads(team_json(report))["athletes"][0]["what_stands_out"]
    assert any(row["athlete"] == MARKUP for row in rows(team_csv(report)))
    assert team_pdf(report).startswith(b"%PDF")


def test_the_terminal_shows_markup_as_text_and_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    print_team(page(member(view("Kim\x1b[31m [red]x[/red]", weeks=weeks(*[10.0] * 11, 0.0)))), Console(width=160))
    out = capsys.readouterr().out
    assert "[red]x[/red]" in out
    assert "\x1b" not in out
    assert "███████████_" in out


def test_paper_lists_everyone_of_a_team_that_can_be_leafed_through(report: TeamReport) -> None:
    assert rows_on_paper(report) == report.rows


def test_paper_lists_of_a_huge_team_the_worst_and_counts_the_rest(
    report: TeamReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MOST_ROWS", 3)
    assert [row.tone for row in rows_on_paper(report)] == ["urgent", "failed", "caution"]
    assert "Not shown here: 2" in text_of(team_pdf(report))
