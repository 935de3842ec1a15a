"""Writes docs/guidance.md: where each claim of the guidance is served. `python -m tools.make_guidance_doc`.

The rules tell their own guidance ids; the other places are named in `guidance_places.toml`. Every name there is looked
up in the program, so that the page can't tell of a field, rule or sentence that doesn't exist.
"""

import importlib
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, get_args

from runlog.frame.activities import ACTIVITIES
from runlog.frame.diary import DIARY
from runlog.messages import Speech
from runlog.report.clinic_model import ClinicReport
from runlog.report.model import Report
from runlog.report.sheet import CheckSheet
from runlog.rules.book import RULES, rule_page
from runlog.rules.rule import Rule
from runlog.settings import SECTIONS, Settings, keys_of

PLACES: Final = Path(__file__).with_name("guidance_places.toml")
TARGET: Final = Path(__file__).resolve().parent.parent / "docs" / "guidance.md"
IDS: Final = ("U1", *(f"M{n}" for n in range(13)), *(f"K{n}" for n in range(1, 12)))
LEVELS: Final = {"emergency": "RED001", "urgent": "RED002", "appointment": "APPT001"}
PATTERNS: Final = {"K5": "PATN001", "K6": "PATN002"}
_BRACES: Final = re.compile(r"\{[^{}]*\}")
NO_CLAIM: Final = frozenset({"date", "time", "note", "place", "unsteady", "from_activity"})
"""Diary columns that frame the others and serve no single claim; `unsteady` is shown on the clinic page."""
WATCHED: Final = frozenset({"numbness", "tingling", "leg_pain"})
"""Signs below the threshold of every level: told as watched."""
REPORTS: Final = {"weekly": Report, "clinic": ClinicReport, "check": CheckSheet}
HEAD: Final = """# Where the guidance is served

Made by `python -m tools.make_guidance_doc` from the rules' own guidance ids and from `tools/guidance_places.toml`; a
test compares, and fails where a claim is served nowhere or a name doesn't exist. **M**: McCance, *Running and Back
Pain*; **K**: Kieffer, *Runner's Back Pain*; **U**: asked for by the project's user. The claims are in our own words.
Under "ours" stands what neither article says. How sure each rule is: [rules.md](rules.md).
"""


@dataclass(frozen=True, slots=True)
class Guide:
    """The places outside the rules, as the file names them."""

    rows: tuple[Mapping[str, Any], ...]
    urgency: tuple[Mapping[str, Any], ...]
    life: tuple[Mapping[str, Any], ...]


def read_guide(path: Path = PLACES) -> Guide:
    """The parsed file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Guide(tuple(table["row"]), tuple(table["urgency"]), tuple(table["life"]))


def rules_of(claim: str, rules: Sequence[Rule] = RULES) -> list[Rule]:
    """The rules that serve a claim, in the order of the book."""
    return [rule for rule in rules if claim in rule.ENTRY.guidance]


def problems(guide: Guide, rules: Sequence[Rule] = RULES) -> Iterator[str]:
    """Every claim that is served nowhere, and every name that doesn't exist."""
    ids = [row["id"] for row in guide.rows]
    if tuple(ids) != IDS:
        yield f"rows are {', '.join(ids)} and not {', '.join(IDS)}"
    for row in guide.rows:
        shown = any(row.get(kind) for kind in ("report", "sentences"))
        if not rules_of(row["id"], rules) and not (row.get("fields") and shown):
            yield f"{row['id']} is served nowhere"
    known = {rule.ENTRY.code for rule in rules}
    for claim in {claim for rule in rules for claim in rule.ENTRY.guidance} - set(IDS):
        yield f"a rule names the claim {claim}, which there is not"
    yield from (f"no rule {code} for the level {level}" for level, code in LEVELS.items() if code not in known)
    for entry in (*guide.rows, *guide.urgency, *guide.life):
        yield from _unknown_names(entry, known)
    yield from _left_out(guide)


def _left_out(guide: Guide) -> Iterator[str]:
    """Signs and diary columns that no row tells of."""
    signs = {sign for entry in guide.urgency for sign in entry["signs"]}
    yield from (f"no row of the urgency table tells of {sign}" for sign in sorted(set(_signs()) - signs - WATCHED))
    used = {name for entry in (*guide.rows, *guide.urgency) for name in entry.get("fields", ())}
    yield from (f"no row tells of the diary's {name}" for name in DIARY.names if name not in used | NO_CLAIM)


def _signs() -> Mapping[str, Any]:
    return Speech().words("words.sign")


def _unknown_names(entry: Mapping[str, Any], codes: set[str]) -> Iterator[str]:
    where = entry.get("id") or entry.get("symptom") or entry["what"]
    exists: Mapping[str, Callable[[str], bool]] = {
        "fields": lambda name: name in DIARY.names,
        "columns": lambda name: name in ACTIVITIES.names,
        "settings": is_setting,
        "features": is_feature,
        "constants": is_feature,
        "report": is_part,
        "sentences": Speech().knows,
        "signs": lambda name: name in _signs(),
        "rules": lambda name: name in codes,
    }
    for kind, known in exists.items():
        yield from (
            f"{where}: {kind} names {name}, which there is not" for name in entry.get(kind, ()) if not known(name)
        )
    yield from (f"{where}: {key} is not understood" for key in entry.keys() - exists.keys() - _TEXTS)


