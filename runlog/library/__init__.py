"""A log on disk: its files, cache, diary and settings.

Names are imported when they are first used, so that `runlog init` and `runlog diary add` need no pandas.
"""

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from runlog.library.copying import CopyResult
    from runlog.library.decoding import Progress, Readers, default_readers
    from runlog.library.diary_read import DiaryLine, DiaryReading, read_diary
    from runlog.library.diary_write import append_entry, diary_of, edit_entry, list_entries
    from runlog.library.importing import import_exports
    from runlog.library.inspecting import inspect_paths
    from runlog.library.log import Log, open_log
    from runlog.library.map_adding import MapResult, add_map
    from runlog.library.private_areas import PrivateAreas, areas_of_log
    from runlog.library.settings_file import init_log, read_settings
    from runlog.library.verdict import ActivityLine, FileVerdict
    from runlog.library.watches import find_watches

__all__ = [
    "ActivityLine",
    "CopyResult",
    "DiaryLine",
    "DiaryReading",
    "FileVerdict",
    "Log",
    "MapResult",
    "PrivateAreas",
    "Progress",
    "Readers",
    "add_map",
    "append_entry",
    "areas_of_log",
    "default_readers",
    "diary_of",
    "edit_entry",
    "find_watches",
    "import_exports",
    "init_log",
    "inspect_paths",
    "list_entries",
    "open_log",
    "read_diary",
    "read_settings",
]

_HOMES: Final = {
    "ActivityLine": "verdict",
    "CopyResult": "copying",
    "DiaryLine": "diary_read",
    "DiaryReading": "diary_read",
    "FileVerdict": "verdict",
    "Log": "log",
    "MapResult": "map_adding",
    "PrivateAreas": "private_areas",
    "Progress": "decoding",
    "Readers": "decoding",
    "add_map": "map_adding",
    "append_entry": "diary_write",
    "default_readers": "decoding",
    "diary_of": "diary_write",
    "edit_entry": "diary_write",
    "find_watches": "watches",
    "import_exports": "importing",
    "init_log": "settings_file",
    "inspect_paths": "inspecting",
    "list_entries": "diary_write",
    "open_log": "log",
    "areas_of_log": "private_areas",
    "read_diary": "diary_read",
    "read_settings": "settings_file",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"runlog.library.{_HOMES[name]}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
