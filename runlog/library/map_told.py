"""What is asked of maps and what they tell."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from runlog.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from runlog.derive.ground_match import MapGround


TrackKey = tuple[str, int]
"""The key of a file's content in the cache, and the place of the recording in it."""


class Shelf(Protocol):
    """Where samples are, such as `runlog.library.log.SampleShelf`."""

    def samples(self, activity_id: str) -> "pd.DataFrame":
        """The SAMPLES frame of an activity."""


@dataclass(frozen=True, slots=True)
class FromMaps:
    """What maps tell, by the activity's id; notices."""

    ground: "Mapping[str, MapGround]" = field(default_factory=dict)
    notices: tuple[Message, ...] = ()
