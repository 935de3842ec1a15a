"""Small export files, written by the tests themselves; invented places."""

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from runlog.library.cache import Edition
from runlog.library.decoding import Readers, default_readers
from runlog.model import FileReading
from tools.fit_writer import FitActivity, write_fit

TODAY = date(2026, 11, 22)
START = datetime(2026, 11, 18, 6, 15, tzinfo=UTC)
RUNS_HEADER = "date,start_time,sport,distance_km,duration,title,notes,shoe,ground,warm_up_min,effort\n"


def fit_run(  # noqa: PLR0913 (each keyword is one thing that runs differ in)
    path: Path,
    start: datetime = START,
    *,
    distance_m: float = 5000,
    duration_s: float = 1500,
    offset_min: float | None = 60,
    sport: str = "running",
) -> Path:
    """A FIT file with a sample every 10 s."""
    times = [float(t) for t in range(0, int(duration_s) + 1, 10)]
    samples: dict[str, list[float | None]] = {
        "t_s": [*times],
        "distance_m": [distance_m * t / times[-1] for t in times],
        "hr_bpm": [140.0 for _ in times],
    }
    activity = FitActivity(
        start_utc=start,
        sport=sport,
        duration_s=duration_s,
        elapsed_s=duration_s,
        distance_m=distance_m,
        utc_offset_min=offset_min,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    data = write_fit(activity, samples)
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path


def gpx_run(path: Path, start: datetime = START, *, lat: float = 47.2, lon: float = 9.5, points: int = 150) -> Path:
    """A GPX file with a point every 10 s, heading north at 3.3 m/s."""
    lines = [
        f'<trkpt lat="{lat + 0.0003 * i:.6f}" lon="{lon}"><ele>450</ele>'
        f"<time>{start + timedelta(seconds=10 * i):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for i in range(points)
    ]
    head = '<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{head}<type>running</type><trkseg>{''.join(lines)}</trkseg></trk></gpx>", encoding="utf-8")
    return path


def runs_csv(path: Path, *lines: str) -> Path:
    """A hand-kept log with these lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RUNS_HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


class CountingReaders:
    """Today's readers, counting how often a file is decoded; `edition` can be changed as an upgrade would."""

    def __init__(self, change: Callable[[Edition], Edition] = lambda edition: edition) -> None:
        real = default_readers()
        self._read = real.read_file
        self.names: list[str] = []
        self.readers = Readers(self._count, real.summarise, change(real.edition))

    def _count(self, path: Path, *, name: str | None = None) -> FileReading:
        self.names.append(str(name))
        return self._read(path, name=name)
