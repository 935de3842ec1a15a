"""The first minutes of runs whose truth is known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from runlog.derive import summarise, warm_up_of
from runlog.frame.samples import no_samples, samples_from_arrays
from runlog.model import Activity, Lap, Recording, WarmUp
from tests.support.made_runs import Columns, MadeRun, Stop, make

START = datetime(2026, 8, 4, 5, 30, tzinfo=UTC)
MAIN = (1800.0, 3.2)
EASED = ((420.0, 2.4), MAIN)
OFF = (MAIN,)


def seen(columns: Columns, laps: tuple[Lap, ...] = (), sport: str = "running", notes: str | None = None) -> WarmUp:
    samples = samples_from_arrays(columns, len(columns["t_s"])) if columns else no_samples()
    activity = Activity(sport=sport, start_utc=START, notes=notes)
    return warm_up_of(summarise(Recording(activity=activity, samples=samples, laps=laps)))[0]


def first(run: MadeRun) -> WarmUp:
    return seen(make(run).columns)


def test_minutes_well_below_the_main_effort_are_a_warm_up() -> None:
    assert first(MadeRun(EASED)) == "detected"


def test_off_at_the_main_effort_is_none() -> None:
    assert first(MadeRun(OFF)) == "none"
    assert first(MadeRun(((600, 3.6), (1500, 3.2)))) == "none"


def test_it_is_known_from_the_samples() -> None:
    columns = make(MadeRun(OFF)).columns
    recording = Recording(
        activity=Activity(sport="running", start_utc=START), samples=samples_from_arrays(columns, len(columns["t_s"]))
    )
    assert warm_up_of(summarise(recording)) == ("none", "samples")


def test_words_go_before_what_is_seen() -> None:
    assert seen(make(MadeRun(OFF)).columns, notes="10 min warm-up at home") == "noted"
    assert seen(make(MadeRun(EASED)).columns, notes="no warm-up") == "none"


@pytest.mark.parametrize("recorded", [True, False])
def test_lights_on_the_way_make_no_warm_up_and_take_none_away(*, recorded: bool) -> None:
    lights = (Stop(50, 40, recorded), Stop(110, 70, recorded), Stop(200, 25, recorded))
    assert first(MadeRun(OFF, stops=lights)) == "none"
    assert first(MadeRun(EASED, stops=lights)) == "detected"


def test_a_hill_at_the_door_run_at_full_effort_is_no_warm_up() -> None:
    assert first(MadeRun(OFF, grade=lambda metres: 0.06 if metres < 700 else 0.0)) != "detected"


def test_a_hill_at_the_door_taken_easily_is_not_called_none() -> None:
    assert first(MadeRun(EASED, grade=lambda metres: 0.06 if metres < 700 else 0.0)) == "detected"


@pytest.mark.parametrize(("heart_bpm", "verdict"), [(153, "none"), (146, "unknown")])
def test_a_hill_at_the_door_is_called_none_only_where_the_heart_confirms_the_effort(
    heart_bpm: float, verdict: str
) -> None:
    """Up the hill plain speed is a third lower; the run's own level is 153 beats a minute."""
    columns = make(MadeRun(OFF, grade=lambda metres: 0.06 if metres < 700 else 0.0)).columns
    columns["hr_bpm"][:420] = heart_bpm
    assert seen(columns) == verdict


def test_full_pace_down_the_hill_at_the_door_is_no_warm_up() -> None:
    down = MadeRun(OFF, grade=lambda metres: -0.03 if metres < 800 else 0.0, same_speed_uphill=True)
    assert first(down) != "detected"


def test_a_gps_that_jumps_at_the_start_hides_no_warm_up() -> None:
    columns = make(MadeRun(EASED, without=frozenset({"distance_m"}))).columns
    columns["lat_deg"][:8] += 400 / 111_195
    columns["altitude_m"][:8] += 60
    assert seen(columns) == "detected"


def test_a_gps_that_wakes_late_is_no_warm_up() -> None:
    columns = make(MadeRun(OFF, without=frozenset({"distance_m"}))).columns
    columns["lat_deg"][:25] = columns["lat_deg"][25]
    columns["lon_deg"][:25] = columns["lon_deg"][25]
    assert seen(columns) == "none"


