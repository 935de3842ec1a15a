"""`python -m runlog`."""

from runlog.cli.main import run

run()
