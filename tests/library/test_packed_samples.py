"""Samples come back with every bit, whatever they are, and what devices write takes little room."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runlog.frame.samples import SAMPLES, samples_from_arrays
from runlog.library.packed_samples import SCALES, pack_samples, unpack_samples

ANY_FLOAT = st.one_of(st.floats(width=64), st.integers(-(2**40), 2**40).map(float), st.just(-0.0))


def same(frame: pd.DataFrame) -> None:
    again = unpack_samples(pack_samples(frame))
    pd.testing.assert_frame_equal(again, frame, check_exact=True)
    known = frame.notna().to_numpy()
    assert (again.to_numpy().view(np.int64)[known] == frame.to_numpy().view(np.int64)[known]).all()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES.names), st.lists(ANY_FLOAT, min_size=1, max_size=30))
def test_any_numbers_come_back(name: str, values: list[float]) -> None:
    same(samples_from_arrays({name: np.array(values)}, len(values)))


@pytest.mark.parametrize("name", sorted(SCALES))
def test_numbers_of_each_scale_come_back_with_holes_and_jumps(name: str) -> None:
    steps = np.array([0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 40000, -(2**31), 2**31, 7], dtype=np.float64)
    for factor, divisor, offset in SCALES[name]:
        values = np.cumsum(steps) * factor / divisor - offset
        values[3] = np.nan
        same(samples_from_arrays({name: values}, len(values)))


def test_an_hour_from_a_watch_takes_a_fifth_of_its_floats() -> None:
    seconds = np.arange(3600.0)
    frame = samples_from_arrays(
        {
            "t_s": seconds,
            "lat_deg": np.round((47 + seconds * 3e-5) / (180 / 2**31)) * (180 / 2**31),
            "altitude_m": np.round((450 + np.sin(seconds / 60)) * 5 + 2500) / 5 - 500,
            "distance_m": np.round(seconds * 283) / 100,
            "hr_bpm": 140 + seconds % 7,
        },
        3600,
    )
    same(frame)
    assert (
        len(pack_samples(frame)) < frame[["t_s", "lat_deg", "altitude_m", "distance_m", "hr_bpm"]].to_numpy().nbytes / 5
    )


@pytest.mark.parametrize("keep", [0, 3, 10, 200])
def test_a_blob_cut_short_is_told_as_damage(keep: int) -> None:
    blob = pack_samples(samples_from_arrays({"t_s": np.arange(300.0), "power_w": np.arange(300.0)}, 300))
    with pytest.raises((ValueError, TypeError, LookupError)):
        unpack_samples(blob[:keep])
