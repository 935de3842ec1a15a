"""What must hold whatever bytes a reader is given."""

from runlog.frame.samples import SAMPLES
from runlog.importers import read_bytes

VERDICTS = {"read", "skipped", "failed"}


def must_hold(data: bytes, name: str) -> None:
    """A verdict with its reason, made by the reader itself; recordings with whole frames where it says `read`."""
    reading = read_bytes(data, name=name)
    assert reading.status in VERDICTS
    assert bool(reading.reason) == (reading.status != "read")
    assert "could not cope" not in " ".join((reading.reason or "", *reading.warnings)), reading
    assert bool(reading.recordings) == (reading.status == "read")
    for recording in reading.recordings:
        activity = recording.activity
        assert list(recording.samples.columns) == list(SAMPLES.names)
        assert (activity.start_utc is not None) or (activity.start_local is not None)
        assert activity.distance_m is None or activity.distance_m == activity.distance_m
