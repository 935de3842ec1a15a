"""`runlog.toml` read, and a new log begun."""

import json
import re
import tomllib
from pathlib import Path
from typing import Final

from runlog.errors import SettingsError, UsageError
from runlog.library.diary_file import diary_path
from runlog.library.diary_write import FIRST_LINE
from runlog.library.file_lock import LockTimeoutError, locked, replace_file
from runlog.library.names import DIARY_NAME, EXPORTS_NAME, LOCK_NAME, SETTINGS_NAME
from runlog.library.plain_files import SETTINGS_BYTES_MAX, read_plain
from runlog.settings import Settings, TableReading, parse_settings

_LANGUAGE_LINE: Final = re.compile(r'^# language = "\w+"', re.MULTILINE)
_PLACE: Final = re.compile(r"^(?P<what>.*?)\s*\(at (?P<where>.*)\)$", re.DOTALL)


def read_settings(log: Path) -> Settings:
    """The settings of a log; a log without `runlog.toml`, or a bare file, has the default ones.

    Raises:
        SettingsError: the file isn't TOML (one line with its place), or holds an unknown key or a wrong value.
    """
    path = log / SETTINGS_NAME
    if not log.is_dir() or not path.exists():
        return Settings()
    try:
        text = read_plain(path, bytes_max=SETTINGS_BYTES_MAX).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be opened ({error.strerror}); check that it is a readable file") from None
    try:
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_explain(path, str(error))) from None
    return parse_settings(values, source=str(path))


def _explain(path: Path, problem: str) -> str:
    match = _PLACE.match(problem)
    what, where = (match["what"], match["where"]) if match else (problem, "an unknown place")
    hint = "texts stand in quotation marks, dates and numbers without, true and false in small letters"
    return f"{path}, {where}: {what[:1].lower()}{what[1:]}; mend that line ({hint})"


def keep_tables(log: Path, told: TableReading) -> None:
    """Write how tables are to be read into a log's settings, behind what stands there.

    Raises:
        UsageError: the settings have a section `[tables]` already, and the text says what to write there; or they
            cannot be written.
    """
    lines = [f'{key} = "{value}"' for key in ("decimal", "units", "dates") if (value := getattr(told, key))]
    columns = [
        f"{json.dumps(header, ensure_ascii=False)} = {json.dumps(name)}" for header, name in told.columns.items()
    ]
    section = "\n".join(["[tables]", *lines, *(["[tables.columns]", *columns] if columns else [])])
    path = log / SETTINGS_NAME
    if read_settings(log).tables != TableReading():
        wanted = "; ".join([*lines, *columns])
        raise UsageError(f"{path} has a section [tables] already; write there: {wanted}")
    text = read_plain(path, bytes_max=SETTINGS_BYTES_MAX).decode("utf-8-sig") if path.exists() else ""
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    try:
        with locked(log / LOCK_NAME):
            replace_file(path, f"{text}{gap}{section}\n".encode())
    except LockTimeoutError:
        raise UsageError(f"{path} is being written by another runlog; try again in a moment") from None
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}): check the folder's permissions; nothing was changed"
        ) from None


def settings_template(language: str | None = None) -> str:
    """The commented settings of a new log, in which `language` is set where it is given."""
    from importlib import resources

    text = (resources.files("runlog.library") / "templates" / SETTINGS_NAME).read_text(encoding="utf-8")
    return _LANGUAGE_LINE.sub(f'language = "{language}"', text) if language else text


def init_log(folder: Path, *, language: str | None = None) -> None:
    """Begin a log: commented settings, an empty diary, a folder for exports.

    What is there already is never overwritten. `language` becomes that of the log.

    Raises:
        UsageError: the folder is a log already, or cannot be written.
    """
    present = [path.name for path in (folder / SETTINGS_NAME, diary_path(folder)) if path.exists()]
    if present:
        raise UsageError(f"{folder} is a log already: it holds {' and '.join(present)}; nothing was changed")
    try:
        (folder / EXPORTS_NAME).mkdir(parents=True, exist_ok=True)
        for name, text in ((SETTINGS_NAME, settings_template(language)), (DIARY_NAME, FIRST_LINE)):
            with (folder / name).open("x", encoding="utf-8", newline="") as file:
                file.write(text)
    except OSError as error:
        raise UsageError(f"{folder}: no log can be made there ({error.strerror}); choose another folder") from None
