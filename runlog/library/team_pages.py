"""What each athlete's page is called: a name of its own on every file system, whatever the folders are called."""

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

PAGES_NAME: Final = "athletes"
FORMS: Final = ("html", "pdf")
_LONGEST: Final = 200
"""Bytes of a part; file systems take 255, with the ending."""
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')


def page_stems(folders: Iterable[str]) -> Mapping[str, str]:
    """For each athlete's folder (with `/`) the page's path below the output folder, without its ending.

    It is the folder's own name where that is plain and no other's in any form: upper and lower case, composed and
    decomposed letters, a page beside a group of the same name. Else it is a name made of it and its digest.
    """
    names = tuple(folders)
    files = Counter(_key(name) for name in names)
    groups = {_key(name.rpartition("/")[0]) for name in names if "/" in name}
    pages = {f"{_key(name)}.{form}" for name in names for form in FORMS}
    odd_groups = {group for group in groups if group in pages}

    def plain(name: str) -> bool:
        own = {f"{_key(name)}.{form}" for form in FORMS}
        above = _key(name.rpartition("/")[0])
        return all(map(_is_plain, name.split("/"))) and files[_key(name)] == 1 and not own & groups and (
            above not in odd_groups
        )  # fmt: skip

    return {name: f"{PAGES_NAME}/{name if plain(name) else _made(name)}" for name in names}


def is_page(output: str) -> bool:
    """Whether an output kept by an earlier run is a page below the output folder, and nothing anywhere else."""
    parts = output.split("/")
    ends = output.rpartition(".")[2] in FORMS
    return len(parts) in (2, 3) and parts[0] == PAGES_NAME and ends and not {"", ".", ".."} & {*parts} and (
        "\\" not in output
    )  # fmt: skip


def _is_plain(part: str) -> bool:
    try:
        size = len(part.encode())
    except UnicodeEncodeError:
        return False
    return not (size > _LONGEST or _RESERVED.fullmatch(part) or _FORBIDDEN.search(part) or part.endswith((".", " ")))


def _key(name: str) -> str:
    """What two names have in common that any file system may take for one."""
    parts = (unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", part).casefold()) for part in name.split("/"))
    return "/".join(part.rstrip(". ") for part in parts)


def _made(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", name.rpartition("/")[2].casefold()).strip("-")[:40]
    digest = hashlib.blake2b(os.fsencode(name), digest_size=8).hexdigest()
    return f"{words or 'athlete'}-{digest}"
