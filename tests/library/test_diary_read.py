"""The diary as runners leave it: what is right is used, what is wrong is named by line and column."""

from datetime import date

import pytest

from runlog.errors import DiaryError
from runlog.frame.diary import DIARY
from runlog.library.diary_read import DiaryReading, parse_diary
from runlog.messages import Speech
from runlog.words.diary_headings import NEW_HEADER
from tests.support.library_files import TODAY


def read(text: str | bytes) -> DiaryReading:
    return parse_diary(text.encode() if isinstance(text, str) else text, today=TODAY)


def said(reading: DiaryReading) -> list[str]:
    return [Speech().say(notice).replace("\u00a0", " ") for notice in reading.notices]


def pains(reading: DiaryReading) -> list[object]:
    return [line.cells.get("pain_0_10") for line in reading.lines]


def test_a_plain_diary_is_read_without_a_word() -> None:
    reading = read("date,pain_0_10,note\n2026-11-20,3,\n2026-11-21,0,better\n")
    assert pains(reading) == [3, 0]
    assert reading.notices == ()
    frame = reading.frame()
    assert list(frame.columns) == list(DIARY.names)
    assert frame["pain_0_10"].tolist() == [3, 0]
    assert frame["numbness"].isna().all()
    assert frame["note"].isna().tolist() == [True, False]


def test_an_empty_file_and_a_heading_alone_are_an_empty_diary() -> None:
    for text in ("", "\n\n", ",".join(NEW_HEADER) + "\n", "\ufeff"):
        assert read(text) == DiaryReading()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_encoding_and_line_end_give_the_same(delimiter: str, encoding: str, end: str) -> None:
    rows = [["date", "pain_0_10", "note"], ["2026-11-20", "3", "Rücken über Nacht"], ["2026-11-21", "4", "müde"]]
    reading = read(end.join(delimiter.join(row) for row in rows).encode(encoding))
    assert pains(reading) == [3, 4]
    assert reading.lines[0].cells["note"] == "Rücken über Nacht"
    assert reading.notices == ()


def test_decimal_commas_and_local_dates_of_a_spreadsheet() -> None:
    reading = read("date;pain_0_10;sat_h\n20.11.2026;2,5;7,5\n1.2.26;3;8\n")
    assert [(line.day, line.cells["pain_0_10"], line.cells["sat_h"]) for line in reading.lines] == [
        (date(2026, 2, 1), 3, 8),
        (date(2026, 11, 20), 2.5, 7.5),
    ]


@pytest.mark.parametrize(
    ("dates", "days", "notices"),
    [
        (["13/11/2026", "03/02/2026"], [date(2026, 2, 3), date(2026, 11, 13)], []),
        (["11/13/2026", "03/02/2026"], [date(2026, 3, 2), date(2026, 11, 13)], []),
        (
            ["11/01/2026", "11/02/2026", "11/03/2026"],
            [date(2026, 11, d) for d in (1, 2, 3)],
            ["notice.diary_order_mdy"],
        ),
        (["01/11/2026", "02/11/2026"], [date(2026, 11, 1), date(2026, 11, 2)], ["notice.diary_order_dmy"]),
        (["11/11/2026"], [date(2026, 11, 11)], []),
    ],
)
def test_the_order_of_day_and_month_is_decided_over_the_column(
    dates: list[str], days: list[date], notices: list[str]
) -> None:
    reading = read("date,pain_0_10\n" + "".join(f"{day},1\n" for day in dates))
    assert [line.day for line in reading.lines] == days
    assert [notice.id for notice in reading.notices] == notices


def test_a_wrong_cell_is_named_by_line_and_column_and_the_rest_is_used() -> None:
    reading = read("date,pain_0_10,leg_pain_0_10,note\n2026-11-19,bad,2,x\n2026-11-20,3,12,y\n2026-11-21,4,1,z\n")
    assert pains(reading) == [None, 3, 4]
    assert [line.cells.get("leg_pain_0_10") for line in reading.lines] == [2, None, 1]
    assert [line.cells["note"] for line in reading.lines] == ["x", "y", "z"]
    assert said(reading) == [
        (
            "diary.csv line 2, column pain_0_10: “bad” is not a number, so that cell is left out. "
            "Write a number such as 3 or 2.5."
        ),
        (
            "diary.csv line 3, column leg_pain_0_10: “12” is not between 0 and 10, so that cell is left out. "
            "Mend the number."
        ),
    ]


def test_lines_with_a_wrong_missing_or_future_date_are_named_and_left_out() -> None:
    reading = read("date,pain_0_10\n2026-11-31,1\n,2\n2026-12-24,3\n2026-11-22,4\n")
    assert pains(reading) == [4]
    assert [notice.params.get("line", notice.params.get("lines")) for notice in reading.notices] == [2, 3, (4,)]
    assert "is not a day" in said(reading)[0]
    assert "1 line dated after today (at 4) left out" in said(reading)[2]


def test_a_year_that_lost_a_digit_is_a_wrong_date() -> None:
    reading = read("date,pain_0_10\n0206-11-20,1\n1.1.1826,2\n")
    assert reading.lines == ()
    assert [notice.id for notice in reading.notices] == ["notice.diary_cell_date"] * 2


