"""`runlog ground`: a map that tells what the tracks ran on."""

from pathlib import Path

import click

from runlog.cli.output import LogPath, log_argument, progress_bar


@click.group("ground")
def command() -> None:
    """Let a map tell the ground under the tracks."""


@command.command("add")
@click.argument("extract", metavar="MAP", type=LogPath)
@log_argument
def add(extract: Path, log: Path) -> None:
    """Read the regional OpenStreetMap extract MAP (.osm.pbf) where the tracks of LOG are, and match them.

    The file is read once and not kept; a log can have several maps. Needs the extra `ground`.
    """
    from runlog.app.ground import add_map_to

    with progress_bar("Matching") as progress:
        result = add_map_to(log, extract, progress=progress)
    km = 1000.0
    click.echo(
        f"{result.name}: {result.ways} ways near your tracks; {result.known} of {result.tracks} tracks are on it."
    )
    click.echo(f"  by the map's tags     {result.tagged_m / km:9.1f} km")
    click.echo(f"  inferred from the way {result.inferred_m / km:9.1f} km")
    click.echo(f"  unknown               {result.unknown_m / km:9.1f} km")
    click.echo("Ground: © OpenStreetMap contributors, openstreetmap.org/copyright")
