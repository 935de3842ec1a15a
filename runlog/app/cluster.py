"""A Dask cluster at an address that the user gives, as an executor (extra `cluster`)."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, Final

from runlog import __version__
from runlog.app.team import Workers
from runlog.distribution import install_hint
from runlog.errors import UsageError

ANSWER_S: Final = 10
"""So long a scheduler has to answer."""


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """The workers of the scheduler at `address`, such as `tcp://127.0.0.1:8786`.

    Raises:
        UsageError: the extra is not installed, nobody answers there, or a worker has no runlog or another one.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(f"--scheduler needs the extra `cluster`: {install_hint('cluster')}") from None
    try:
        connect: Any = Client
        client = connect(address, timeout=ANSWER_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError, ImportError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {address} ({_first_line(error)}); start one with: dask scheduler"
        ) from None
    try:
        threads = sum(client.ncores().values())
        if not threads:
            raise UsageError(f"the scheduler at {address} has no worker; start one with: dask worker {address}")
        _check_versions(client)
        # Each athlete is a task of its own, done again where it is sent again.
        yield Workers(jobs=threads, executor=_executor(client))
    finally:
        client.close()


def _executor(client: Any) -> Executor:
    executor: Executor = client.get_executor(pure=False)
    return executor


def _check_versions(client: Any) -> None:
    try:
        versions = client.run(_version)
    except Exception as error:  # noqa: BLE001 (whatever a worker raises: it cannot do the work)
        raise UsageError(
            f"a worker cannot use runlog ({_first_line(error)}); install runlog {__version__} where the workers run"
        ) from None
    for worker, version in versions.items():
        if version != __version__:
            raise UsageError(f"the worker {worker} has runlog {version}, here it is {__version__}; install the same")


def _version() -> str:
    from runlog import __version__ as version

    return version


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
