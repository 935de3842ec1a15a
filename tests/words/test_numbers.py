"""Numbers are heard as people write them, and what is no number of the field is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.library.diary_cells import CellError, parse_cell
from runlog.words.numbers import hear_number


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [("pain_0_10", "3/10", 3), ("pain_0_10", "3 / 10", 3), ("pain_0_10", "2,5", 2.5), ("pain_0_10", "3-4", 4),
     ("pain_0_10", "~3", 3), ("pain_0_10", "ca. 3", 3), ("pain_0_10", "about 3", 3), ("pain_0_10", "keine", 0),
     ("pain_0_10", "none", 0), ("pain_0_10", "schmerzfrei", 0), ("leg_pain_0_10", "Keine Beinschmerzen", 0),
     ("pain_0_10", "3 von 10", 3), ("pain_0_10", "3 bis 4", 4), ("pain_0_10", "3\u20134/10", 4), ("pain_0_10", "0", 0),
     ("warm_up_min", "10 min", 10), ("warm_up_min", "none", 0), ("core_min", "1 h", 60), ("core_min", "1,5 Std.", 90),
     ("sat_h", "90 min", 1.5), ("sat_h", "8h", 8), ("water_l", "1,5 Liter", 1.5), ("water_l", "500 ml", 0.5),
     ("hamstring_stretch", "2x", 2), ("hamstring_stretch", "zweimal", None), ("limits_0_4", "2", 2),
     ("water_l", "2 min", None), ("water_l", "none", None), ("odi_0_100", "none", None),
     ("pain_0_10", "3 min", None), ("pain_0_10", "a bit", None),
     ("pain_0_10", "not 3", None), ("pain_0_10", "3 left leg", None), ("core_min", "10-15", None),
     ("pain_0_10", "unchanged", None), ("pain_0_10", "worse", None)],
)  # fmt: skip
def test_a_cell_is_its_number_or_an_error(column: str, text: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(CellError):
            parse_cell(column, text, "dmy")
    else:
        assert parse_cell(column, text, "dmy") == pytest.approx(value)


@pytest.mark.parametrize("text", ["11", "-1", "3-40"])
def test_a_pain_out_of_range_is_told(text: str) -> None:
    with pytest.raises(CellError, match="range"):
        parse_cell("pain_0_10", text, "dmy")


@given(
    st.floats(0, 10).map(lambda value: round(value, 1)), st.sampled_from(["{}", "{}/10", "~{}", "etwa {}", "{} of 10"])
)
def test_a_score_is_the_same_with_a_point_or_a_comma(value: float, around: str) -> None:
    assert hear_number(around.format(value), "score") == value
    assert hear_number(around.format(value).replace(".", ","), "score") == value
