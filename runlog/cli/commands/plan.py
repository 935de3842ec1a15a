"""`runlog plan`: the way back to running as a calendar."""

from pathlib import Path

import click

from runlog.cli.output import language_option, log_argument, output_option, progress_bar, write


@click.command("plan")
@log_argument
@output_option
@language_option
def command(log: Path, output: Path | None, lang: str | None) -> None:
    """Write the return-to-run plan of LOG as a calendar file: `runlog plan anna -o plan.ics`.

    The plan starts with `[return]` in runlog.toml. Its length is a guide: each step waits for quiet symptoms, and
    `runlog check` says whether the next one is open.
    """
    from runlog.app.analysis import analyse_today
    from runlog.app.plan import plan_ics

    with progress_bar("Reading") as progress:
        analysis = analyse_today(log, progress=progress, language=lang)
    write(plan_ics(analysis.history, analysis.speech), output)
