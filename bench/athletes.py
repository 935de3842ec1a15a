"""Writes N synthetic athletes, each a log of about a year: `python -m bench.athletes N DIR [--seed 1]`.

Every name is invented. The same number and seed give the same files. About one in ten is a junior, every share level
occurs; some have had a jump in distance, some a sore back, a few an open red flag, some have gone silent, some keep no
diary, some have watch files (FIT), and a few logs are broken.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from tools.fit_writer import FitActivity, write_fit

UNTIL: Final = date(2026, 11, 22)
DAYS: Final = 364
MANNERS: Final = {
    "steady": 59, "jump": 10, "sore": 8, "red": 3, "silent": 6, "no_diary": 8, "watch": 4, "broken": 2,
}  # fmt: skip
"""How an athlete's log is, and how many of a hundred are so."""
SHARES: Final = ("all", "findings", "load")
JUNIORS: Final = 0.1
_FIRST: Final = (
    "Ada", "Ben", "Cleo", "Dario", "Elin", "Finn", "Gro", "Hana", "Ivo", "Jun", "Kaja", "Levi", "Mira", "Nils", "Oda",
    "Pia", "Quim", "Rosa", "Sven", "Tilda", "Uma", "Vito", "Wanda", "Xenia", "Yara", "Zeno",
)  # fmt: skip
_LAST: Final = (
    "Alder", "Birch", "Cove", "Dale", "Elm", "Fern", "Grove", "Heath", "Isle", "Juniper", "Knoll", "Larch", "Moss",
    "North", "Oak", "Pine", "Quarry", "Reed", "Stone", "Thorne", "Upland", "Vale", "West", "Yew", "York",
)  # fmt: skip
_GROUNDS: Final = ("asphalt", "gravel", "trail", "", "concrete")
_DIARY_HEAD: Final = "date,time,pain_0_10,place,weakness,growing,core_min,note"


@dataclass(frozen=True, slots=True)
class Athlete:
    """One invented runner."""

    number: int
    name: str
    manner: str
    share: str
    junior: bool

    @property
    def folder(self) -> str:
        """The name of the athlete's folder: short, without spaces, and in order."""
        return f"{self.number:05d}-{self.name.lower().replace(' ', '-')}"


