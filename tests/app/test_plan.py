import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from runlog.app.plan import fold, plan_ics
from runlog.app.speaking import speech_of
from runlog.errors import UsageError
from runlog.features.history import History
from tests.support.logs import line, lines, make_log

BEGUN = {"from": date(2026, 11, 2)}
QUIET = lines("2026-10-01", [1.0] * 46)


def log(told: Mapping[str, Any], units: str = "km") -> History:
    return make_log(diary=QUIET, week="2026-W46", settings={"units": units, "return": told})


def ics(history: History) -> str:
    return plan_ics(history, speech_of(history.settings))


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def values(text: str, name: str) -> list[str]:
    return [entry.partition(":")[2] for entry in unfolded(text) if re.match(rf"{name}[;:]", entry)]


def test_each_week_from_the_asked_one_on_is_one_all_day_event() -> None:
    text = ics(log(BEGUN))
    assert values(text, "DTSTART") == [f"{date(2026, 11, 9) + timedelta(weeks=i):%Y%m%d}" for i in range(5)]
    assert values(text, "DTEND")[0] == "20261116"
    assert values(text, "SUMMARY")[0] == "Return plan 2/6: static bike\\, walk"
    assert values(text, "SUMMARY")[-1] == "Return plan 6/6: short runs\\, longer"
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 5


def test_lines_end_with_crlf_and_hold_75_octets_at_most() -> None:
    text = ics(log(BEGUN))
    assert text.endswith("END:VCALENDAR\r\n")
    assert not re.search(r"(?<!\r)\n", text)
    assert max(len(row.encode()) for row in text.split("\r\n")) <= 75
    assert [entry for entry in unfolded(text) if entry.startswith("DESCRIPTION:This week's step.\\n")]


def test_folding_cuts_no_character_and_loses_none() -> None:
    words = "äß€🏃" * 40
    pieces = list(fold(words))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == words
    assert list(fold("x" * 75)) == ["x" * 75]


def test_the_same_log_gives_the_same_bytes_and_a_week_keeps_its_uid() -> None:
    assert ics(log(BEGUN)) == ics(log(BEGUN))
    uids = values(ics(log(BEGUN)), "UID")
    assert len(set(uids)) == len(uids)
    later = make_log(diary=QUIET, week="2026-W47", settings={"return": BEGUN})
    assert set(values(ics(later), "UID")) & set(uids)


def test_later_weeks_are_told_as_the_earliest() -> None:
    told = values(ics(log(BEGUN)), "DESCRIPTION")
    assert ["At the earliest" in text for text in told] == [False, True, True, True, True]
    assert "3.0\u00a0km" in told[1]
    assert "1.9\u00a0mi" in values(ics(log(BEGUN, "mi")), "DESCRIPTION")[1]


def test_after_a_microdiscectomy_no_running_week_lies_before_week_six_or_the_clearance() -> None:
    told = {"operation_on": date(2026, 11, 2), "operation_kind": "microdiscectomy", "from": date(2026, 11, 9)}
    assert len(values(ics(log(told)), "SUMMARY")) == 1, "uncleared: this week's walking alone"
    cleared = ics(log({**told, "cleared_on": date(2026, 11, 8)}))
    running = [
        day
        for day, text in zip(values(cleared, "DTSTART"), values(cleared, "DESCRIPTION"), strict=True)
        if "No running yet" not in text
    ]
    assert running[0] == "20261214"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "no return plan is set"),
        ({"operation_on": date(2026, 9, 1), "operation_kind": "fusion", "from": date(2026, 9, 2)}, "ask your surgeon"),
        ({"from": date(2026, 1, 1)}, "over"),
    ],
)
def test_without_a_plan_it_says_what_to_do(told: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ics(make_log(week="2026-W46", settings={"return": told}))


def test_an_open_red_flag_gives_no_plan() -> None:
    flagged = make_log(
        diary=[*QUIET, line("2026-11-12", saddle="yes")],
        week="2026-W46",
        settings={"return": {"from": date(2026, 11, 2)}},
    )
    with pytest.raises(UsageError, match="red flag"):
        ics(flagged)


def test_a_plan_to_come_begins_in_its_own_week() -> None:
    assert values(ics(log({"from": date(2026, 12, 9)})), "DTSTART")[0] == "20261207"
