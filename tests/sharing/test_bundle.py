"""`runlog share` writes what the level allows, never over foreign files, and nobody can read more out of it."""

import json
from datetime import date
from pathlib import Path

import pytest

from runlog.app.bundle import OWN_NAMES, share
from runlog.app.sharing import athlete_view, read_bundle
from runlog.clock import Week
from runlog.errors import NothingReadableError, ReadError, UsageError
from runlog.library import inspect_paths
from tests.support.library_files import runs_csv

TODAY = date(2026, 11, 22)


def a_log(folder: Path, level: str = "findings", *, diary: str = "", settings: str = "") -> Path:
    """Eight weeks of running and two of pain."""
    days = [date.fromisocalendar(2026, week, day) for week in range(40, 48) for day in (2, 4, 6)]
    runs_csv(folder / "exports" / "runs.csv", *(f"{day},,run,8.0,45:00,,,,,," for day in days))
    (folder / "runlog.toml").write_text(f'name = "Kim"\nshare = "{level}"\n{settings}', encoding="utf-8")
    lines = "".join(f"2026-11-{day:02d},{pain},\n" for day, pain in enumerate([1] * 14 + [4, 5, 4], start=3))
    (folder / "diary.csv").write_text(f"date,pain_0_10,note\n{lines}{diary}", encoding="utf-8")
    return folder


def test_a_bundle_gives_the_view_that_the_log_gives(tmp_path: Path) -> None:
    log = a_log(tmp_path / "kim")
    share(log, tmp_path / "out", today=TODAY)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(OWN_NAMES)
    assert athlete_view(tmp_path / "out", today=TODAY) == athlete_view(log, today=TODAY)
    earlier = Week.parse("2026-W46")
    assert athlete_view(tmp_path / "out", week=earlier) == athlete_view(log, week=earlier, today=TODAY)


def test_a_bundle_reaches_back_to_the_first_week_of_the_log_and_says_where_it_begins(tmp_path: Path) -> None:
    share(a_log(tmp_path / "kim"), tmp_path / "out", today=TODAY)
    assert [view.week for view in read_bundle(tmp_path / "out")] == [f"2026-W{week}" for week in range(40, 48)]
    with pytest.raises(UsageError, match="begins with 2026-W40"):
        athlete_view(tmp_path / "out", week=Week.parse("2026-W39"))


def test_a_readers_own_eyes_and_a_settings_file_beside_it_do_not_raise_a_bundles_level(tmp_path: Path) -> None:
    share(a_log(tmp_path / "kim", "load"), tmp_path / "out", today=TODAY)
    (tmp_path / "out" / "runlog.toml").write_text('share = "all"\n', encoding="utf-8")
    view = athlete_view(tmp_path / "out", own_eyes=True)
    assert (view.level, view.pain) == ("load", None)


def test_the_athletes_own_eyes_see_everything_of_the_log(tmp_path: Path) -> None:
    view = athlete_view(a_log(tmp_path / "kim", "load"), today=TODAY, own_eyes=True)
    assert view.level == "own"
    assert view.pain is not None
    assert {"PAIN001"} <= {reason.code for reason in view.reasons}


def test_sharing_again_replaces_the_bundle_and_leaves_nothing_of_a_higher_level(tmp_path: Path) -> None:
    log = a_log(tmp_path / "kim", "all", diary="2026-11-20,5,QuokkaWord\n")
    share(log, tmp_path / "out", today=TODAY)
    assert any(b"QuokkaWord" in path.read_bytes() for path in (tmp_path / "out").iterdir())
    a_log(log, "load", diary="2026-11-20,5,QuokkaWord\n")
    share(log, tmp_path / "out", today=TODAY)
    assert not any(b"QuokkaWord" in path.read_bytes() for path in (tmp_path / "out").iterdir())


