"""The only conversion factors of runlog; every other module names its unit and imports from here."""

from typing import Final, Literal

Units = Literal["km", "mi"]

M_PER_KM: Final = 1000.0
M_PER_MILE: Final = 1609.344
S_PER_MIN: Final = 60.0
S_PER_HOUR: Final = 3600.0
MIN_PER_HOUR: Final = 60
CM_PER_M: Final = 100.0
M_PER_FOOT: Final = 0.3048
STEPS_PER_CYCLE: Final = 2.0
"""A watch counts one foot; runlog's cadence counts both."""
DEG_PER_SEMICIRCLE: Final = 180.0 / 2**31
"""FIT stores positions in semicircles (FIT protocol, field types)."""
EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius R1 of the GRS 80 ellipsoid (IUGG)."""

M_PER_UNIT: Final[dict[Units, float]] = {"km": M_PER_KM, "mi": M_PER_MILE}


def to_units(distance_m: float, units: Units) -> float:
    """Distance in metres as kilometres or miles."""
    return distance_m / M_PER_UNIT[units]
