"""One athlete's folder, whatever is in it, has its line and stops nobody else; names that collide have a page each."""

import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runlog.app.bundle import share
from runlog.app.sharing import read_bundle
from runlog.app.team import TeamRequest, Workers, look_at_team
from runlog.errors import ReadError
from runlog.library.names import BUNDLE_NAME
from runlog.library.team_folder import STATE_NAME
from runlog.library.team_pages import is_page, page_stems
from tests.team.folders import TODAY, WEEK, athlete, look

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices as files there")


def fifo(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def link(target: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return make


def hollow(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


TRAPS: dict[str, Callable[[Path], None]] = {
    "a pipe": fifo,
    "an endless device": link("/dev/zero"),
    "a link to a folder above": link("../.."),
    "a link to itself": link("diary.csv"),
    "a file of a terabyte": hollow,
    "a folder": folder,
}


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("name", ["diary.csv", "runlog.toml", "bundle.json"])
def test_a_trap_in_the_place_of_a_file_has_its_line_and_stops_nobody(tmp_path: Path, name: str, trap: str) -> None:
    athlete(tmp_path, "good")
    TRAPS[trap](athlete(tmp_path, "bad") / name)
    result = look(tmp_path)
    rows = {row.folder: row for row in result.report.rows}
    assert rows["good"].tone != "failed"
    assert rows["bad"].tone == "failed"
    assert result.failed == 1


@pytest.mark.parametrize("target", ["../../good/exports", "/", "../../good/diary.csv", "/dev/zero"])
def test_a_link_out_of_a_log_is_told_and_not_followed(tmp_path: Path, target: str) -> None:
    athlete(tmp_path, "good")
    (athlete(tmp_path, "bad") / "exports" / "more.csv").symlink_to(target)
    row = next(row for row in look(tmp_path).report.rows if row.folder == "bad")
    assert row.tone == "failed"
    assert "more.csv" in row.reason


def test_a_log_that_takes_too_long_is_told_in_its_line(tmp_path: Path) -> None:
    athlete(tmp_path, "slow")
    request = TeamRequest(root=tmp_path, week=WEEK, today=TODAY, seconds_max=0.01)
    row = look_at_team(request, Workers()).report.rows[0]
    assert row.tone == "failed"
    assert "--time-limit" in row.reason


@pytest.mark.parametrize(
    "name", [b"caf\xe9", b"\xff\xfe", b"a\xc3", b"tab\there", b"<b>x", b"=cmd", b"nul", b"x" * 255]
)
def test_a_folder_of_any_name_has_a_row_and_a_page(tmp_path: Path, name: bytes) -> None:
    root, out = tmp_path / "club", tmp_path / "out"
    athlete(root, "good")
    athlete(root, "odd", share="load").rename(root / os.fsdecode(name))
    rows = look(root, out, pages=("html",)).report.rows
    assert len(rows) == 2
    assert all(row.report and (out / row.report).is_file() for row in rows)


COLLIDING = {
    "a page beside a group": ("a", "a.html/b", "a.pdf/c", "c"),
    "upper and lower case": ("Anna", "anna", "ANNA", "juniors/Anna", "Juniors/anna"),
    "composed and decomposed": ("Zo\u00eb", "Zoe\u0308"),
    "dots and blanks at the end": ("anna", "anna.", "anna ", "anna. "),
    "reserved names": ("con", "CON.x", "Lpt1", "juniors/aux"),
    "letters that some disks take for one": ("stra\u00dfe", "strasse", "STRASSE", "\ufb01t", "fit"),
}


@pytest.mark.parametrize("kind", COLLIDING)
def test_names_that_collide_in_any_form_have_a_page_each(kind: str) -> None:
    stems = page_stems(COLLIDING[kind])
    files = [f"{stem}.{form}".casefold() for stem in stems.values() for form in ("html", "pdf")]
    assert len(set(files)) == len(files)
    assert all(is_page(file) for file in files)
    folders = {file.rpartition("/")[0] for file in files}
    assert not folders & set(files)
    assert page_stems(reversed(COLLIDING[kind])) == stems


def test_plain_names_keep_their_own() -> None:
    assert page_stems(["anna", "juniors/cleo"]) == {"anna": "athletes/anna", "juniors/cleo": "athletes/juniors/cleo"}


@pytest.mark.parametrize("where", ["../keep.html", "athletes/../../keep.html", "athletes/x/../../../keep.html",
                                   "/etc/x.html", "keep.html", "athletes/keep.txt"])  # fmt: skip
def test_what_a_kept_list_names_outside_its_own_folder_is_never_deleted(tmp_path: Path, where: str) -> None:
    root, out = tmp_path / "club", tmp_path / "out"
    athlete(root, "anna"), athlete(root, "ben")
    look(root, out, pages=("html",))
    for state in (out / STATE_NAME).glob("*.json"):
        told = json.loads(state.read_text())
        state.write_text(json.dumps(told | {"outputs": [where]}))
    keep = [tmp_path / "keep.html", out / "keep.html", out / "athletes" / "keep.txt"]
    for file in keep:
        file.write_text("<!-- runlog-output -->")
    (root / "ben").rename(tmp_path / "gone")
    look(root, out, pages=("html",))
    assert all(file.exists() for file in keep)


def test_a_page_in_the_way_that_is_not_ours_is_left_and_told(tmp_path: Path) -> None:
    root, out = tmp_path / "club", tmp_path / "out"
    athlete(root, "anna"), athlete(root, "ben")
    (out / "athletes").mkdir(parents=True)
    (out / "athletes" / "anna.html").write_text("my own")
    tones = {row.folder: row.tone for row in look(root, out, pages=("html",)).report.rows}
    assert (out / "athletes" / "anna.html").read_text() == "my own"
    assert tones["anna"] == "failed"
    assert tones["ben"] != "failed"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("bundle")
    share(athlete(folder, "anna"), folder / "out", today=TODAY)
    found: dict[str, Any] = json.loads((folder / "out" / BUNDLE_NAME).read_text())
    return found


ODD: tuple[Any, ...] = (
    float("nan"),
    float("inf"),
    1e308,
    -1,
    10**400,
    "x" * 10_000,
    None,
    True,
    [],
    {},
    [[[]]],
    "\x1b]0;x\x07",
    "\ud800",
)
"""What no bundle of runlog holds anywhere: each must be refused, or be harmless where it stands."""


def mutated(document: dict[str, Any], chance: random.Random) -> bytes:
    """The bundle with one value of any depth changed, or its text cut or with bytes changed."""
    told = json.loads(json.dumps(document))
    at: Any = told
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = chance.choice(keys)
        if not isinstance(at[key], dict | list) or not at[key] or chance.random() < 0.1:
            break
        at = at[key]
    if chance.random() < 0.6:
        at[key] = chance.choice(ODD)
        return json.dumps(told).encode()
    data = bytearray(json.dumps(told).encode())
    for _ in range(chance.randrange(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)


def test_a_thousand_mutated_bundles_are_read_whole_or_told_in_one_line(
    tmp_path: Path, document: dict[str, Any]
) -> None:
    chance = random.Random(11)  # noqa: S311 (not for secrets)
    file = tmp_path / BUNDLE_NAME
    small = document | {"views": document["views"][:2]}
    told: list[str] = []
    for _ in range(1000):
        file.write_bytes(mutated(small, chance))
        try:
            views = read_bundle(tmp_path)
        except ReadError as error:
            told.append(str(error))
            continue
        for view in views:
            json.dumps(view.to_json(), allow_nan=False)
    assert 300 < len(told) < 1000
    assert all(len(line.splitlines()) == 1 for line in told)


@pytest.mark.parametrize("value", ODD[:5])
@pytest.mark.parametrize("key", ["usual_pain_0_10", "runs", "usual_pause_days"])
def test_a_number_that_is_none_stands_in_its_line_and_the_others_are_looked_at(
    tmp_path: Path, document: dict[str, Any], key: str, value: float
) -> None:
    athlete(tmp_path, "good")
    (tmp_path / "bad").mkdir()
    views = [view | {key: value} for view in document["views"]]
    (tmp_path / "bad" / BUNDLE_NAME).write_text(json.dumps(document | {"views": views}))
    rows = {row.folder: row for row in look(tmp_path).report.rows}
    assert rows["bad"].tone == "failed"
    assert rows["good"].tone != "failed"


def test_a_bundle_that_is_a_link_is_refused(tmp_path: Path, document: dict[str, Any]) -> None:
    (tmp_path / "elsewhere.json").write_text(json.dumps(document))
    (tmp_path / "club" / "bad").mkdir(parents=True)
    (tmp_path / "club" / "bad" / BUNDLE_NAME).symlink_to(tmp_path / "elsewhere.json")
    row = look(tmp_path / "club").report.rows[0]
    assert row.tone == "failed"
    assert "link" in row.reason
