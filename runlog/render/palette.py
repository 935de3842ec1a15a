"""The colours of every output, and nothing but colours.

Sequential pairs differ in lightness as well as in hue, so that they stay apart for colour-blind readers and in grey;
ground classes run from light (soft) to dark (hard) in steps that hold for every kind of colour vision and in grey, with
texture left for unknown. Every text colour has a contrast
of at least 4.5 : 1 on the surface that it stands on (WCAG 2.2, 1.4.3); `tests/render/test_palette.py` computes it.

`DARK` gives each colour of a chart its counterpart on a dark screen. There the steps run the other way, from dark to
light, so that what stands out from paper stands out from the dark page too.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

INK: Final = "#1d2b36"
MUTED: Final = "#5b6975"
AXIS: Final = "#b4bec7"
HAIRLINE: Final = "#dfe4e8"
BAND: Final = "#e6ebef"
BAND_KEY: Final = "#d3dbe2"
USUAL_WASH: Final = "#f0f6f7"
USUAL_KEY: Final = "#d5e6e9"
EPISODE: Final = "#d98a83"
PAPER: Final = "#ffffff"

PAST: Final = "#a9cdd4"
THIS_WEEK: Final = "#1f7a8c"
UNUSUAL: Final = "#e2a03f"
UNUSUAL_WASH: Final = "#fdf3e1"
UNUSUAL_TEXT: Final = "#85510a"
HARD: Final = "#1b6678"

HEART: Final = "#9a4d7d"
HILL: Final = "#d9e0e5"
PACES: Final = ("#c3dbe0", "#8dbdc7", "#4f98a8", "#1f7a8c", "#0c4854")
"""Slow to fast, light to dark."""

PAIN: Final = MappingProxyType({"usual": "#1f7a8c", "raised": "#e2a03f", "high": "#b3362b"})

GROUND: Final = MappingProxyType(
    {
        "track": "#d37943",
        "grass": "#d3f1b3",
        "trail": "#a5b191",
        "gravel": "#e3c869",
        "treadmill": "#4178b0",
        "asphalt": "#3a4249",
        "concrete": "#1f2a34",
        "paving": "#714f75",
        "unknown": "#eef1f3",
    }
)
GROUND_ON: Final = MappingProxyType({"grass": INK, "gravel": INK, "unknown": INK, "trail": INK, "track": INK})
"""Ink on the light classes, white on the others."""


@dataclass(frozen=True, slots=True)
class Tint:
    """How a tone looks: the colour of its edge and label, and of the surface behind its words."""

    strong: str
    wash: str


TONES: Final = MappingProxyType(
    {
        "red-flag": Tint("#9f1f17", "#fdeceb"),
        "act": Tint("#b3362b", "#fcefed"),
        "caution": Tint("#85510a", "#fdf3e1"),
        "note": Tint("#1b6678", "#e8f3f5"),
        "unknown": Tint("#5b6975", "#ffffff"),
        "ok": Tint("#3c6b3f", "#ffffff"),
    }
)

DARK: Final = MappingProxyType(
    {
        INK: "#e8edf1",
        MUTED: "#aab6c0",
        AXIS: "#5f6f84",
        HAIRLINE: "#303b45",
        BAND: "#26313a",
        BAND_KEY: "#33414c",
        USUAL_WASH: "#18252b",
        USUAL_KEY: "#244852",
        EPISODE: "#c4655d",
        PAPER: "#14191e",
        PAST: "#5793a1",
        THIS_WEEK: "#aee3ee",
        UNUSUAL: "#eab257",
        UNUSUAL_WASH: "#30260f",
        UNUSUAL_TEXT: "#f0bd6c",
        HARD: "#b9e8f2",
        HEART: "#d98dbb",
        HILL: "#2b3842",
        PACES[0]: "#38707d",
        PACES[1]: "#4f8f9d",
        PACES[2]: "#6fb6c5",
        PACES[4]: "#eafbff",
        PAIN["high"]: "#e4555e",
        GROUND["track"]: "#da883c",
        GROUND["grass"]: "#1f7563",
        GROUND["trail"]: "#868c7f",
        GROUND["gravel"]: "#9a7308",
        GROUND["treadmill"]: "#75affe",
        GROUND["asphalt"]: "#cae1fc",
        GROUND["concrete"]: "#f6feef",
        GROUND["paving"]: "#d3b7c8",
        GROUND["unknown"]: "#1b2228",
    }
)
"""What each colour of a chart becomes on a dark screen."""
DARK_LETTERS: Final = "#06090c"
LETTERS_STAY_DARK_ON: Final = frozenset((PAST, UNUSUAL, GROUND["gravel"], GROUND["trail"], GROUND["track"]))
"""Surfaces whose words are ink on paper, and `DARK_LETTERS` on a dark screen: light ones could not be read there."""
STAYS_DARK: Final = "stays-dark"
"""The class of words that are dark on a dark screen too."""