@pytest.mark.parametrize("name", OWN_NAMES)
def test_a_foreign_file_is_never_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("my own words", encoding="utf-8")
    with pytest.raises(UsageError, match=f"{name} there is no bundle of runlog share"):
        share(a_log(tmp_path / "kim"), tmp_path / "out", today=TODAY)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]
    assert (tmp_path / "out" / name).read_text(encoding="utf-8") == "my own words"


def test_a_foreign_page_beside_a_bundle_of_ours_is_not_overwritten_either(tmp_path: Path) -> None:
    share(a_log(tmp_path / "kim"), tmp_path / "out", today=TODAY)
    (tmp_path / "out" / "report.html").write_text("<p>my own page</p>", encoding="utf-8")
    with pytest.raises(UsageError, match=r"report\.html"):
        share(tmp_path / "kim", tmp_path / "out", today=TODAY)


def test_a_logs_own_folder_is_no_place_for_a_bundle(tmp_path: Path) -> None:
    log = a_log(tmp_path / "kim")
    with pytest.raises(UsageError, match="holds a log"):
        share(log, log, today=TODAY)


def test_other_files_in_the_folder_are_named_as_they_would_be_handed_over_too(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "week.pdf").write_bytes(b"all of it")
    told = share(a_log(tmp_path / "kim"), tmp_path / "out", today=TODAY).told
    assert any("week.pdf" in line for line in told)
    assert (tmp_path / "out" / "week.pdf").read_bytes() == b"all of it"


def test_no_file_of_a_bundle_is_read_as_an_export(tmp_path: Path) -> None:
    share(a_log(tmp_path / "kim"), tmp_path / "out", today=TODAY)
    verdicts = inspect_paths([tmp_path / "out"])
    assert {file.status for file in verdicts} == {"skipped"}


def test_what_is_told_names_the_level_what_is_in_it_and_what_is_not(tmp_path: Path) -> None:
    told = "\n".join(share(a_log(tmp_path / "kim", "load"), tmp_path / "out", today=TODAY).told)
    assert "at the level “load”" in told
    assert "  + distances, times and kinds of sessions" in told
    assert "  - the worst back pain of each day" in told


def test_a_junior_without_consent_is_told_why_only_the_load_leaves(tmp_path: Path) -> None:
    told = "\n".join(share(a_log(tmp_path / "kim", settings="birth_year = 2010\n"), tmp_path / "out", today=TODAY).told)
    assert "no guardian's consent" in told
    assert athlete_view(tmp_path / "out").level == "load"


def test_an_empty_log_gives_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "kim").mkdir()
    (tmp_path / "kim" / "runlog.toml").write_text("", encoding="utf-8")
    with pytest.raises(NothingReadableError):
        share(tmp_path / "kim", tmp_path / "out", today=TODAY)
    assert not (tmp_path / "out").exists()


_BUNDLE = '{"kind": "runlog-bundle"'


@pytest.mark.parametrize("content", ["", "{", "[]", _BUNDLE + "}", _BUNDLE + ', "format_version": 1, "views": [{}]}'])
def test_a_damaged_bundle_is_one_clear_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "bundle.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"bundle\.json"):
        athlete_view(tmp_path)


def test_a_bundle_of_a_newer_runlog_says_to_update(tmp_path: Path) -> None:
    share(a_log(tmp_path / "kim"), tmp_path / "out", today=TODAY)
    file = tmp_path / "out" / "bundle.json"
    file.write_text(json.dumps({**json.loads(file.read_text(encoding="utf-8")), "format_version": 99}), "utf-8")
    with pytest.raises(ReadError, match="update runlog"):
        athlete_view(tmp_path / "out")


def test_the_week_named_at_the_level_load_does_not_tell_of_a_diary(tmp_path: Path) -> None:
    log = a_log(tmp_path / "kim", "load")
    (log / "diary.csv").write_text("date,pain_0_10\n2026-12-01,4\n", encoding="utf-8")
    assert athlete_view(log, today=date(2026, 12, 2)).week == "2026-W47"
