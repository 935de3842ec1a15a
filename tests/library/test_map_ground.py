import sqlite3
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runlog.app.activities import activity_rows
from runlog.derive.ground_match import MapGround
from runlog.errors import UsageError
from runlog.library import Log, MapResult, add_map, open_log
from runlog.library.map_store import MapStore, TrackGround
from runlog.library.names import map_store_path
from runlog.messages import Speech
from runlog.model import Ground
from tests.support.library_files import START, TODAY, fit_run, runs_csv
from tests.support.maps import TinyMap, along, degrees, needs_extra

needs_extra()

EAST = [(0.0, 0.0), (3000.0, 0.0)]


def gpx_along(path: Path, positions: Any, start: datetime = START, *, sport: str = "running") -> Path:
    lats, lons = degrees(positions)
    times = (f"{start + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ}" for at in range(len(lats)))
    points = "".join(
        f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"><time>{time}</time></trkpt>'
        for lat, lon, time in zip(lats, lons, times, strict=True)
    )
    head = '<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
    path.write_text(f"{head}<type>{sport}</type><trkseg>{points}</trkseg></trk></gpx>", encoding="utf-8")
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    gpx_along(folder / "run.gpx", along(EAST))
    return folder


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    tiny = TinyMap()
    tiny.way([(0, 0), (1800, 0)], highway="track", surface="gravel")
    tiny.way([(1800, 0), (2400, 0)], highway="residential")
    return tiny.write(tmp_path / "region.osm.pbf")


def opened(log: Path) -> Log:
    return open_log(log, today=TODAY)


def added(log: Path, extract: Path) -> MapResult:
    return add_map(log, extract, today=TODAY)


def notices(log: Path) -> list[str]:
    return [notice.id for notice in opened(log).notices]


def test_each_kilometre_has_a_class_and_a_basis(log: Path, extract: Path) -> None:
    added(log, extract)
    found = opened(log)
    row = found.activities.iloc[0]
    assert row["ground_by_km"] == "gravel/tagged gravel/tagged unknown"
    stretches = found.ground_along(row["id"])
    assert [(one.ground, one.basis) for one in stretches] == [
        (Ground.GRAVEL, "tagged"), (Ground.ASPHALT, "inferred"), (None, None)
    ]  # fmt: skip
    assert [one.to_m for one in stretches] == pytest.approx([1800, 2400, 3000], abs=40)
    assert [one.from_m for one in stretches] == [0.0, *(one.to_m for one in stretches[:-1])]


def test_a_run_of_one_ground_has_one_stretch_and_one_of_several_told_by_words_has_none(tmp_path: Path) -> None:
    runs_csv(tmp_path / "runs.csv", "2026-11-10,,Run,8.4,0:45:00,,,,trail,,", "2026-11-11,,Run,8,0:45:00,,,,,,")
    found = opened(tmp_path)
    assert found.activities["ground_by_km"].tolist()[0] == " ".join(["trail/note"] * 9)
    assert found.activities["ground_by_km"].isna().tolist() == [False, True]
    (whole,) = found.ground_along(found.activities["id"].iloc[0])
    assert (whole.from_m, whole.to_m, whole.ground, whole.basis) == (0, 8400, Ground.TRAIL, "note")
    assert found.ground_along(found.activities["id"].iloc[1]) == ()
    with pytest.raises(KeyError):
        found.ground_along("nobody")


def test_an_older_store_keeps_its_maps_and_matches_its_tracks_anew(log: Path, extract: Path) -> None:
    added(log, extract)
    with closing(sqlite3.connect(map_store_path(log))) as store, store:
        store.execute("DROP TABLE shares")
        store.execute("CREATE TABLE shares (key TEXT, place INTEGER, told TEXT, PRIMARY KEY (key, place))")
        store.execute("PRAGMA user_version=1")
    assert opened(log).activities["ground_basis"].tolist() == ["tagged"]


