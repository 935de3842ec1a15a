"""What people write is heard in one place: no other module keeps a list of body, answer or sport words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import runlog

PACKAGE = Path(runlog.__file__).parent
TELLING = {
    "body": ("wade", "waden", "knie", "rücken", "gesäß", "steiß", "kreuzbein", "schulterblatt", "calves", "shins",
             "fersen", "zehen", "buttocks", "tailbone", "oberschenkel", "leiste"),
    "signs": ("taub", "taubheit", "kribbeln", "schwäche", "tingly", "incontinen", "harnblase", "gestürzt", "sturz",
              "unfall", "fieber", "tripped", "gefühllos"),
    "answers": ("nein", "nee", "nix", "keine", "nope", "vielleicht", "jein", "oui", "yep", "kein", "nicht"),
    "who looked": ("masseur", "orthopäde", "hausarzt", "gp", "physiotherapeut", "krankenhaus"),
    "medicine": ("ibuprofen", "paracetamol", "schmerzmittel", "tablette"),
    "weather and care": ("hitze", "plötzlich", "schwül", "aufstehen", "scorching"),
}  # fmt: skip
"""A few words of each kind that nothing but a list of heard words would hold; names of columns are none of them."""
ALLOWED: dict[str, set[str]] = {}
"""Module → words that stand there for another reason."""


def strings() -> Iterator[tuple[str, str]]:
    """Every string constant outside `words/` that is no docstring, with its module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        if module.startswith("words/"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield module, node.value


FOUND = [(module, word.casefold()) for module, text in strings() for word in re.findall(r"[^\W\d_]+", text)]


@pytest.mark.parametrize("kind", TELLING)
def test_no_list_of_such_words_stands_outside_the_words(kind: str) -> None:
    telling = {word.casefold() for word in TELLING[kind]}
    found = {(module, word) for module, word in FOUND if word in telling and word not in ALLOWED.get(module, set())}
    assert found == set()


def test_the_search_would_find_such_a_list() -> None:
    assert {"nein", "nix"} <= set(re.findall(r"[^\W\d_]+", 'frozenset({"nein", "nix"})'))
