"""Tables of pain apps, of intervals.icu and of other spreadsheets: what they hold for a diary, and nothing guessed."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runlog.errors import ReadError, SkipFileError
from runlog.library.diary_sources import DiarySource, read_source

TODAY = date(2026, 11, 23)
DAY = date(2026, 11, 2)


def source(folder: Path, text: str | bytes, name: str = "pain.csv") -> DiarySource:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    read = read_source(path, today=TODAY)
    assert read is not None
    return read


def long(folder: Path, *lines: str) -> DiarySource:
    return source(folder, "\n".join(["date,category,value,note", *lines]))


def on_day(read: DiarySource) -> list[Mapping[str, Any]]:
    return [{name: cell for name, cell in entry.items() if name != "date"} for entry in read.entries]


def test_the_lines_of_one_day_become_one_entry(tmp_path: Path) -> None:
    read = long(
        tmp_path, "2026-11-02,back pain,3,after gardening", "2026-11-02,leg pain,1,", "2026-11-02,painkiller,no,"
    )
    assert read.entries == (
        {"date": DAY, "pain_0_10": 3, "leg_pain_0_10": 1, "painkillers": "no", "note": "after gardening"},
    )


def test_times_of_day_keep_entries_apart_and_a_second_number_is_a_second_entry(tmp_path: Path) -> None:
    lines = ("2026-11-02 07:10,pain,3,", "2026-11-02 20:00,pain,2,", "2026-11-02,pain,4,", "2026-11-02,pain,5,")
    read = long(tmp_path, *lines)
    assert [(entry.get("time"), entry["pain_0_10"]) for entry in read.entries] == [
        ("07:10", 3), ("20:00", 2), (None, 4), (None, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("category", "value", "cell"),
    [
        ("back pain", "3", ("pain_0_10", 3)), ("Pain", "3/10", ("pain_0_10", 3)),
        ("Rückenschmerzen", "3,5", ("pain_0_10", 3.5)),
        ("leg pain", "2", ("leg_pain_0_10", 2)), ("Beinschmerzen", "2", ("leg_pain_0_10", 2)),
        ("stiffness", "20 min", ("morning_stiffness_min", 20)),
        ("Morgensteifigkeit (min)", "20", ("morning_stiffness_min", 20)),
        ("stretching", "2x", ("hamstring_stretch", 2)), ("Dehnen", "2", ("hamstring_stretch", 2)),
        ("core", "15", ("core_min", 15)), ("Krafttraining", "0.5 h", ("core_min", 30)),
        ("warm-up", "10 min", ("warm_up_min", 10)),
        ("water", "750 ml", ("water_l", 0.75)), ("Wasser", "1,5 l", ("water_l", 1.5)),
        ("water_ml", "750", ("water_l", 0.75)),
        ("sitting", "7.5", ("sat_h", 7.5)), ("Sitzen", "90 min", ("sat_h", 1.5)),
        ("painkiller", "ibuprofen 400", ("painkillers", "ibuprofen 400")),
        ("Schmerzmittel", "nein", ("painkillers", "nein")),
        ("numbness", "left foot", ("numbness", "left foot")), ("Fieber", "nein", ("fever", "nein")),
        ("heat", "1", ("self_care", "heat")), ("physio", "yes", ("treatment", "physio")),
        ("limits", "2", ("limits_0_4", 2)),
    ],
)  # fmt: skip
def test_everyday_categories_are_understood(tmp_path: Path, category: str, value: str, cell: tuple[str, Any]) -> None:
    read = source(tmp_path, f'Datum;Kategorie;Wert\n02.11.2026;{category};"{value}"\n')
    assert read.entries == ({"date": DAY, cell[0]: cell[1]},)


def test_water_and_minutes_of_one_day_add_up(tmp_path: Path) -> None:
    read = long(tmp_path, "2026-11-02 08:00,water,0.5,", "2026-11-02 12:00,water,750 ml,", "2026-11-02 13:00,core,10,")
    assert read.entries == ({"date": DAY, "water_l": 1.25, "core_min": 10},)


@pytest.mark.parametrize(
    ("category", "values", "words"),
    [
        ("back pain", ("30", "80"), "beyond 10"), ("water", ("8", "10"), "neither litres nor millilitres"),
        ("stretching", ("15", "10"), "minutes or times"), ("core", ("1", "2"), "minutes or times"),
        ("stiffness", ("4", "6"), "minutes or a score"),
    ],
)  # fmt: skip
def test_a_number_that_may_mean_several_things_stays_in_words_and_is_said(
    tmp_path: Path, category: str, values: tuple[str, str], words: str
) -> None:
    read = long(tmp_path, f"2026-11-02,{category},{values[0]},", f"2026-11-03,{category},{values[1]},")
    assert on_day(read) == [{"note": f"{category} {value}"} for value in values]
    assert any(words in said for said in read.said)


def test_unknown_categories_are_listed_and_the_rest_is_taken(tmp_path: Path) -> None:
    read = long(tmp_path, "2026-11-02,mood,4,", "2026-11-03,mood,3,", "2026-11-03,Schlaf,7,", "2026-11-03,pain,2,")
    assert on_day(read) == [{"pain_0_10": 2}]
    assert "categories that the diary has no field for: mood (2), Schlaf (1)" in read.said


def test_pain_of_another_part_keeps_its_place(tmp_path: Path) -> None:
    read = long(tmp_path, "2026-11-02,left knee pain,4,", "2026-11-02,pain,1,")
    assert on_day(read) == [{"pain_0_10": 4, "place": "left knee"}, {"pain_0_10": 1}]


def test_bad_dates_and_days_to_come_are_left_out_and_said(tmp_path: Path) -> None:
    read = long(tmp_path, "soon,pain,1,", "2026-11-30,pain,1,", "2026-11-02,pain,2,")
    assert on_day(read) == [{"pain_0_10": 2}]
    assert "without a usable date and left out: line 2" in read.said
    assert "dated after today and left out: 1 entry" in read.said


def test_a_table_without_any_usable_date_is_an_error_and_one_without_a_known_category_is_not(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="line 2: no usable date"):
        long(tmp_path, "soon,pain,1,")
    with pytest.raises(SkipFileError, match="heart rate"):
        long(tmp_path, "2026-11-02,heart rate,50,")


WELLNESS = "id,soreness,fatigue,injury,hydration,hydrationVolume,comments\n"


def test_soreness_and_injury_of_intervals_icu_are_never_pain(tmp_path: Path) -> None:
    read = source(tmp_path, WELLNESS + "2026-11-02,2,2,1,2,2.1,slept badly\n2026-11-03,4,2,4,2,,\n")
    assert on_day(read) == [
        {"note": "slept badly; intervals.icu: soreness 2, injury 1", "water_l": 2.1},
        {"note": "intervals.icu: soreness 4, injury 4 (injured)"},
    ]
    assert any(said.startswith("soreness (values from 2 to 4)") for said in read.said)
    assert "not taken: fatigue, hydration" in read.said


def test_an_injury_of_four_on_a_longer_scale_is_not_called_injured(tmp_path: Path) -> None:
    read = source(tmp_path, WELLNESS + "2026-11-02,,,4,,,\n2026-11-03,,,9,,,\n")
    assert on_day(read) == [{"note": "intervals.icu: injury 4"}, {"note": "intervals.icu: injury 9"}]


@pytest.mark.parametrize(
    ("volumes", "litres"), [((2.1, 1.5), [2.1, 1.5]), ((2100, 1500), [2.1, 1.5]), ((64, 80), [None, None])]
)
def test_the_unit_of_the_water_is_read_from_the_data(
    tmp_path: Path, volumes: tuple[float, float], litres: list[float | None]
) -> None:
    rows = [{"id": f"2026-11-0{n}", "soreness": 1, "injury": 1, "hydrationVolume": v} for n, v in enumerate(volumes, 2)]
    read = source(tmp_path, json.dumps(rows), "wellness.json")
    assert [entry.get("water_l") for entry in read.entries] == litres


def test_the_calendars_end_dates_are_exclusive(tmp_path: Path) -> None:
    events = [
        {"start_date_local": f"2026-11-{first:02}T00:00:00", "end_date_local": f"2026-11-{end:02}T00:00:00",
         "category": category, "name": name}
        for first, end, category, name in [
            (2, 6, "INJURED", "calf"), (10, 11, "SICK", "Sick"), (12, 13, "WORKOUT", "x"),
        ]
    ]  # fmt: skip
    read = source(tmp_path, json.dumps(events), "events.json")
    assert [(entry["date"].day, entry["note"]) for entry in read.entries if isinstance(entry["date"], date)] == [
        (2, "injured 2026-11-02 to 2026-11-05 (intervals.icu calendar): calf"),
        (10, "sick 2026-11-10 (intervals.icu calendar)"),
    ]


def test_a_spreadsheet_with_our_columns_is_read_as_the_diary_is(tmp_path: Path) -> None:
    text = '\ufeffDatum;Schmerz;Wetter;Notiz\r\n02.11.2026;2,5;Regen;"ging; so"\r\n'
    read = source(tmp_path, text)
    assert read.entries == ({"date": DAY, "pain_0_10": 2.5, "note": "ging; so"},)
    assert any("Wetter" in said for said in read.said)


@pytest.mark.parametrize(
    "text",
    [
        "date,sport,distance_km\n2026-11-02,run,5\n", "date,weight,sleep\n2026-11-02,70,7\n", "", "GIF89a",
        "date,sport,distance_km,pain_0_10\n2026-11-02,run,5,3\n",
        '[{"id": 1, "start_date_local": "2026-11-02", "type": "Run"}]',
        "type,value\npain,3\n", "date,hrv,restingHR\n2026-11-02,50,45\n",
    ],
)  # fmt: skip
def test_other_tables_are_no_diary(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.csv").write_text(text)
    assert read_source(tmp_path / "x.csv", today=TODAY) is None


def test_a_number_beyond_its_field_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    lines = [
        "2026-11-02,water,5,",
        *["2026-11-02 10:00,water,6,"] * 4,
        "2026-11-02,pain,2,",
        "2026-11-03,sitting,25 h,",
    ]
    read = long(tmp_path, *lines)
    assert on_day(read) == [{"pain_0_10": 2}]
    assert any("water_l 29 on 2026-11-02" in said for said in read.said)


def test_six_digits_of_a_number_are_kept(tmp_path: Path) -> None:
    assert on_day(source(tmp_path, "date,pain_0_10,note\n2026-11-02,0.3333333333,x\n"))[0]["pain_0_10"] == 0.333333


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_table_is_read_refused_or_no_diary(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = (WELLNESS + "2026-11-02,2,2,1,2,2.1,slept badly\n" * 3).encode()
    at = data.draw(st.integers(0, len(whole)))
    broken = whole[:at] + data.draw(st.binary(max_size=12)) + whole[data.draw(st.integers(at, len(whole))) :]
    path = tmp_path_factory.mktemp("source") / "x.csv"
    path.write_bytes(broken)
    try:
        read = read_source(path, today=TODAY)
    except (ReadError, SkipFileError):
        return
    assert read is None or all(isinstance(entry["date"], date) for entry in read.entries)
