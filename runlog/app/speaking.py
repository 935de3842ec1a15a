"""The language and units in which to speak to the owner of a log."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from runlog.library import read_settings
from runlog.library.names import DIARY_NAME, SETTINGS_NAME
from runlog.messages import Speech
from runlog.settings import Settings


def speech_of(settings: Settings, language: str | None = None) -> Speech:
    """The speech that the settings ask for, to whoever may not write into the log; `language` instead of theirs."""
    return Speech(language=language or settings.language, units=settings.units, log=None)


def speech_to_owner(settings: Settings, log: Path, language: str | None = None) -> Speech:
    """As `speech_of`, to the runner: the commands that it prints name `log` as it was typed."""
    return replace(speech_of(settings, language), log="" if log == Path() else str(log), log_begun=is_log(log))


def is_log(path: Path) -> bool:
    """Whether a folder holds a diary or settings."""
    return any((path / name).is_file() for name in (DIARY_NAME, SETTINGS_NAME))


def speech_of_sources(sources: Sequence[Path]) -> Speech:
    """The speech of the one log that is asked about; without one, the default."""
    return speech_for(sources[0]) if len(sources) == 1 else Speech()


def speech_for(log: Path) -> Speech:
    """The speech that a log's `runlog.toml` asks for."""
    return speech_to_owner(read_settings(log), log)
