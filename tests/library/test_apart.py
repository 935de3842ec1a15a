"""What was joined can be undone in settings, and is listed with all that it takes to do so."""

from datetime import timedelta
from pathlib import Path

import pytest

from runlog.errors import SettingsError
from runlog.library import FileVerdict, inspect_paths, open_log, read_settings
from tests.support.library_files import START, TODAY, fit_run, runs_csv


def keep_apart(root: Path, *ids: str) -> None:
    text = ", ".join(f'"{one}"' for one in ids)
    (root / "runlog.toml").write_text(f'time_zone = "Europe/Vienna"\n[[apart]]\nids = [{text}]\n')


def joined_ids(verdicts: tuple[FileVerdict, ...]) -> tuple[str, str]:
    """The ids of the only merge, as inspect lists them."""
    (line,) = [line for verdict in verdicts for line in verdict.activities if line.same_as]
    assert line.same_as_id
    return line.same_as_id, line.id


@pytest.mark.parametrize("second", ["recorded", "told with its time", "told with its day"])
def test_what_inspect_lists_as_one_is_two_once_its_ids_are_kept_apart(tmp_path: Path, second: str) -> None:
    (tmp_path / "runlog.toml").write_text('time_zone = "Europe/Vienna"\n')
    fit_run(tmp_path / "a.fit")
    if second == "recorded":
        fit_run(tmp_path / "b.fit", START + timedelta(seconds=40), distance_m=5040)
    else:
        time = "07:15" if second == "told with its time" else ""
        runs_csv(tmp_path / "runs.csv", f"2026-11-18,{time},running,5.0,25:00,mine,,,,,")
    assert len(open_log(tmp_path, today=TODAY).activities) == 1
    keep_apart(tmp_path, *joined_ids(inspect_paths([tmp_path])))
    log = open_log(tmp_path, today=TODAY)
    assert len(log.activities) == 2
    assert log.notices == ()
    assert all(line.same_as is None for verdict in inspect_paths([tmp_path]) for line in verdict.activities)


def test_keeping_two_apart_leaves_a_third_with_its_own(tmp_path: Path) -> None:
    for name, seconds in (("a", 0), ("b", 20), ("c", 40)):
        fit_run(tmp_path / f"{name}.fit", START + timedelta(seconds=seconds), distance_m=5000 + seconds)
    ids = {verdict.path: verdict.activities[0].id for verdict in inspect_paths([tmp_path])}
    keep_apart(tmp_path, ids["a.fit"], ids["b.fit"])
    log = open_log(tmp_path, today=TODAY)
    assert len(log.activities) == 2


def test_an_id_that_the_log_does_not_hold_is_told_with_the_nearest(tmp_path: Path) -> None:
    fit_run(tmp_path / "a.fit")
    (verdict,) = inspect_paths([tmp_path])
    held = verdict.activities[0].id
    keep_apart(tmp_path, held, held[:-1])
    (notice,) = open_log(tmp_path, today=TODAY).notices
    assert (notice.id, notice.params) == ("notice.apart_unknown_near", {"id": held[:-1], "near": held})
    keep_apart(tmp_path, held, "x")
    (notice,) = open_log(tmp_path, today=TODAY).notices
    assert (notice.id, notice.params) == ("notice.apart_unknown", {"id": "x"})


def test_shifted_copies_are_told_by_inspect_until_the_settings_know_of_them(tmp_path: Path) -> None:
    fit_run(tmp_path / "a.fit")
    fit_run(tmp_path / "b.fit", START + timedelta(hours=1))
    verdicts = inspect_paths([tmp_path])
    assert [verdict.warnings for verdict in verdicts if verdict.path == "a.fit"] == [()]
    assert "equal to an activity of a.fit but for 60 minutes" in verdicts[1].warnings[0]
    keep_apart(tmp_path, *(verdict.activities[0].id for verdict in verdicts))
    assert [notice.id for notice in open_log(tmp_path, today=TODAY).notices] == []
    assert all(not verdict.warnings for verdict in inspect_paths([tmp_path]))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[apart]]\nid = ["a", "b"]\n', "unknown key 'apart.0.id'; did you mean 'ids'?"),
        ('[[appart]]\nids = ["a", "b"]\n', "unknown key 'appart'; did you mean 'apart'?"),
        ('[[apart]]\nids = ["a", "a"]\n', "apart.0.ids: name two activities or more"),
    ],
)
def test_a_slip_in_apart_is_told_with_the_key_that_is_meant(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "runlog.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path)
    assert says in str(error.value)
