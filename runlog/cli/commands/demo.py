"""`runlog demo`: the sample runner, end to end."""

from dataclasses import replace
from pathlib import Path

import click

from runlog.cli.output import language_option
from runlog.messages import Message


@click.command("demo")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo_output"),
    show_default=True,
    help="Folder for the PDF and the PNG.",
)
@language_option
def command(output: Path, lang: str | None) -> None:
    """Show what runlog does on its bundled sample runner: the check, and the weekly report as PDF and PNG."""
    from runlog.app.analysis import analyse
    from runlog.app.demo import sample_log
    from runlog.cli.output import console_for, make_folder, progress_bar, write
    from runlog.render.pdf import to_pdf
    from runlog.render.png import to_png
    from runlog.render.terminal import print_check

    make_folder(output)
    with progress_bar("Reading the sample runner's files") as progress:
        analysis = replace(analyse(sample_log(), progress=progress, language=lang), owner=False)
    with console_for(None) as console:
        print_check(analysis.sheet, console)
    name = f"runlog-{analysis.history.week}"
    pdf, png = output / f"{name}.pdf", output / f"{name}.png"
    write(to_pdf(analysis.report), pdf)
    write(to_png(analysis.report), png)
    speech = analysis.speech
    click.echo("\n" + speech.say(Message.of("told.demo_own")))
    click.echo(speech.say(Message.of("told.demo_picture", file=str(png))))
    click.echo(speech.say(Message.of("told.demo_report", file=str(pdf))))
