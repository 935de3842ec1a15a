"""How runlog's own outputs are marked, so that none is ever read as an export."""

from typing import Final

MARK: Final = "runlog-output"
