"""All files of an archive that may hold training, with those of the archives inside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from runlog.errors import ReadError
from runlog.importers import limits
from runlog.importers.bundles.archive import Archive, Member
from runlog.importers.bundles.layouts import sort_out
from runlog.importers.options import Sibling, no_sibling

SEPARATOR: Final = "!"
"""Between an archive's path and a name inside it: `export.zip!activities/1.fit.gz`."""
Enter = Callable[[str, int, int], bool]
"""Whether to open an archive inside: asked with its name, size and checksum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file on the way through an archive, or, without a member, an archive that has just been opened.

    Of an archive: how many `files` and `archives` in it are to be read, and how many are `left_out`.
    """

    name: str
    archive: Archive
    member: Member | None = None
    size: int = 0
    crc: int = 0
    files: int = 0
    archives: int = 0
    left_out: int = 0

    @property
    def sibling(self) -> Sibling:
        """Finds files in the same folder of the same archive."""
        return _Siblings(self.archive, self.member) if self.member else no_sibling


class _Siblings:
    def __init__(self, archive: Archive, member: Member) -> None:
        self._archive = archive
        self._folder = member.name.rpartition("/")[0]

    def __call__(self, ending: str) -> bytes | None:
        for member in self._archive.members:
            if member.name.rpartition("/")[0] == self._folder and member.name.endswith(ending):
                with self._archive.open(member, limits.SIBLING_BYTES_MAX) as stream:
                    return stream.read()
        return None


def walk(
    archive: Archive, name: str, enter: Enter = lambda _name, _size, _crc: True, member: Member | None = None
) -> Iterator[Found]:
    """The archive itself, known as `name`, then each wanted member in order of name.

    An archive inside is asked for with `enter` and opened only on yes. One that cannot be opened comes out as a member
    with its problem. What is yielded can be read until the next step.
    """
    wanted, unopened = sort_out(archive.members)
    archives = sum(one.is_archive for one in wanted)
    yield Found(
        name=name,
        archive=archive,
        size=member.size if member else 0,
        crc=member.crc if member else 0,
        files=len(wanted) - archives,
        archives=archives,
        left_out=unopened,
    )
    for one in wanted:
        inside = f"{name}{SEPARATOR}{one.name}"
        if not one.is_archive or one.problem:
            yield Found(name=inside, archive=archive, member=one)
        elif enter(inside, one.size, one.crc):
            try:
                with archive.inner(one) as inner:
                    yield from walk(inner, inside, enter, one)
            except ReadError as error:
                yield Found(name=inside, archive=archive, member=replace(one, problem=str(error)))
