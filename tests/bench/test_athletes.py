"""The generator of athletes: the same for the same seed, and of every sort that a team has."""

import tomllib
from pathlib import Path

from bench.athletes import MANNERS, SHARES, athletes, write_athletes


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_files_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_athletes(6, tmp_path / name, seed=seed)
    assert contents(tmp_path / "one") == contents(tmp_path / "again")
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_a_larger_team_begins_with_the_smaller_one() -> None:
    assert list(athletes(20, 1)) == list(athletes(60, 1))[:20]


def test_a_team_has_every_manner_share_level_and_some_juniors_under_different_names() -> None:
    team = list(athletes(800, 1))
    assert {athlete.manner for athlete in team} == set(MANNERS)
    assert {athlete.share for athlete in team} == set(SHARES)
    assert 40 <= sum(athlete.junior for athlete in team) <= 120
    assert len({athlete.name for athlete in team}) == len({athlete.folder for athlete in team}) == 800


def test_a_log_that_is_not_broken_has_settings_that_can_be_read(tmp_path: Path) -> None:
    for folder, athlete in zip(write_athletes(12, tmp_path), athletes(12, 1), strict=True):
        if athlete.manner != "broken":
            assert tomllib.loads((folder / "runlog.toml").read_text())["name"] == athlete.name
