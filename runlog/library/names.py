"""What files of a log are called, and where what belongs to a log lies outside it. Nothing heavy is imported here."""

import hashlib
import os
from pathlib import Path
from typing import Final

DIARY_NAME: Final = "diary.csv"
LOCK_NAME: Final = ".diary.lock"
"""Held while files of the log itself are written."""
SETTINGS_NAME: Final = "runlog.toml"
EXPORTS_NAME: Final = "exports"
BUNDLE_NAME: Final = "bundle.json"
CACHE_VARIABLE: Final = "RUNLOG_CACHE"
"""Environment variable that moves the folder of caches."""
MAPS_SUFFIX: Final = ".ground.sqlite"


def cache_folder() -> Path:
    """The platform's cache folder, or the one that `RUNLOG_CACHE` names."""
    folder = os.environ.get(CACHE_VARIABLE)
    if not folder:
        import platformdirs

        folder = platformdirs.user_cache_dir("runlog", appauthor=False)
    return Path(folder)


def cache_path(log: Path) -> Path:
    """Where the cache of the log at `log` is, below the folder of caches."""
    name = hashlib.blake2b(os.fsencode(log.resolve()), digest_size=16).hexdigest()
    return cache_folder() / f"{name}.sqlite"


def map_store_path(log: Path) -> Path:
    """Where the maps of the log at `log` are kept: beside its cache."""
    return cache_path(log).with_suffix(MAPS_SUFFIX)
