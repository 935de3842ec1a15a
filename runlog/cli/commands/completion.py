"""`runlog completion`: the completion script of a shell."""

import click
from click.shell_completion import get_completion_class

from runlog.errors import UsageError


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of SHELL.

    Bash: add `eval "$(runlog completion bash)"` to ~/.bashrc; zsh likewise in ~/.zshrc;
    fish: `runlog completion fish > ~/.config/fish/completions/runlog.fish`.
    """
    from runlog.cli.main import runlog

    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"no completion is known for {shell}")
    click.echo(kind(runlog, {}, "runlog", "_RUNLOG_COMPLETE").source())
