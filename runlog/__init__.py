"""runlog: what a runner's watch and pain diary say about load on the back.

>>> import runlog
>>> log = runlog.open("sample_data")          # doctest: +SKIP
>>> log.activities, log.diary                 # doctest: +SKIP
>>> log.check("2026-W47")                     # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runlog.app.interface import open_log_for_notebook as open  # noqa: A004 (the interface reads runlog.open)
    from runlog.app.interface import read

__version__ = "0.1.0"
__all__ = ["__version__", "open", "read"]


def __getattr__(name: str) -> Any:
    # pandas is imported only when the interface is used, so that the command line's help stays instant.
    if name in ("open", "read"):
        from runlog.app import interface

        return {"open": interface.open_log_for_notebook, "read": interface.read}[name]
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
