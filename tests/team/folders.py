"""Teams on disk, small enough to be looked at in a moment."""

from datetime import date, timedelta
from pathlib import Path

from runlog.app.team import TeamRequest, TeamResult, Workers, look_at_team
from runlog.clock import Week

TODAY = date(2026, 11, 22)
WEEK = Week.of(TODAY)


def athlete(root: Path, folder: str, *, share: str = "all", more: str = "") -> Path:
    """A log with three runs a week for six weeks and a diary line on every day of the last four."""
    log = root / folder
    (log / "exports").mkdir(parents=True)
    name = folder.rpartition("/")[2].capitalize()
    (log / "runlog.toml").write_text(f'name = "{name}"\nshare = "{share}"\ntime_zone = "Europe/Vienna"\n')
    runs = [f"{TODAY - timedelta(days=back)},run,6.0,0:36:00" for back in range(42, 0, -1) if back % 7 in {1, 3, 5}]
    (log / "exports" / "runs.csv").write_text("\n".join(["date,sport,distance_km,duration", *runs, ""]))
    lines = [f"{TODAY - timedelta(days=back)},1,," for back in range(27, -1, -1)]
    (log / "diary.csv").write_text("\n".join(["date,pain_0_10,bladder_bowel,note", *lines, more, ""]))
    return log


def look(root: Path, out: Path | None = None, *, jobs: int = 1, pages: tuple[str, ...] = ()) -> TeamResult:
    """The team looked at in this process, or in so many others."""
    return look_at_team(TeamRequest(root=root, week=WEEK, today=TODAY, out=out, pages=pages), Workers(jobs=jobs))


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
