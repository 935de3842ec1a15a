"""How much of an archive is read at most; an archive or member over a limit is `failed` with that reason."""

from typing import Final

MIB: Final = 2**20
GIB: Final = 2**30

DIRECTORY_BYTES_MAX: Final = 64 * MIB
"""An archive's own list of names; the largest takeouts known stay below 1 MiB."""
MEMBERS_MAX: Final = 200_000
"""Files in one archive; the largest takeouts known hold about 10,000."""
DEPTH_MAX: Final = 3
"""Archives within archives: Garmin's takeout needs two, a zip of it three."""
STREAM_FROM_BYTES: Final = 64 * MIB
"""A larger member or file is read as a stream by the readers that can, and is never held as a whole."""
STREAM_BYTES_MAX: Final = 16 * GIB
"""One streamed file; ten years of Apple Health are some 4 GiB."""
TOTAL_BYTES_MAX: Final = 64 * GIB
"""Everything that one archive inflates to, with the archives inside it."""
RATIO_MAX: Final = 200
"""Inflated to packed bytes: watch files reach 10, Apple's XML some 40, a bomb 1000."""
RATIO_FREE_BYTES: Final = 16 * MIB
"""Up to so many bytes no ratio is asked for: a small file of zeros is no danger."""
TOTAL_FREE_BYTES: Final = 256 * MIB
"""The same for an archive as a whole: one bad file does not cost the others their turn."""
SPOOL_BYTES: Final = 32 * MIB
"""An archive within an archive is held in memory up to this, beyond it in an unnamed temporary file, still packed."""
INNER_BYTES_MAX: Final = 8 * GIB
"""An archive within an archive."""
