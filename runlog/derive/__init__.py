"""Pure functions from samples and words to columns.

`DERIVE_VERSION` is part of a cache's key: raise it whenever the same recording would give other columns.
"""

from typing import Final

from runlog.derive.ground import ground_of
from runlog.derive.summary import summarise
from runlog.derive.warm_up import warm_up_of

__all__ = ["DERIVE_VERSION", "ground_of", "summarise", "warm_up_of"]

DERIVE_VERSION: Final = 3