def athletes(count: int, seed: int) -> Iterator[Athlete]:
    """The first `count` athletes of a seed; a larger number begins with the same ones."""
    manners, weights = list(MANNERS), list(MANNERS.values())
    for number in range(count):
        chance = _chance(seed, number)
        again = number // (len(_FIRST) * len(_LAST))
        last = _LAST[number // len(_FIRST) % len(_LAST)]
        name = f"{_FIRST[number % len(_FIRST)]} {last}{f' {again + 1}' if again else ''}"
        manner = chance.choices(manners, weights)[0]
        yield Athlete(number, name, manner, chance.choice(SHARES), chance.random() < JUNIORS)


def write_athlete(athlete: Athlete, root: Path, seed: int, until: date = UNTIL) -> Path:
    """One athlete's folder below `root`."""
    chance = _chance(seed, athlete.number + 1_000_000)
    folder = root / athlete.folder
    (folder / "exports").mkdir(parents=True)
    birth_year = chance.randint(until.year - 16, until.year - 13) if athlete.junior else chance.randint(1958, 2004)
    settings = [f'name = "{athlete.name}"', f"birth_year = {birth_year}", f'share = "{athlete.share}"']
    if athlete.manner == "broken" and athlete.number % 2:
        settings.append("units = kilometres")
    (folder / "runlog.toml").write_text("\n".join([*settings, ""]), encoding="utf-8")
    last = until - timedelta(days=chance.randint(12, 40)) if athlete.manner == "silent" else until
    runs = list(_runs(athlete, chance, until, last))
    header = "date,start_time,sport,distance_km,duration,title,notes,shoe,ground,warm_up_min,effort"
    _write(folder / "exports" / "runs.csv", header, runs)
    if athlete.manner != "no_diary":
        _write(folder / "diary.csv", _DIARY_HEAD, list(_diary(athlete, chance, until, last)))
    if athlete.manner == "watch":
        for back in range(3):
            _fit(folder / "exports" / f"watch-{back}.fit", last - timedelta(days=3 + 7 * back), chance)
    if athlete.manner == "broken" and not athlete.number % 2:
        (folder / "diary.csv").write_bytes(b"\xff\xfe\x00 this is no table \x00")
    return folder


def write_athletes(count: int, root: Path, *, seed: int = 1, until: date = UNTIL) -> list[Path]:
    """`count` athletes below `root`, which is made."""
    return [write_athlete(athlete, root, seed, until) for athlete in athletes(count, seed)]


def _chance(seed: int, number: int) -> random.Random:
    return random.Random(seed * 10_000_019 + number)  # noqa: S311 (invented runners, not secrets)


def _runs(athlete: Athlete, chance: random.Random, until: date, last: date) -> Iterator[str]:
    """Three to five runs a week on the same weekdays, with a ride here and there."""
    weekdays = sorted(chance.sample(range(7), chance.randint(3, 5)))
    usual_km, ground = chance.uniform(5, 12), chance.choice(_GROUNDS)
    for back in range(DAYS, -1, -1):
        day = until - timedelta(days=back)
        if day > last or day.weekday() not in weekdays or chance.random() < 0.08:  # noqa: PLR2004 (some are left out)
            continue
        km = usual_km * chance.uniform(0.7, 1.25) * (1.5 if day.weekday() == weekdays[-1] else 1)
        if athlete.manner == "jump" and back < 7:  # noqa: PLR2004 (the last week)
            km *= 1.7
        minutes = round(km * chance.uniform(5.2, 6.4))
        time = f"{minutes // 60}:{minutes % 60:02d}:00"
        warm_up = chance.choice(("", "5", "8", "0"))
        yield f"{day},07:{chance.randint(0, 59):02d},run,{km:.1f},{time},,,,{ground},{warm_up},{chance.randint(3, 7)}"
        if chance.random() < 0.15:  # noqa: PLR2004 (one in seven)
            yield f"{day},18:00,ride,20,0:50:00,,,,,,4"


def _diary(athlete: Athlete, chance: random.Random, until: date, last: date) -> Iterator[str]:
    """Two lines in three days over half a year; a sore or alarming end where that is the athlete's manner."""
    usual = chance.choice((0, 0, 1, 1, 2))
    for back in range(DAYS // 2, -1, -1):
        day = until - timedelta(days=back)
        if day > last or chance.random() < 0.33:  # noqa: PLR2004 (a third of the days)
            continue
        pain = min(10, max(0, usual + chance.choice((-1, 0, 0, 0, 1))))
        if athlete.manner in {"sore", "red"} and back < 8:  # noqa: PLR2004 (about a week)
            pain = chance.randint(4, 6)
        core = chance.choice(("", "", "10", "0"))
        yield f"{day},06:{chance.randint(10, 55)},{pain},,,,{core},"
    if athlete.manner == "red":
        yield f"{until - timedelta(days=1)},20:00,7,low back,left foot drop,yes,,"


def _write(path: Path, header: str, lines: Sequence[str]) -> None:
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def _fit(path: Path, day: date, chance: random.Random) -> None:
    seconds = [float(t) for t in range(0, 2401, 5)]
    speed = chance.uniform(2.5, 3.3)
    samples: dict[str, list[float | None]] = {
        "t_s": [*seconds],
        "distance_m": [speed * t for t in seconds],
        "hr_bpm": [140.0 + chance.randint(-4, 4) for _ in seconds],
    }
    start = datetime(day.year, day.month, day.day, 16, 30, tzinfo=UTC)
    run = FitActivity(
        start_utc=start, duration_s=2400, elapsed_s=2400, distance_m=speed * 2400, utc_offset_min=60, device="Watch 1"
    )
    path.write_bytes(write_fit(run, samples))


def main(arguments: list[str] | None = None) -> int:
    """Write the athletes and say how many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many athletes")
    parser.add_argument("folder", type=Path, help="where to; a new folder")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other athletes")
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL, help="their last day")
    options = parser.parse_args(arguments)
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty; name a new folder")
    made = write_athletes(options.count, options.folder, seed=options.seed, until=options.until)
    print(f"{len(made)} athletes in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
