"""How many processors there are to use."""

import os
import sys


def processors() -> int:
    """Processors that this process may use: one where it was itself started to help."""
    # A process that was started so has imported this; any other need not for the answer.
    started = sys.modules.get("multiprocessing.process")
    if started is not None and started.parent_process() is not None:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
