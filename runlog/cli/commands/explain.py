"""`runlog explain CODE`: one rule's public page."""

import click

from runlog.cli.output import console_for


@click.command("explain")
@click.argument("code")
def command(code: str) -> None:
    """Explain the rule CODE, such as LOAD001 (or its name): what it looks at, why, what to do, limits, sources."""
    from runlog.app.rulebook import explain
    from runlog.render.tables import print_page

    heading, sections = explain(code)
    with console_for(None) as console:
        print_page(console, heading, sections)
