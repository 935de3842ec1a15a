"""`runlog team`: many athletes' logs on one page, worst first, and a report each."""

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from runlog.cli.exits import Exit
from runlog.cli.output import (
    check_if_changed,
    choose_format,
    console_for,
    force_option,
    format_option,
    if_changed_option,
    is_forced,
    language_option,
    progress_bar,
)
from runlog.clock import Week
from runlog.errors import UsageError
from runlog.messages import Message, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runlog.app.team import Workers
    from runlog.report.team_model import TeamReport

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
@force_option
@format_option(*FORMATS)
@click.option("--week", metavar="2026-W46", help="ISO week; by default that of yesterday.")
@click.option("--reports", type=click.Choice(list(REPORTS)), default="both", help="Forms of each athlete's report.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; by default one a processor.")
@click.option("--time-limit", type=click.FloatRange(min=0.1), default=600.0, help="Seconds for one athlete's log.")
@click.option("--memory-limit", type=click.IntRange(min=64), default=4096, help="Megabytes for one athlete's log.")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="A Dask cluster of yours does the work (extra cluster).")
@language_option
@if_changed_option
def command(folder: Path, output: Path | None, form: str | None, week: str | None, **given: Any) -> Exit:
    """Show the week of every athlete in DIR, worst first: who needs a call, why, and who has gone silent.

    DIR holds a folder for each athlete: a log, or a bundle that an athlete handed over (runlog share). Each shows what
    that athlete shares. With -o and a folder it writes index.html, team.pdf, team.csv, team.json and a report an
    athlete; a second run looks only at those of whom something changed.
    """
    whole = form is None and output is not None and str(output) != "-" and not output.suffix
    form = "folder" if whole else choose_format(form, output, known=FORMATS, default="text" if output is None else None)
    check_if_changed(form, output, if_changed=given["if_changed"])
    from runlog.app.team import TeamRequest, look_at_team, team_today, week_of_yesterday

    today = team_today()
    request = TeamRequest(
        root=folder,
        week=Week.parse(week) if week else week_of_yesterday(today),
        today=today,
        out=output if whole else None,
        pages=REPORTS[given["reports"]] if whole else (),
        language=given["lang"],
        seconds_max=given["time_limit"],
        memory_mb_max=given["memory_limit"],
    )
    with _workers(given["jobs"], given["scheduler"]) as workers, progress_bar("Athletes") as progress:
        result = look_at_team(request, workers, progress)
    written = _written(result.report, output, form, if_changed=given["if_changed"])
    if output is not None and str(output) != "-":
        speech = Speech(language=result.report.language)
        file = Message.of("told.wrote" if written else "told.unchanged", file=str(output))
        counts = Message.of("told.team", looked_at=result.looked_at, kept=result.kept)
        click.echo(f"{speech.say(file)}; {speech.say(counts)}", err=True)
    return Exit.SOME_FAILED if result.failed else Exit.DONE


def _written(report: "TeamReport", output: Path | None, form: str, *, if_changed: bool) -> bool:
    if form == "folder" and output is not None:
        from runlog.app.team_output import write_team

        return write_team(report, output, force=is_forced()) or not if_changed
    if form == "text":
        from runlog.render.team_terminal import print_team

        with console_for(output) as console:
            print_team(report, console)
        return True
    from runlog.app.team_output import team_pieces, write_form

    if output is None or str(output) == "-":
        for piece in team_pieces(report, form):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return True
    return write_form(report, form, output, force=is_forced()) or not if_changed


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