def test_a_map_tells_the_ground_tagged_and_inferred_apart_and_the_rest_is_unknown(log: Path, extract: Path) -> None:
    result = added(log, extract)
    assert (result.name, result.ways, result.tracks, result.known) == ("region.osm.pbf", 2, 1, 1)
    assert result.total_m == pytest.approx(3000, abs=10)
    assert result.tagged_m == pytest.approx(1800, abs=30)
    assert result.inferred_m == pytest.approx(600, abs=30)
    assert result.unknown_m == pytest.approx(600, abs=40)  # the last way reaches 25 m beyond its end
    row = opened(log).activities.iloc[0]
    assert row["ground_basis"] == "tagged"
    assert row["ground_gravel_share"] == pytest.approx(0.6, abs=0.01)
    assert row["ground_asphalt_share"] == pytest.approx(0.2, abs=0.01)
    assert row["ground_tagged_share"] == pytest.approx(0.6, abs=0.01)
    assert row["ground_inferred_share"] == pytest.approx(0.2, abs=0.01)


def test_the_table_of_runs_names_the_class_and_not_how_it_is_known(log: Path, extract: Path) -> None:
    added(log, extract)
    heading, rows = activity_rows(opened(log).activities, Speech())
    assert [row[heading.index("ground")] for row in rows] == ["gravel"]


def test_without_a_map_the_ground_is_unknown(log: Path) -> None:
    assert notices(log) == []
    assert opened(log).activities["ground_basis"].isna().all()


def test_a_map_that_tells_everything_needs_no_notice(log: Path, extract: Path) -> None:
    added(log, extract)
    assert notices(log) == []


