"""GPX and TCX taken apart: a table of all points, and the small tree that is left without them.

Two ways lead there. `xml_blocks` matches whole points by learned patterns on the bytes; where it has any doubt,
`xml_handlers` reads the document token by token. Both give the same: the points as columns in file order, and in the
tree, in the place of each run of points, an element `MARK` that tells which they are.
"""

from runlog.importers.xml_blocks import read_by_blocks
from runlog.importers.xml_handlers import read_by_handlers
from runlog.importers.xml_table import PointDocument, PointForm


def read_points(text: bytes, form: PointForm) -> PointDocument:
    """The points and the rest of a UTF-8 document, as far as it is well-formed.

    Raises:
        ReadError: it declares entities, nests too deep, holds too many points, or breaks before its first element.
    """
    return read_by_blocks(text, form) or read_by_handlers(text, form)
