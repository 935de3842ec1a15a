"""`runlog share`: the bundle that an athlete hands to a coach."""

from pathlib import Path

import click

from runlog.cli.exits import Exit
from runlog.cli.output import language_option, log_argument, progress_bar
from runlog.cli.verdicts import exit_code_of


@click.command("share")
@log_argument
@click.option(
    "-o", "--output", "folder", required=True, type=click.Path(path_type=Path), help="The folder to hand over."
)
@language_option
def command(log: Path, folder: Path, lang: str | None) -> Exit:
    """Write into a folder what a coach may have of LOG: a page to read, and data for `runlog team`.

    `share` in runlog.toml says how much: "load" (also where nothing is said), "findings" or "all".
    Run it again to renew the folder: `runlog share anna -o for-coach`.
    """
    from runlog.app.bundle import share
    from runlog.render.visible import visible

    with progress_bar("Reading") as progress:
        shared = share(log, folder, progress=progress, language=lang)
    for line in shared.told:
        click.echo(visible(line))
    return exit_code_of(shared.files)
