"""`runlog team`: many athletes' logs on one page, worst first, and a report each."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runlog.cli.exits import Exit
from runlog.cli.output import choose_format, console_for, format_option, progress_bar, write
from runlog.clock import Week
from runlog.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runlog.app.team import Workers

FORMATS = ("pdf", "html", "csv", "json", "text")
REPORTS = {"both": ("html", "pdf"), "html": ("html",), "pdf": ("pdf",), "none": ()}


@click.command("team")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True, path_type=Path),
    help="A folder for the page in every form and a report each; or one file (.pdf .html .csv .json).",
)
@format_option(*FORMATS)
@click.option("--week", metavar="2026-W46", help="ISO week; by default that of yesterday.")
@click.option("--reports", type=click.Choice(list(REPORTS)), default="both", help="Forms of each athlete's report.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; by default one a processor.")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="A Dask cluster of yours does the work (extra cluster).")
def command(  # noqa: PLR0913 (a parameter an option)
    folder: Path, output: Path | None, *, form: str | None, week: str | None, reports: str, jobs: int | None,
    scheduler: str | None,
) -> Exit:  # fmt: skip
    """Show the week of every athlete in DIR, worst first: who needs a call, why, and who has gone silent.

    DIR holds a folder for each athlete: a log, or a bundle that an athlete handed over (runlog share). Each shows what
    that athlete shares. With -o and a folder it writes index.html, team.pdf, team.csv, team.json and a report an
    athlete; a second run looks only at those of whom something changed.
    """
    whole = form is None and output is not None and str(output) != "-" and not output.suffix
    form = "folder" if whole else choose_format(form, output, known=FORMATS, default="text" if output is None else None)
    from runlog.app.team import TeamRequest, look_at_team, team_today, week_of_yesterday

    today = team_today()
    request = TeamRequest(
        root=folder,
        week=Week.parse(week) if week else week_of_yesterday(today),
        today=today,
        out=output if whole else None,
        pages=REPORTS[reports] if whole else (),
    )
    with _workers(jobs, scheduler) as workers, progress_bar("Athletes") as progress:
        result = look_at_team(request, workers, progress)
    if whole and output is not None:
        from runlog.app.team_output import write_team

        write_team(result.report, output)
    elif form == "text":
        from runlog.render.team_terminal import print_team

        with console_for(output) as console:
            print_team(result.report, console)
    else:
        from runlog.app.team_output import team_bytes

        write(team_bytes(result.report, form), output)
    if output is not None and str(output) != "-":
        click.echo(f"Wrote {output}; {result.looked_at} looked at, {result.kept} unchanged", err=True)
    return Exit.SOME_FAILED if result.failed else Exit.DONE


@contextmanager
def _workers(jobs: int | None, scheduler: str | None) -> "Iterator[Workers]":
    if scheduler:
        if jobs:
            raise UsageError("--jobs and --scheduler exclude each other: the cluster has its own workers")
        from runlog.app.cluster import cluster

        with cluster(scheduler) as workers:
            yield workers
        return
    from runlog.app.team import Workers, default_jobs

    yield Workers(jobs=jobs or default_jobs())