def test_a_second_opening_reads_rows_only_even_without_the_extra(
    log: Path, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(log, extract)
    monkeypatch.setitem(sys.modules, "shapely", None)
    monkeypatch.setitem(sys.modules, "osmium", None)
    found = opened(log)
    assert found.activities.iloc[0]["ground_basis"] == "tagged"
    assert [notice.id for notice in found.notices] == []


def test_a_new_run_is_matched_when_the_log_is_opened(log: Path, extract: Path) -> None:
    added(log, extract)
    gpx_along(log / "next.gpx", along([(100, 0), (1500, 0)]), START + timedelta(days=1))
    assert opened(log).activities["ground_gravel_share"].tolist() == pytest.approx([0.6, 1.0], abs=0.01)


def test_a_new_run_without_the_extra_is_unknown_and_a_notice_says_how_to_get_it(
    log: Path, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(log, extract)
    gpx_along(log / "next.gpx", along([(100, 0), (1500, 0)]), START + timedelta(days=1))
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "shapely", None)
        found = opened(log)
        assert found.activities["ground_basis"].isna().tolist() == [False, True]
        assert [notice.id for notice in found.notices] == ["notice.map_extra"]
    assert opened(log).activities["ground_basis"].tolist() == ["tagged", "tagged"]


def test_a_run_elsewhere_is_unknown_and_a_notice_asks_to_add_the_map_again(log: Path, extract: Path) -> None:
    added(log, extract)
    gpx_along(log / "far.gpx", along([(0, 60_000), (2000, 60_000)]), START + timedelta(days=1))
    assert notices(log) == ["notice.map_again"]
    assert opened(log).activities["ground_basis"].isna().tolist() == [False, True]
    added(log, extract)
    assert notices(log) == []


def test_a_second_map_adds_to_the_first_and_one_of_the_same_name_replaces_it(
    log: Path, extract: Path, tmp_path: Path
) -> None:
    added(log, extract)
    tiny = TinyMap()
    tiny.way([(2400, 0), (3000, 0)], highway="path", surface="grass")
    added(log, tiny.write(tmp_path / "neighbour.osm.pbf"))
    row = opened(log).activities.iloc[0]
    assert (row["ground_gravel_share"], row["ground_grass_share"]) == pytest.approx((0.6, 0.2), abs=0.01)
    paved = TinyMap()
    paved.way([(0, 0), (2400, 0)], highway="residential", surface="asphalt")
    added(log, paved.write(extract))
    row = opened(log).activities.iloc[0]
    assert np.isnan(row["ground_gravel_share"])
    assert row["ground_asphalt_share"] == pytest.approx(0.8, abs=0.01)


def test_rides_are_not_matched(log: Path, extract: Path) -> None:
    gpx_along(log / "ride.gpx", along([(0, 0), (1500, 0)]), START + timedelta(days=1), sport="cycling")
    added(log, extract)
    assert opened(log).activities["ground_basis"].isna().tolist() == [False, True]


@pytest.mark.parametrize("sport", ["virtual_run", "treadmill", "indoor_running"])
def test_positions_of_runs_under_a_roof_or_in_an_invented_world_are_not_matched(
    log: Path, extract: Path, sport: str
) -> None:
    gpx_along(log / "indoors.gpx", along([(0, 0), (1500, 0)]), START + timedelta(days=1), sport=sport)
    added(log, extract)
    assert opened(log).activities["ground_tagged_share"].isna().tolist() == [False, True]


def test_an_extract_of_another_region_is_a_wrong_use_and_changes_nothing(log: Path, tmp_path: Path) -> None:
    elsewhere = TinyMap(lat=10.0, lon=10.0)
    elsewhere.way([(0, 0), (500, 0)], highway="path")
    with pytest.raises(UsageError, match="no way near"):
        added(log, elsewhere.write(tmp_path / "elsewhere.osm.pbf"))
    assert opened(log).activities["ground_basis"].isna().all()


def test_a_log_without_tracks_says_that_a_map_can_tell_nothing(tmp_path: Path, extract: Path) -> None:
    folder = tmp_path / "table"
    runs_csv(folder / "runs.csv", "2026-11-10,,Run,8,0:45:00,,,,,,")
    with pytest.raises(UsageError, match="GPS track"):
        added(folder, extract)


def test_runs_without_a_track_are_not_counted_among_a_maps_tracks(log: Path, extract: Path) -> None:
    fit_run(log / "no_gps.fit", START + timedelta(days=1))
    result = added(log, extract)
    assert result.tracks == 1
    assert result.total_m == pytest.approx(3000, abs=10)


@pytest.mark.parametrize("module", ["osmium", "shapely"])
def test_without_the_extra_adding_a_map_says_what_to_install(
    log: Path, extract: Path, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=r"pip install 'runlog-back\[ground\]'"):
        added(log, extract)


def test_a_damaged_store_is_told_and_made_anew_by_adding_the_map_again(log: Path, extract: Path) -> None:
    added(log, extract)
    map_store_path(log).write_bytes(b"this is no database at all, whatever it was before")
    found = opened(log)
    assert [notice.id for notice in found.notices] == ["notice.map_unusable"]
    assert found.activities["ground_basis"].isna().all()
    added(log, extract)
    assert notices(log) == []


def test_shares_of_other_readers_are_forgotten(tmp_path: Path) -> None:
    told = TrackGround(MapGround({Ground.GRASS: 0.5}, {Ground.TRAIL: 0.25}), covered=False)
    with MapStore(tmp_path / "maps.sqlite", "one") as store:
        store.keep_shares({("key", 0): told})
        assert store.shares([("key", 0), ("other", 0)]) == {("key", 0): told}
    with MapStore(tmp_path / "maps.sqlite", "two") as store:
        assert store.shares([("key", 0)]) == {}


def test_a_map_inside_the_log_is_no_export(log: Path, extract: Path) -> None:
    inside = log / "region.osm.pbf"
    inside.write_bytes(extract.read_bytes())
    added(log, inside)
    assert [verdict.path for verdict in opened(log).files] == ["run.gpx"]


def test_progress_is_told_of_files_and_of_the_map(log: Path, extract: Path) -> None:
    told: list[str] = []
    add_map(log, extract, today=TODAY, progress=lambda _done, _total, name: told.append(name))
    assert "region.osm.pbf" in told
