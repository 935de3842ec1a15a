"""Nothing on a private page, in any form, tells where a run began: the page of the star, ids, starts, sums."""

import csv
import io
import json
import re
import shutil
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from runlog.app.run_page import run_page
from runlog.derive.hidden_areas import drawn_area
from runlog.library.private_areas import NAME
from runlog.render.documents import run_document
from tests.sharing.test_bytes import run
from tests.support.invented_streets import KINDS, Town, recorded
from tests.support.maps import degrees

STAR = Path("cases") / "attacks" / "private_home" / "star.gpx"
FORMS = ("pdf", "png", "html", "md", "json")


@pytest.fixture(autouse=True)
def _as_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNLOG_TODAY", "2026-11-22")


def gpx(path: Path, day: int, seed: int, kind: str = "loop") -> None:
    """A run as a watch writes it, in an invented town."""
    random = Random(7)  # noqa: S311 (an invented town)
    column = recorded(KINDS[kind](Town.invented(random), Random(seed)), random)  # noqa: S311 (as above)
    points = "".join(
        f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"><ele>{300 + 20 * np.sin(t / 200):.1f}</ele>'
        f"<time>2026-11-{day:02d}T{6 + int(t) // 3600:02d}:{int(t) // 60 % 60:02d}:{int(t) % 60:02d}Z</time></trkpt>"
        for lat, lon, t in zip(column["lat_deg"], column["lon_deg"], column["t_s"], strict=True)
    )
    path.write_text(
        '<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"<type>running</type><trkseg>{points}</trkseg></trk></gpx>",
        encoding="utf-8",
    )


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Eight runs from one door, with an area about it that is the same in every test."""
    folder = tmp_path / "log"
    folder.mkdir()
    lats, lons = degrees([Town.invented(Random(7)).home])  # noqa: S311 (as above)
    area = drawn_area((float(lats[0]), float(lons[0])), Random(3))  # noqa: S311 (as above)
    kept = {"version": 1, "secret": "5a" * 32, "areas": [asdict(area)]}
    (folder / NAME).write_text(json.dumps(kept), encoding="utf-8")
    for number in range(8):
        gpx(folder / f"{number}.gpx", 3 + number, number)
    return folder


def document(log: Path, day: str, *, private: bool = True) -> dict[str, Any]:
    return run_document(run_page(log, day, private=private)[1])


def pages(log: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The private and the own page of each run whose way is shown in part."""
    both = [
        (document(log, f"2026-11-{day:02d}"), document(log, f"2026-11-{day:02d}", private=False))
        for day in range(3, 11)
    ]
    shown = [(private, own) for private, own in both if private["track"]]
    assert shown
    return shown


def test_the_star_is_on_no_page_and_its_private_page_tells_no_height_and_no_direction(
    shared: Path, tmp_path: Path
) -> None:
    shutil.copy(shared / STAR, tmp_path / "star.gpx")
    made = document(tmp_path, "last")
    if made["track"] is None:
        assert made["track_missing"]
        assert not any(panel["key"] == "altitude" for panel in made["chart"]["panels"])
        assert not made["chart"]["ground"]
    assert document(tmp_path, "last", private=False)["track"]


def test_a_private_map_has_no_scale_no_north_and_no_metre(log: Path) -> None:
    for made, own in pages(log):
        track = made["track"]
        assert track["scale_m"] is None
        assert (track["start"], track["finish"], track["scale_label"]) == (None, None, "")
        points = np.array([point for line in track["lines"] for point in line["points"]])
        assert np.ptp(points, axis=0).max() == pytest.approx(1000, abs=20)
        assert own["track"]["scale_m"]


def test_sums_chart_and_splits_are_of_the_shown_part_alone(log: Path) -> None:
    for made, own in pages(log):
        length = made["chart"]["end"]
        assert length < own["chart"]["end"] - 1.0
        assert made["chart"]["at"][0] == 0
        told = {kpi["label"]: kpi for kpi in made["kpis"]}
        assert float(told["Distance"]["value"].split("\u00a0")[0]) == pytest.approx(length, abs=0.051)
        assert "part that is shown" in told["Distance"]["note"]
        assert len(made["splits"]["rows"] if made["splits"] else []) <= length + 1
        whole = {kpi["value"] for kpi in own["kpis"] if kpi["label"] in ("Distance", "Time in motion")}
        assert not whole & {kpi["value"] for kpi in made["kpis"]}
        said = json.dumps(made["body"])
        assert "Steps" not in said
        assert "Descent" not in said


def test_the_same_page_twice_is_the_same_to_the_byte_and_a_new_run_moves_no_area(log: Path) -> None:
    before = {
        form: run("run", "2026-11-05", "--log", str(log), "--private", "--format", form, "-o", "-") for form in FORMS
    }
    areas = (log / NAME).read_bytes()
    gpx(log / "new.gpx", 15, 99)
    assert run("run", "last", "--log", str(log), "--private", "--format", "md", "-o", "-")
    after = {
        form: run("run", "2026-11-05", "--log", str(log), "--private", "--format", form, "-o", "-") for form in FORMS
    }
    assert before == after
    assert (log / NAME).read_bytes() == areas


def test_without_the_kept_areas_another_part_is_shown(log: Path) -> None:
    first = [document(log, f"2026-11-{day:02d}")["chart"]["end"] for day in range(3, 11)]
    (log / NAME).unlink()
    assert [document(log, f"2026-11-{day:02d}")["chart"]["end"] for day in range(3, 11)] != first


def test_private_lists_tell_the_hour_and_the_day_and_no_id_of_a_file(log: Path) -> None:
    own = list(csv.DictReader(io.StringIO(run("runs", str(log), "--format", "csv", "-o", "-").decode())))
    rows = list(csv.DictReader(io.StringIO(run("runs", str(log), "--private", "--format", "csv", "-o", "-").decode())))
    assert len(rows) == len(own) == 8
    for row, whole in zip(rows, own, strict=True):
        assert re.fullmatch(r"2026-11-\d\d-1", row["id"])
        assert re.search(r":00:00", row["start_local"])
        assert whole["id"][-8:] not in str(row)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_a_private_page_holds_the_id_or_the_minute(log: Path, form: str) -> None:
    whole = run_page(log, "2026-11-05")[1].id
    assert whole
    output = run("run", "2026-11-05", "--log", str(log), "--private", "--format", form, "-o", "-")
    assert whole.encode() not in output
    assert whole[-8:].encode() not in output


def test_findings_of_a_private_check_name_runs_by_their_day(log: Path) -> None:
    gpx(log / "long.gpx", 12, 5, "home_in_the_middle")
    told, own = (
        run("check", str(log), "--week", "2026-W46", *options, "--format", "json").decode()
        for options in (("--private",), ())
    )
    assert not re.search(r"2026\d{4}T\d{6}Z", told)
    assert re.search(r"2026\d{4}T\d{6}Z", own)