def test_the_separator_line_of_a_spreadsheet_is_no_heading() -> None:
    reading = read("sep=;\r\ndate;pain_0_10\r\n2026-11-20;2,5\r\n")
    assert [(line.line, line.cells["pain_0_10"]) for line in reading.lines] == [(3, 2.5)]


def test_an_empty_sign_stays_missing_and_words_stay_as_written() -> None:
    reading = read("date,weakness,numbness,bladder_bowel\n2026-11-20,left foot drop,,no\n")
    assert reading.lines[0].cells == {"date": date(2026, 11, 20), "weakness": "left foot drop", "bladder_bowel": "no"}


def test_reordered_columns_everyday_words_and_typos_are_understood_and_said() -> None:
    reading = read("Note,Pain,weaknes,Datum\nhello,3/10,no,2026-11-20\n")
    assert reading.lines[0].cells == {
        "date": date(2026, 11, 20),
        "note": "hello",
        "pain_0_10": 3,
        "weakness": "no",
    }
    assert {str(notice.params["heading"]): notice.params["column"] for notice in reading.notices} == {
        "Pain": "pain_0_10",
        "Datum": "date",
        "weaknes": "weakness",
    }


def test_an_exact_heading_wins_over_an_everyday_word_for_the_same_column() -> None:
    reading = read("date,pain,pain_0_10\n2026-11-20,9,3\n")
    assert pains(reading) == [3]
    assert reading.lines[0].aside == {"pain": "9"}


def test_leg_pain_is_never_taken_for_back_pain() -> None:
    reading = read("date,leg_pain,back_pain\n2026-11-20,7,1\n")
    assert (reading.lines[0].cells["leg_pain_0_10"], reading.lines[0].cells["pain_0_10"]) == (7, 1)


def test_columns_of_the_runners_own_are_kept_aside_and_said() -> None:
    reading = read("date,weather,pain_0_10\n2026-11-20,rain,3\n")
    assert reading.lines[0].aside == {"weather": "rain"}
    assert said(reading) == [
        (
            "diary.csv: runlog does not know weather; kept in the file and not used. "
            "If one is a misspelt column, mend the first line."
        )
    ]


def test_cells_beyond_the_heading_are_said() -> None:
    reading = read("date,note\n2026-11-20,sore, but better\n")
    assert "more cells than the first line has columns (but better)" in said(reading)[0]
    assert reading.lines[0].cells["note"] == "sore"


def test_a_line_number_is_that_of_the_file_after_cells_of_several_lines() -> None:
    reading = read('date,pain_0_10,note\n2026-11-19,1,"a\nb\nc"\n\n2026-11-20,x,\n')
    assert [line.line for line in reading.lines] == [2, 6]
    assert reading.notices[0].params["line"] == 6


def test_a_quotation_mark_without_partner_costs_no_other_line() -> None:
    reading = read('date,pain_0_10,note\n2026-11-19,1,"legs heavy\n2026-11-20,2,\n2026-11-21,3,"ok, fine"\n')
    assert pains(reading) == [1, 2, 3]
    assert reading.lines[2].cells["note"] == "ok, fine"
    assert [(notice.id, notice.params["line"]) for notice in reading.notices] == [("notice.diary_cut", 2)]


def test_lines_are_in_order_of_day_and_within_it_of_time() -> None:
    reading = read(
        "date,time,pain_0_10\n2026-11-21,19:00,5\n2026-11-21,,6\n2026-11-20,,1\n2026-11-21,7:05,4\n2026-11-21T06:30,,3\n"
    )
    assert pains(reading) == [1, 3, 6, 4, 5]
    assert reading.lines[1].cells["time"] == "06:30"


def test_times_and_before_and_after_in_everyday_forms() -> None:
    reading = read(
        "date,time,before_after\n2026-11-20,7.15,vor\n2026-11-20,7:30 pm,After run\n2026-11-20,25:00,maybe\n"
    )
    assert [(line.cells.get("time"), line.cells.get("before_after")) for line in reading.lines] == [
        ("07:15", "before"),
        ("19:30", "after"),
        (None, None),
    ]
    assert [notice.id for notice in reading.notices] == ["notice.diary_cell_time", "notice.diary_cell_before_after"]


def test_without_a_date_column_nothing_is_guessed() -> None:
    with pytest.raises(DiaryError, match=r"line 1: no column is called `date`"):
        read("2026-11-20,3\n2026-11-21,4\n")


def test_every_notice_of_the_library_has_its_words() -> None:
    import re
    from pathlib import Path

    import runlog.library

    folder = Path(str(runlog.library.__file__)).parent
    ids = {i for path in folder.glob("*.py") for i in re.findall(r'"(notice\.\w+)"', path.read_text(encoding="utf-8"))}
    assert len(ids) >= 14
    assert [message_id for message_id in sorted(ids) if not Speech().knows(message_id)] == []
    for kind in ("number", "range", "date", "time", "before_after"):
        assert Speech().knows(f"notice.diary_cell_{kind}")
