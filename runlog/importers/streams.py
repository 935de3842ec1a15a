"""Files too long to be held as a whole: read forward, their head looked at first."""

import stat
from pathlib import Path

from runlog.errors import ReadError
from runlog.importers.importer import ByteStream
from runlog.importers.limits import MIB, SIBLING_BYTES_MAX, STREAM_FROM_BYTES
from runlog.importers.options import Sibling


class Again:
    """A stream whose first bytes can be looked at before it is read from its beginning."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._ahead = b""

    def head(self, size: int) -> bytes:
        """The first bytes, which are still to be read."""
        while len(self._ahead) < size and (part := self._stream.read(size - len(self._ahead))):
            self._ahead += part
        return self._ahead

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, or all that is left."""
        if size < 0:
            ahead, self._ahead = self._ahead, b""
            return ahead + self._stream.read()
        if self._ahead:
            ahead, self._ahead = self._ahead[:size], self._ahead[size:]
            return ahead
        return self._stream.read(size)

    def whole(self, most: int) -> bytes:
        """All bytes, at most `most` of them; raises `ReadError` beyond."""
        parts, size = [], 0
        while part := self.read(MIB):
            parts.append(part)
            size += len(part)
            if size > most:
                raise ReadError(f"larger than {most // MIB} MiB: split it or export single activities")
        return b"".join(parts)


def is_long(path: Path) -> bool:
    """Whether a path is an ordinary file that is to be read as a stream."""
    try:
        status = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > STREAM_FROM_BYTES


def siblings_of(path: Path) -> Sibling:
    """Finds files in the folder of `path`."""

    def find(ending: str) -> bytes | None:
        for file in sorted(path.parent.iterdir()):
            if file.name.endswith(ending) and file.is_file() and file.stat().st_size <= SIBLING_BYTES_MAX:
                return file.read_bytes()
        return None

    return find
