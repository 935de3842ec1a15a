"""Pure functions from samples and words to columns.

`DERIVE_VERSION` is part of a cache's key: raise it whenever the same recording would give other columns. Functions are
imported when they are first used: a log whose files are all known derives nothing from samples.
"""

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from runlog.derive.ground import ground_of
    from runlog.derive.noted_pain import with_noted_pain
    from runlog.derive.summary import summarise
    from runlog.derive.warm_up import warm_up_of

__all__ = ["DERIVE_VERSION", "ground_of", "summarise", "warm_up_of", "with_noted_pain"]

DERIVE_VERSION: Final = 6
_HOMES: Final = {
    "ground_of": "ground",
    "summarise": "summary",
    "warm_up_of": "warm_up",
    "with_noted_pain": "noted_pain",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"runlog.derive.{_HOMES[name]}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
