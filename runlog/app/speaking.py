"""The language and units in which to speak to the owner of a log."""

from collections.abc import Sequence
from pathlib import Path

from runlog.library import read_settings
from runlog.messages import Speech
from runlog.settings import Settings


def speech_of(settings: Settings, language: str | None = None) -> Speech:
    """The speech that the settings ask for; `language` where it is given instead of theirs."""
    return Speech(language=language or settings.language, units=settings.units)


def speech_of_sources(sources: Sequence[Path]) -> Speech:
    """The speech of the one log that is asked about; without one, the default."""
    return speech_for(sources[0]) if len(sources) == 1 else Speech()


def speech_for(log: Path) -> Speech:
    """The speech that a log's `runlog.toml` asks for."""
    return speech_of(read_settings(log))
