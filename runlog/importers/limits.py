"""How much work one file may ask for, known before the work is done: what is beyond is `failed` with that reason.

The bounds are on what is odd, not on what is big: ten years of Apple Health, an archive of 10,000 activities or a week
recorded once a second pass. Together they keep the reading of any hostile file within 500 MB and 5 s, which
`tests/fuzz/test_caps.py` measures.
"""

from typing import Final

MIB: Final = 2**20
GIB: Final = 2**30

# Files and what they inflate to

FILE_BYTES_MAX: Final = 128 * MIB
"""A larger file that has to be held as a whole is not read: the longest recordings known are a few megabytes."""
INFLATED_BYTES_MAX: Final = FILE_BYTES_MAX
"""A packed file (.gz, .bz2, .xz) that inflates to more than this is not read on."""
PACKED_DEPTH_MAX: Final = 2
"""A .gz within a .gz is read, a deeper one is not."""
PACKED_PARTS_MAX: Final = 10_000
"""Members of one .gz (or streams of a .bz2, .xz): blocked gzip has one each 64 KiB."""
HOLES_FROM_BYTES: Final = 64 * MIB
HOLES_RATIO_MAX: Final = 100
"""A file of more than `HOLES_FROM_BYTES` that says it is so many times what it takes on the disk consists of holes."""
SIBLING_BYTES_MAX: Final = 64 * MIB
"""A file that only explains another one."""

# Archives

DIRECTORY_BYTES_MAX: Final = 32 * MIB
"""An archive's own list of names; the largest takeouts known stay below 1 MiB."""
MEMBERS_MAX: Final = 50_000
"""Files in one archive; the largest takeouts known hold about 10,000."""
TAR_MEMBERS_MAX: Final = 20_000
"""The same of a tar, which has to be gone through from end to end."""
ARCHIVES_MAX: Final = 200
"""Archives inside one archive, at all depths together; Garmin's takeout holds some ten."""
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
"""An archive within an archive, and what a packed tar inflates to."""
LZMA_BYTES_MAX: Final = 96 * MIB
"""Memory that unpacking LZMA may take: its strongest usual setting takes 65 MiB."""

# Activities, whatever the format

ACTIVITIES_MAX: Final = 20_000
"""Activities in one table or document: two a day for 27 years."""
RECORDED_MAX: Final = 2_000
"""Activities with tracks in one GPX or TCX: a training diary exported in one piece has some hundreds."""
TRACKS_MAX: Final = 5_000
"""Tracks in one GPX, as one activity may have several."""

# GPX, TCX and Apple's XML

XML_DEPTH_MAX: Final = 64
"""Deeper nesting than this is no training record."""
APPLE_DEPTH_MAX: Final = 32
"""Apple nests six deep."""
ELEMENTS_MAX: Final = 200_000
"""XML elements beside a file's points."""
TEXT_CHARS_MAX: Final = 1_000_000
"""One text in an XML file: the longest notes have some thousand characters."""
POINTS_MAX: Final = 604_800
"""Points in one file: a week, one a second."""
ODD_POINTS_MAX: Final = 150_000
"""The same where the points are not plain, so that they have to be read one by one: 41 hours."""
PROLOGUE_BYTES_MAX: Final = 256 * 1024
"""What may stand before Apple's first element: Apple's own list of elements has some 10 KiB."""
WORKOUT_PARTS_MAX: Final = 1_000
"""Metadata, statistics or routes of one of Apple's workouts; they have some ten."""

# JSON

DOCUMENT_BYTES_MAX: Final = 64 * MIB
"""A JSON document that is read as a whole: one session with its samples has some 5 MiB."""
VALUES_MAX: Final = 2_000_000
"""Values in such a document: a day of samples of ten kinds, one a second, has 900,000."""
OBJECT_CHARS_MAX: Final = 2 * MIB
"""One object of a long array: Garmin's summaries have some 5,000 characters."""

# Tables and spreadsheets

TABLE_BYTES_MAX: Final = 64 * MIB
"""A larger table is refused: twenty years of Strava are some 10 MiB."""
TABLE_LINES_MAX: Final = 100_000
TABLE_CELLS_MAX: Final = 3_000_000
"""Separators in a table: 20,000 activities with Strava's 100 columns have 2,000,000."""
CELL_CHARS_MAX: Final = 1_000_000
"""A longer cell is no note but the rest of the file behind a quotation mark that nothing closes."""
WORKBOOK_BYTES_MAX: Final = 32 * MIB
"""A larger spreadsheet is no training log."""
WORKBOOK_INFLATED_MAX: Final = 96 * MIB
"""What all parts of a spreadsheet inflate to."""
WORKBOOK_PARTS_MAX: Final = 2_000
SHEETS_MAX: Final = 50
WORKBOOK_CELLS_MAX: Final = 3_000_000
"""Cells of all sheets together, empty ones between the first and the last of a sheet among them."""
