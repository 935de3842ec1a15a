"""A run is found by what a person would call it; what is called so by no run or by several says how to go on."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import runlog
from runlog.app.run_page import run_page
from runlog.errors import UsageError
from runlog.report.run_model import RunReport
from tests.support.library_files import START, TODAY, fit_run, runs_csv
from tests.support.maps import TinyMap, along, degrees, needs_extra


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Four runs (two on one day), a ride on the last day."""
    for number, start in enumerate((START, START + timedelta(days=1), START + timedelta(days=1, hours=9))):
        fit_run(tmp_path / f"{number}.fit", start, distance_m=5000 + 1000 * number)
    runs_csv(tmp_path / "runs.csv", "2026-11-10,07:00,run,4.2,0:25:00,,,,,,", "2026-11-20,08:00,ride,20,0:50:00,,,,,,")
    return tmp_path


def page(log: Path, wanted: str) -> RunReport:
    return run_page(log, wanted, today=TODAY)[1]


def test_last_is_the_newest_run_and_not_a_later_ride(log: Path) -> None:
    assert page(log, "last").kpis[0].value == "7.0\u00a0km"
    assert page(log, "LAST").id == page(log, "last").id


def test_an_id_and_its_beginning_name_a_run(log: Path) -> None:
    whole = page(log, "last").id
    assert whole is not None
    assert page(log, whole).id == page(log, whole[:12]).id == whole


def test_a_day_names_its_only_run(log: Path) -> None:
    assert page(log, "2026-11-10").kpis[0].value == "4.2\u00a0km"
    assert page(log, "2026-11-20").heading == "Ride"


def test_a_day_with_two_runs_names_both(log: Path) -> None:
    with pytest.raises(UsageError, match=r"2026-11-19 has 2 runs; name one: 2026.*, 2026"):
        page(log, "2026-11-19")


def test_a_beginning_of_several_ids_names_them(log: Path) -> None:
    with pytest.raises(UsageError, match=r"the beginning of \d ids \(.*write more of it"):
        page(log, "2026")


@pytest.mark.parametrize("wanted", ["20301212T000000Z-running-ffffffff", "2026-11-01", "", "nonsense"])
def test_what_names_nothing_says_how_to_find_ids(log: Path, wanted: str) -> None:
    with pytest.raises(UsageError, match="The ids of this log: runlog runs ") as error:
        page(log, wanted)
    assert len(str(error.value).splitlines()) == 1


def test_a_misspelt_id_names_the_nearest(log: Path) -> None:
    whole = page(log, "last").id
    assert whole is not None
    with pytest.raises(UsageError, match=f"did you mean {re.escape(whole)}"):
        page(log, whole[:-1] + ("0" if whole[-1] != "0" else "1"))


def test_a_log_without_a_run_has_no_last_one(tmp_path: Path) -> None:
    runs_csv(tmp_path / "runs.csv", "2026-11-20,08:00,ride,20,0:50:00,,,,,,")
    with pytest.raises(UsageError, match="no run in this log"):
        page(tmp_path, "last")


def test_a_notebook_gets_the_same_page(log: Path) -> None:
    opened = runlog.open(log, today=TODAY)
    assert opened.run("last") == page(log, "last")
    assert opened.run("last", private=True).private


def test_a_run_without_samples_has_a_page(log: Path) -> None:
    made = page(log, "2026-11-10")
    assert made.chart is None
    assert made.chart_missing
    assert made.kpis[0].value == "4.2\u00a0km"


def test_the_next_morning_is_told_though_the_runs_week_was_over(tmp_path: Path) -> None:
    runs_csv(tmp_path / "runs.csv", "2026-11-15,07:00,run,4.2,0:25:00,,,,,,")
    (tmp_path / "diary.csv").write_text("date,pain_0_10\n2026-11-15,1\n2026-11-16,4\n")
    assert page(tmp_path, "last").pain.rows[0] == ("back", "1", "not recorded", "4")


def test_ground_from_a_map_lies_where_the_way_was_and_is_credited(tmp_path: Path) -> None:
    needs_extra()
    from runlog.library import add_map

    lats, lons = degrees(along([(0, 0), (3000, 0)]))
    times = [f"{START + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ}" for at in range(len(lats))]
    points = "".join(
        f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"><time>{time}</time></trkpt>'
        for lat, lon, time in zip(lats, lons, times, strict=True)
    )
    head = '<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
    log = tmp_path / "log"
    log.mkdir()
    (log / "run.gpx").write_text(f"{head}<type>running</type><trkseg>{points}</trkseg></trk></gpx>")
    tiny = TinyMap()
    tiny.way([(0, 0), (1800, 0)], highway="track", surface="gravel")
    tiny.way([(1800, 0), (2400, 0)], highway="residential")
    add_map(log, tiny.write(tmp_path / "region.osm.pbf"), today=TODAY)
    made = page(log, "last")
    assert made.chart
    assert [(span.key, span.guessed) for span in made.chart.ground] == [
        ("gravel", False), ("asphalt", True), ("unknown", False),
    ]  # fmt: skip
    assert [round(span.until, 1) for span in made.chart.ground] == pytest.approx([1.8, 2.4, 3.0], abs=0.11)
    assert made.track
    assert [line.key for line in made.track.lines] == ["gravel", "asphalt", "unknown"]
    assert made.track.credit


def test_today_decides_as_of_when_it_is_told(log: Path) -> None:
    assert run_page(log, "last", today=date(2026, 11, 19))[1].sheet.as_of == date(2026, 11, 19)
