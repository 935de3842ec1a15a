"""Activities that the settings keep apart, whatever they have in common."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from runlog.library.rows import Row
from runlog.messages import Message


class Apart:
    """Groups of ids of `[[apart]]`: no two activities of one group are ever joined."""

    def __init__(self, groups: Iterable[Collection[str]] = ()) -> None:
        self._groups = tuple(frozenset(group) for group in groups)
        self._named: frozenset[str] = frozenset().union(*self._groups)

    def forbids(self, row: Row, others: Iterable[Row]) -> bool:
        """Whether a row must not become one with any of the others."""
        if row.id not in self._named:
            return False
        ids = {other.id for other in others} - {row.id}
        return any(row.id in group and not ids.isdisjoint(group) for group in self._groups)

    def unknown(self, rows: Sequence[Row]) -> tuple[Message, ...]:
        """A notice for each id that no activity of the log has, with the nearest one."""
        import difflib

        ids = [row.id for row in rows]
        notices = []
        for missing in sorted(self._named.difference(ids)):
            near = difflib.get_close_matches(missing, ids, n=1)
            if near:
                notices.append(Message.of("notice.apart_unknown_near", id=missing, near=near[0]))
            else:
                notices.append(Message.of("notice.apart_unknown", id=missing))
        return tuple(notices)


NONE_APART: Final = Apart()
