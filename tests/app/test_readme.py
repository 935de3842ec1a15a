"""The README tells the truth: its output is the demo's, its commands and files exist."""

import re

import pytest

from runlog.cli.main import COMMANDS
from tests.conftest import REPO
from tools.make_readme_output import PAGE, page

README = PAGE.read_text(encoding="utf-8")


def test_the_demo_output_is_what_the_demo_prints() -> None:
    assert page(README) == README, "run: make docs"


def test_every_command_is_in_the_table_and_every_command_of_the_table_exists() -> None:
    named = set(re.findall(r"`runlog ([a-z]+)", README))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_file_that_is_linked_exists(link: str) -> None:
    assert (REPO / link).exists()
