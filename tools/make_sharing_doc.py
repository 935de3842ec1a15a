"""Write docs/sharing.md from the lists by which a log is cut, so that the page cannot differ from what leaves."""

from pathlib import Path
from string import Template
from typing import Final

from runlog.app.bundle import WEEKS_BEFORE
from runlog.features.diary_shared import ANSWERS, NEVER, NUMBERS, WORDS
from runlog.features.sharing import OF_AGE
from runlog.report.athlete import PAIN_DAYS, VIEW_WEEKS
from runlog.rules.book import RULES
from runlog.rules.shared import FLAG_ALONE, NEVER_SHARED, SHARED_FROM

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "sharing.md"

_TEXT: Final = Path(__file__).with_name("sharing_page.md")
"""The page's sentences, with `$` where a table or a number stands."""
_TOP: Final = "| what | load | findings | all |\n|---|---|---|---|"
_TRAINING: Final = (
    ("your name, as in `runlog.toml`", "yes", "yes", "yes"),
    ("days, distances, times, kinds of sessions, effort, climb", "yes", "yes", "yes"),
    (f"twelve weeks of distance, the {WEEKS_BEFORE} weeks before as well", "yes", "yes", "yes"),
    ("ground and warm-up of runs", "no", "yes", "yes"),
    ("shoes", "no", "as pair A, B, …", "by name"),
    ("reasons for changed or ignored rules", "no", "no", "yes"),
    ("titles and notes of activities", "no", "no", "a note with a pain mark, as a diary line"),
    ("routes, places, heart rates, devices, names of files", "no", "no", "no"),
)


def page() -> str:
    """The text of docs/sharing.md."""
    training = [_row(*cells) for cells in _TRAINING]
    diary = [
        _row(_names(NUMBERS), "no", "only in findings and the course of pain", "yes"),
        _row(_names(ANSWERS), "no", "only in findings", "yes or no, without words"),
        _row(_names(WORDS), "no", "no words", "as written, save for words of health"),
        _row(_names(("seen_on",)), "no", "only in findings", "only in findings"),
        _row(_names(sorted(NEVER - {"time"})), "never", "never", "never"),
        _row("`[history]`, the diagnosis, who treated you and how, year of birth", "never", "never", "never"),
    ]
    names = {rule.ENTRY.code: rule.ENTRY.name for rule in RULES}
    rules = [_row(*_rule(code, names[code])) for code in names]
    filled = {"training": training, "diary": diary, "rules": rules}
    numbers = {"of_age": str(OF_AGE), "weeks": str(VIEW_WEEKS), "days": str(PAIN_DAYS)}
    tables = {name: "\n".join((_TOP, *rows)) for name, rows in filled.items()}
    return Template(_TEXT.read_text(encoding="utf-8")).substitute(numbers | tables)


def _rule(code: str, name: str) -> tuple[str, str, str, str]:
    mark = " \\*" if code in FLAG_ALONE else ""
    if code in NEVER_SHARED:
        return f"{code} {name}", "never", "never", "never"
    least = SHARED_FROM[code]
    return f"{code} {name}{mark}", "yes" if least == "load" else "no", "yes", "yes"


def _names(fields: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in fields)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")


if __name__ == "__main__":
    main()
