"""Files read with a guard: plain files only, never waited for, never more than a bound."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

SETTINGS_BYTES_MAX: Final = 1 << 20
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)


def read_plain(path: Path, *, bytes_max: int, links: bool = True) -> bytes:
    """The bytes of a plain file; with `links` False not through a link.

    Raises:
        OSError: it cannot be opened, is a pipe, a device or a folder, or holds more than `bytes_max` bytes.
    """
    if not links and path.is_symlink():
        raise OSError(errno.ELOOP, "it is a link; put the file itself there")
    handle = os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY | (0 if links else _NO_LINK))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no plain file")
        # What a file says of its size need not hold: some of /proc grow while they are read.
        data = file.read(bytes_max + 1) if status.st_size <= bytes_max else b""
    if status.st_size > bytes_max or len(data) > bytes_max:
        raise OSError(errno.EFBIG, f"it is larger than {bytes_max >> 20} MB")
    return data
