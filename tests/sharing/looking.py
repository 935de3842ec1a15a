"""A search of every byte that an output holds, packed or drawn, for words that must not be in it."""

import base64
import io
import re
import zipfile
from collections.abc import Iterable, Iterator

import pikepdf
from PIL import Image

from tests.render.pdf_text import read_aloud, text_of

_PACKED = re.compile(rb"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")


def holds(output: bytes, words: Iterable[str]) -> set[str]:
    """Those of the words that are anywhere in the output: as bytes, in packed streams, as text, in metadata."""
    layers = [layer.lower() for layer in _layers(output)]
    return {word for word in words if any(word.lower().encode() in layer for layer in layers)}


def _layers(output: bytes) -> Iterator[bytes]:
    yield output
    yield output.replace(b"\n", b"").replace(b" ", b"")
    if output.startswith(b"%PDF"):
        yield from _pdf(output)
    elif output.startswith(b"\x89PNG"):
        yield from _png(output)
    elif output.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(output)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    for packed in _PACKED.findall(output):
        yield base64.b64decode(packed)


def _pdf(output: bytes) -> Iterator[bytes]:
    """Each object and stream unpacked, metadata among them, and the words as a reader and a screen reader get them."""
    for text in (text_of(output), read_aloud(output)):
        yield text.encode()
        yield re.sub(r"\s+|\u200b", "", text).encode()
    with pikepdf.open(io.BytesIO(output)) as document:
        for part in document.objects:
            if isinstance(part, pikepdf.Stream):
                yield part.read_bytes()
            yield _strings(part).encode()


def _strings(part: pikepdf.Object) -> str:
    """Every string inside an object, decoded."""
    if isinstance(part, pikepdf.String):
        return str(part)
    if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        values = part.items() if isinstance(part, pikepdf.Dictionary) else part.stream_dict.items()
        return "\n".join(_strings(value) for name, value in values if name != "/Parent" and not _is_far(value))
    if isinstance(part, pikepdf.Array):
        return "\n".join(_strings(value) for value in part if not _is_far(value))
    return ""


def _is_far(value: object) -> bool:
    """An object of its own, which is looked at by itself."""
    return isinstance(value, pikepdf.Object) and bool(value.is_indirect)


def _png(output: bytes) -> Iterator[bytes]:
    """The text chunks; what is drawn is told by the page's inputs, which a test looks at."""
    with Image.open(io.BytesIO(output)) as picture:
        picture.load()
        yield "\n".join(f"{name}: {text}" for name, text in picture.info.items()).encode()
