"""docs/json.md tells the shapes of what runlog really prints."""

import pytest

from tools.make_json_doc import PAGE, Shape, meanings, page, shapes


@pytest.fixture(scope="module")
def found() -> dict[str, Shape]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNLOG_STRICT_RULES", "1")
        return dict(shapes())


def test_the_page_is_what_real_output_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.make_json_doc"


def test_every_document_begins_with_its_version(found: dict[str, Shape]) -> None:
    assert all(next(iter(shape)) == "format_version" for shape in found.values())


def test_every_field_at_the_top_says_what_it_means(found: dict[str, Shape]) -> None:
    fields = meanings()
    for name, shape in found.items():
        told, like = set(fields[name]["fields"]), fields[name].get("like")
        while like:
            told |= set(fields[like]["fields"])
            like = fields[like].get("like")
        assert {path for path in shape if "." not in path and "[]" not in path} <= told, name


def test_nothing_is_explained_that_is_not_there(found: dict[str, Shape]) -> None:
    fields = meanings()
    for name, shape in found.items():
        assert set(fields[name]["fields"]) <= set(shape), name
        assert set(fields[name]["open"]) <= set(shape), name
