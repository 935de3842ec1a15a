"""`runlog init`: a new log."""

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Start a new log in DIR: commented settings, an empty diary, and a folder for exports."""
    from runlog.library import init_log

    init_log(folder)
    click.echo(f"Started a log in {folder}")
    click.echo(f"  {folder / 'runlog.toml'}   settings; every line is optional")
    click.echo(f"  {folder / 'diary.csv'}     pain and habits; or: runlog diary add 2 --log {folder}")
    click.echo(f"  {folder / 'exports'}       put your watch's files here, or: runlog import FILES --into {folder}")
