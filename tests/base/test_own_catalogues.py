"""Catalogues in a folder of one's own: what is wrong with one is told in a line, what it lacks is said in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from runlog.errors import SettingsError
from runlog.messages import Message, Speech
from runlog.messages.catalogues import catalogue, languages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("RUNLOG_CATALOGUES", str(tmp_path))
    catalogue.cache_clear()
    yield tmp_path
    catalogue.cache_clear()


def test_what_a_catalogue_lacks_is_said_in_english(folder: Path) -> None:
    (folder / "nl.toml").write_text('[language]\nname = "Nederlands"\nlocale = "nl"\n[report]\nso_far = "tot nu toe"\n')
    speech = Speech("nl")
    assert speech.say(Message.of("report.so_far")) == "tot nu toe"
    assert speech.say(Message.of("report.empty")) == Speech().say(Message.of("report.empty"))
    assert speech.words("words.ground") == Speech().words("words.ground")
    assert speech.fixed(2.5) == "2,5"


def test_a_damaged_catalogue_is_named_with_its_place(folder: Path) -> None:
    (folder / "nl.toml").write_text("[language\n")
    with pytest.raises(SettingsError, match=r"nl\.toml: this catalogue cannot be read .*line 1"):
        Speech("nl").say(Message.of("report.so_far"))


def test_an_unknown_locale_is_named(folder: Path) -> None:
    (folder / "nl.toml").write_text('[language]\nname = "Nederlands"\nlocale = "zz_QQ"\n')
    with pytest.raises(SettingsError, match="'zz_QQ' is no locale"):
        Speech("nl").fixed(2.5)


def test_a_language_is_never_a_path(folder: Path) -> None:
    (folder / "nl.toml").write_text('[language]\nname = "x"\n')
    (folder / "below").mkdir()
    assert languages() == ("de", "en", "nl")
    with pytest.raises(KeyError):
        catalogue("below/../nl")
