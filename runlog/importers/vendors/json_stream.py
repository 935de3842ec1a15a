"""The objects of a long JSON array, one at a time."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, Final

from runlog.errors import ReadError
from runlog.importers.importer import ByteStream
from runlog.importers.limits import ACTIVITIES_MAX, OBJECT_CHARS_MAX

_CHUNK: Final = 1 << 18
_DECODER: Final = json.JSONDecoder()


def objects_of(stream: ByteStream, key: str) -> Iterator[dict[str, Any]]:
    """The objects in the arrays that stand under `key`, wherever in the document they are.

    Raises:
        ReadError: it isn't JSON from some place on, or one object has no end.
    """
    text = _Text(stream)
    values = 0
    while text.skip_past(f'"{key}"'):
        if text.next_sign() != ":" or text.next_sign() != "[":
            continue
        while (sign := text.peek_sign()) not in {"]", ""}:
            if sign == ",":
                text.next_sign()
                continue
            values += 1
            if values > ACTIVITIES_MAX:
                raise ReadError(f"more than {ACTIVITIES_MAX} activities in one file: export the years one by one")
            value = text.value()
            if isinstance(value, dict):
                yield value


class _Text:
    """A JSON text read forward, holding no more than one object and a chunk."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode
        self._held = ""
        self._at = 0
        self._ended = False

    def skip_past(self, words: str) -> bool:
        while (found := self._held.find(words, self._at)) < 0:
            self._at = max(self._at, len(self._held) - len(words))
            if not self._more():
                return False
        self._at = found + len(words)
        return True

    def peek_sign(self) -> str:
        while True:
            while self._at < len(self._held) and self._held[self._at].isspace():
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def next_sign(self) -> str:
        sign = self.peek_sign()
        self._at += len(sign)
        return sign

    def value(self) -> Any:
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except RecursionError:
                raise ReadError("its JSON is nested too deep: refused") from None
            except ValueError:
                if len(self._held) - self._at > OBJECT_CHARS_MAX:
                    raise ReadError("one object in it has no end: export it again") from None
                if not self._more():
                    raise ReadError("its JSON is damaged or cut short: export it again") from None
                continue
            # A number at the end of what is held may go on in the next chunk.
            if end < len(self._held) or not self._more():
                self._at = end
                return value

    def _more(self) -> bool:
        if self._ended:
            return False
        # Doubling keeps a value that spans many chunks from being decoded from its start at each of them.
        part = self._stream.read(max(_CHUNK, len(self._held) - self._at))
        self._ended = not part
        self._held = self._held[self._at :] + self._decode(part, self._ended)
        self._at = 0
        return not self._ended