def test_a_gps_that_creeps_at_first_is_no_warm_up() -> None:
    columns = make(MadeRun(OFF)).columns
    columns["distance_m"] -= np.interp(columns["t_s"], [0, 28], [0, 60])
    assert seen(columns) == "none"


NO_HEART = frozenset({"hr_bpm"})


def test_without_a_heart_rate_the_speed_decides_and_hills_are_evened_out() -> None:
    assert first(MadeRun(EASED, without=NO_HEART)) == "detected"
    assert first(MadeRun(OFF, without=NO_HEART)) == "none"
    assert first(MadeRun(OFF, grade=lambda metres: 0.06 if metres < 700 else 0.0, without=NO_HEART)) == "none"


def test_a_heart_well_below_its_level_tells_of_ease_where_the_speed_hardly_does() -> None:
    columns = make(MadeRun(((420, 3.0), MAIN))).columns
    columns["hr_bpm"][:420] = 120
    assert seen(columns) == "detected"


BELT = frozenset({"lat_deg", "lon_deg", "altitude_m"})


def test_a_belt_with_a_distance_is_judged_as_a_road() -> None:
    assert first(MadeRun(EASED, without=BELT)) == "detected"
    assert first(MadeRun(OFF, without=BELT)) == "none"


def test_a_belt_without_a_distance_tells_ease_by_the_heart_and_never_none() -> None:
    belt = BELT | {"distance_m"}
    assert first(MadeRun(((600, 1.9), (1800, 3.4)), without=belt)) == "detected"
    assert first(MadeRun(OFF, without=belt)) == "unknown"


def test_a_belt_that_counts_nothing_but_zero_is_no_standing_start() -> None:
    columns = make(MadeRun(OFF, without=BELT)).columns
    columns["distance_m"][:] = 0.0
    assert seen(columns) == "unknown"


def test_walking_first_is_a_warm_up() -> None:
    assert first(MadeRun(((300, 1.4), MAIN))) == "detected"


def test_a_walk_a_short_run_and_no_samples_are_unknown() -> None:
    assert first(MadeRun(((2400, 0.55),))) == "unknown"
    assert first(MadeRun(((540, 3.2),))) == "unknown"
    assert seen({}) == "unknown"
    assert seen(make(MadeRun(OFF)).columns, sport="cycling") == "unknown"


def test_a_lap_named_as_a_warm_up_is_one() -> None:
    columns = make(MadeRun(OFF)).columns
    assert seen(columns, (Lap(start_s=0, duration_s=600, name="Warm up"),)) == "detected"
    assert seen(columns, (Lap(start_s=0, duration_s=600, intensity="warmup"),)) == "detected"
    assert seen(columns, (Lap(start_s=0, duration_s=5, intensity="warmup"),)) == "none"
    assert seen(columns, (Lap(start_s=900, duration_s=600, name="Warm up"),)) == "none"


def rolling(steepest: float, phase: float) -> Callable[[float], float]:
    return lambda metres: steepest * float(np.sin(metres / 250 + phase))


def test_known_warm_ups_are_recovered() -> None:
    """Warm-ups of 5 to 10 minutes at 65 to 82 % of the main effort over rolling ground, against none at all."""
    rng = np.random.default_rng(11)
    right = wrong = 0
    for seed in range(40):
        minutes, ease, main = rng.uniform(5, 10), rng.uniform(0.65, 0.82), rng.uniform(2.4, 4.2)
        hills, phase = rng.uniform(0, 0.03), rng.uniform(0, 6)
        stops = [Stop(at, 30.0, bool(seed % 2)) for at in rng.uniform(30, 1500, 2)]
        base = MadeRun(((1800, main),), rolling(hills, phase), stops, gps_noise_m=2.0, altitude_noise_m=0.6, seed=seed)
        found = first(replace(base, legs=((60 * minutes, ease * main), (1800, main))))
        not_found = first(base)
        right += (found == "detected") + (not_found == "none")
        wrong += (found == "none") + (not_found == "detected")
    assert right >= 0.9 * 80
    assert wrong == 0
