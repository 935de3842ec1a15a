"""DIARY: one row per diary entry; all columns but the last are those of `diary.csv`."""

from typing import Final

from runlog.frame.table import Column, Table

YES_NO: Final = (
    "yes, no or your own words, kept as written; empty, a dash or n/a: not recorded; what is not clear is asked about"
)


def _sign(name: str, doc: str) -> Column:
    return Column(name, "str", f"{doc} ({YES_NO})")


DIARY: Final = Table(
    "DIARY",
    (
        Column("date", "datetime64[us]", "the runner's local day; the only column that must be filled"),
        Column("time", "str", "HH:MM on the runner's clock"),
        Column("pain_0_10", "float64", "back pain, 0 none to 10 worst", low=0, high=10),
        Column("leg_pain_0_10", "float64", "leg pain, 0 none to 10 worst", low=0, high=10),
        Column("before_after", "str", "`before` or `after` a run"),
        Column("place", "str", "where it hurts; empty means low back"),
        Column("side", "str", "left, right, both, middle"),
        Column("radiates_to", "str", "where the pain spreads to"),
        _sign("numbness", "numb skin"),
        _sign("tingling", "pins and needles"),
        _sign("weakness", "weakness of a leg or foot"),
        _sign("both_sides", "the sign is on both sides"),
        _sign("growing", "the sign is growing within hours or days"),
        _sign("bladder_bowel", "a change of bladder or bowel"),
        _sign("sexual_function", "a change of sexual function"),
        _sign("saddle", "numbness between the legs"),
        _sign("fever", "fever or feeling very unwell"),
        _sign("weight_loss", "weight lost without trying"),
        _sign("unsteady", "unsteady on the legs"),
        _sign("trauma", "a fall or accident; `minor` is minor, any other yes is major"),
        Column("onset", "str", "sudden or gradual"),
        Column("cause", "str", "what the runner thinks it came from"),
        Column("morning_stiffness_min", "float64", "minutes of stiffness on getting up", low=0, high=1440),
        _sign("night_pain", "pain that breaks sleep"),
        Column("after_activity", "str", "the activity it came after"),
        Column("warm_up_min", "float64", "minutes of warm-up before the day's run; 0 is none", low=0, high=180),
        Column("hamstring_stretch", "float64", "how many times the hamstrings were stretched", low=0, high=20),
        Column("core_min", "float64", "minutes of core or strength work; 0 is none", low=0, high=600),
        _sign("moved", "was up and about: a walk, gentle movement"),
        Column("sat_h", "float64", "hours sitting", low=0, high=24),
        Column("water_l", "float64", "litres drunk", low=0, high=20),
        _sign("painkillers", "took a painkiller, as advised by a doctor or pharmacist"),
        Column("self_care", "str", "what was tried"),
        Column("helped", "str", "whether it helped"),
        Column("treatment", "str", "treatment by others"),
        Column("limits_0_4", "float64", "how much it limits daily life, 0 not at all to 4 completely", low=0, high=4),
        Column("q_participation", "float64", "weekly questionnaire, taking part: 0, 8, 17 or 25", low=0, high=25),
        Column("q_volume", "float64", "weekly questionnaire, training volume: 0, 8, 17 or 25", low=0, high=25),
        Column("q_performance", "float64", "weekly questionnaire, performance: 0, 8, 17 or 25", low=0, high=25),
        Column("q_pain", "float64", "weekly questionnaire, pain: 0, 8, 17 or 25", low=0, high=25),
        Column("odi_0_100", "float64", "score of the Oswestry index, filled in elsewhere, percent", low=0, high=100),
        Column("rmdq_0_24", "float64", "score of the Roland-Morris questionnaire, filled in elsewhere", low=0, high=24),
        Column("seen_on", "datetime64[us]", "day on which a clinician looked at it"),
        Column("seen_by", "str", "who looked at it"),
        Column("note", "str", "anything else, in the runner's words"),
        Column(
            "from_activity", "str", "id of the activity whose notes tell this entry; empty for a line of `diary.csv`"
        ),
    ),
)

WRITTEN_COLUMNS: Final = tuple(name for name in DIARY.names if name != "from_activity")
"""The columns that `diary.csv` can have: what comes from an activity's notes is never written there."""
