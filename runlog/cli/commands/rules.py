"""`runlog rules`: the rule book as a list."""

import json
from pathlib import Path

import click

from runlog.cli.output import choose_format, console_for, format_option, output_option, write

FORMATS = ("text", "json")


@click.command("rules")
@format_option(*FORMATS)
@output_option
def command(form: str | None, output: Path | None) -> None:
    """List the rule book: code, name, what the guidance asks, and how good the evidence is."""
    form = choose_format(form, output, known=FORMATS, default="text" if output is None else None)
    from runlog.app.rulebook import rules_document
    from runlog.render.tables import print_rules

    document = rules_document()
    if form == "json":
        write(json.dumps(document, indent=2, ensure_ascii=False) + "\n", output)
    else:
        with console_for(output) as console:
            print_rules(console, document["rules"])
