import sys
from subprocess import CalledProcessError

import pytest

from bench.measure import Timing, interleave, print_table, process, versions


def test_candidates_take_turns_and_each_round_begins_with_another() -> None:
    calls: list[str] = []
    timings = interleave({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, 3)
    assert calls == ["a", "b", "b", "a", "a", "b"]
    assert [(timing.name, len(timing.seconds)) for timing in timings] == [("a", 3), ("b", 3)]


def test_the_ratio_is_that_of_the_medians(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([Timing("base", (1.0, 9.0, 1.0)), Timing("other", (2.0, 1.5, 8.0))], "base")
    rows = capsys.readouterr().out.splitlines()
    assert rows[1].split() == ["base", "1.000", "1.000", "9.000", "1.00"]
    assert rows[2].split() == ["other", "2.000", "1.500", "8.000", "2.00"]


def test_a_process_that_fails_fails_the_measurement() -> None:
    with pytest.raises(CalledProcessError):
        process([sys.executable, "-c", "raise SystemExit(3)"])()


def test_versions_name_python_and_packages() -> None:
    assert "pandas 3" in versions(["pandas"])
