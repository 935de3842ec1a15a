"""`runlog init`: a new log."""

from pathlib import Path

import click

from runlog.cli.output import language_option
from runlog.messages import Message, Speech
from runlog.messages.catalogues import FALLBACK


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@language_option
def command(folder: Path, lang: str | None) -> None:
    """Start a new log in DIR: commented settings, an empty diary, and a folder for exports.

    `--lang de` makes German the language of its reports and answers.
    """
    from runlog.library import init_log

    init_log(folder, language=lang)
    speech = Speech(lang or FALLBACK)
    click.echo(speech.say(Message.of("told.init_begun", folder=str(folder))))
    for told, name in (("settings", "runlog.toml"), ("diary", "diary.csv"), ("exports", "exports")):
        message = Message.of(f"told.init_{told}", file=str(folder / name), folder=str(folder))
        click.echo("  " + speech.say(message))