_TEXTS: Final = frozenset({"id", "claim", "ours", "level", "symptom", "what"})


def is_feature(name: str) -> bool:
    """Whether `module.name` is there in runlog.features."""
    module, _, attribute = name.partition(".")
    try:
        return hasattr(importlib.import_module(f"runlog.features.{module}"), attribute)
    except ModuleNotFoundError:
        return False


def is_part(name: str) -> bool:
    """Whether `report.part` is a field of that report's model."""
    report, _, part = name.partition(".")
    model = REPORTS.get(report)
    return model is not None and is_dataclass(model) and part in {field.name for field in fields(model)}


def is_setting(name: str) -> bool:
    """Whether `key` or `section.key` is one of runlog.toml's."""
    head, _, rest = name.partition(".")
    known = keys_of(Settings)
    if head not in known or not rest:
        return head in known
    models = [one for one in (known[head], *get_args(known[head])) if isinstance(one, type)]
    return any(model in SECTIONS and rest in keys_of(model) for model in models)


def guidance_markdown(guide: Guide) -> str:
    """The whole page."""
    overview = ["| claim | rules | diary | settings |", "|---|---|---|---|", *(_line(row) for row in guide.rows)]
    return "\n".join([HEAD, *overview, "", *(_row(row) for row in guide.rows), *_urgency(guide), *_life(guide)]) + "\n"


def _line(row: Mapping[str, Any]) -> str:
    rules = ", ".join(_link(rule) for rule in rules_of(row["id"]))
    link = f"[{row['id']}](#{row['id'].lower()})"
    return f"| {link} | {rules or '–'} | {_code(row.get('fields', ()))} | {_code(row.get('settings', ()))} |"  # noqa: RUF001 (a dash for an empty cell)


def _row(row: Mapping[str, Any]) -> str:
    lines = [f"## {row['id']}", "", f"{row['claim']}", ""]
    lines += [f"- Rule {_link(rule)}: {rule_page(rule).summary}" for rule in rules_of(row["id"])]
    names = {
        "fields": "Diary", "columns": "Activities", "settings": "Settings", "features": "Worked out by",
        "report": "Report",
    }  # fmt: skip
    lines += [f"- {label}: {_code(row[kind])}" for kind, label in names.items() if row.get(kind)]
    lines += [f"- Said: “{_template(name)}”" for name in row.get("sentences", ())]
    return "\n".join([*lines, f"- Ours: {row['ours']}", ""])


def _urgency(guide: Guide) -> Iterator[str]:
    by_code = {rule.ENTRY.code: rule for rule in RULES}
    yield "## The urgency table\n"
    yield "| level | what is recorded | diary | settings | rule |\n|---|---|---|---|---|"
    for entry in guide.urgency:
        rule = ", ".join(_link(by_code[code]) for code in entry.get("rules", [LEVELS[entry["level"]]]))
        yield (f"| {entry['level']} | {entry['symptom']} | {_code(entry['fields'])} | "
               f"{_code(entry.get('settings', ()))} | {rule} |")  # fmt: skip
    for claim, code in PATTERNS.items():
        fields_of = next(row["fields"] for row in guide.rows if row["id"] == claim)
        yield f"| pattern | {claim}, for a clinician | {_code(fields_of)} |  | {_link(by_code[code])} |"
    yield ""
    for level, code in LEVELS.items():
        yield f"- **{level}**: “{_template(f'{code}.advice')}”"
    yield "- Asked for by the six questions: " + _link(by_code["ASK001"]) + "\n"


def _life(guide: Guide) -> Iterator[str]:
    by_code = {rule.ENTRY.code: rule for rule in RULES}
    yield "## The life of an episode (ours)\n"
    for entry in guide.life:
        told = ", ".join(_constant(name) for name in entry.get("constants", ()))
        rules = ", ".join(_link(by_code[code]) for code in entry.get("rules", ()))
        yield f"- {entry['what']} ({'; '.join(part for part in (told, rules) if part)})"


def _constant(name: str) -> str:
    module, _, attribute = name.partition(".")
    value = getattr(importlib.import_module(f"runlog.features.{module}"), attribute)
    if isinstance(value, timedelta):
        return f"`{name}` = {value.days} days"
    return f"`{name}` = {value:g}" if isinstance(value, int | float) else f"`{name}`"


def _link(rule: Rule) -> str:
    return f"[{rule.ENTRY.code}](rules.md#{rule.ENTRY.code.lower()}-{rule.ENTRY.name})"


def _code(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _template(message_id: str) -> str:
    table, _, name = message_id.rpartition(".")
    return _BRACES.sub("…", str(Speech().words(table)[name]))


def main() -> int:
    """Write the page, unless something named does not exist."""
    guide = read_guide()
    found = list(problems(guide))
    if found:
        print("\n".join(found), file=sys.stderr)
        return 1
    TARGET.write_text(guidance_markdown(guide), encoding="utf-8")
    print(f"wrote {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
