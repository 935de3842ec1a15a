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
    from runlog.app.speaking import speech_for
    from runlog.messages import Message

    with progress_bar("Matching") as progress:
        result = add_map_to(log, extract, progress=progress)
    speech = speech_for(log)
    counts = {"ways": result.ways, "known": result.known, "tracks": result.tracks}
    click.echo(speech.say(Message.of("told.map_read", name=result.name, **counts)))
    click.echo("  " + speech.say(Message.of("told.map_tagged", tagged_m=result.tagged_m)))
    click.echo("  " + speech.say(Message.of("told.map_inferred", inferred_m=result.inferred_m)))
    click.echo("  " + speech.say(Message.of("told.map_unknown", unknown_m=result.unknown_m)))
    click.echo(speech.say(Message.of("report.ground.credit")))
