"""The parts of a zipped workbook: unpacked as a stream, counted, and read as XML without definitions."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.parsers import expat

from kejia.rosters import bounds, says_of_files
from kejia.rosters.problems import UnusableFile

PIECE = 128 * 1024
Opened = Callable[[str, dict[str, str]], None]
Closed = Callable[[str], None]
Collected = Callable[[str], None]

DEEPEST = 100
LONGEST_TAG = 8 * 1024 * 1024

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY = b"PK\x01\x02"


class Parts:
    """The parts of one file. Raises UnusableFile for a broken part or a passed bound, whatever it is asked."""

    def __init__(self, content: bytes, meter: bounds.Meter) -> None:
        if content.count(_ENTRY) > bounds.PARTS:  # before zipfile makes an object of each
            raise UnusableFile(bounds.TOO_MANY_PARTS)
        with broken_is_unusable():
            self._archive = zipfile.ZipFile(BytesIO(content))
        self._meter = meter
        self.names = frozenset(self._archive.namelist())

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part as it unpacks, a piece at a time."""
        with broken_is_unusable():
            entry = self._archive.getinfo(name)
            if entry.flag_bits & 1:
                raise UnusableFile(says_of_files.PROTECTED)
            if entry.compress_type not in _METHODS:
                raise UnusableFile(says_of_files.BROKEN)
            with self._archive.open(entry) as part:
                while piece := part.read(PIECE):
                    self._meter.unpacked(len(piece))
                    yield piece

    def walk(self, name: str, opened: Opened, closed: Closed | None = None) -> None:
        """Reads a part as XML: `opened` gets each tag and its attributes as written."""
        parse(_short(self.pieces(name)), opened, closed or _nothing, None)


def parse(pieces: Iterable[bytes], opened: Opened, closed: Closed, text: Collected | None) -> None:
    """Reads XML event by event; tags come without their prefix (`x:row` as `row`). Raises UnusableFile.

    A document type definition is refused, and with it every bomb made of entities; so is what nests too deep, or
    goes on too long inside one tag, for the parser would keep all of it.
    """
    depth = elements = 0

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > DEEPEST:
            raise UnusableFile(says_of_files.BROKEN)
        if elements > bounds.ELEMENTS:
            raise UnusableFile(bounds.TOO_MANY_CELLS)
        opened(tag.rpartition(":")[2], attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        closed(tag.rpartition(":")[2])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_definitions
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    if text is not None:
        parser.CharacterDataHandler = text
    with broken_is_unusable():
        fed = 0
        for piece in pieces:
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - max(0, parser.CurrentByteIndex) > LONGEST_TAG:
                raise UnusableFile(says_of_files.BROKEN)
        parser.Parse(b"", True)


def _short(pieces: Iterable[bytes]) -> Iterator[bytes]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > bounds.SMALL_PART:
            raise UnusableFile(bounds.SWELLS)
        yield piece


def _nothing(_: str) -> None:
    """Nobody waits for the end of an element."""


def _refuse_definitions(*_: object) -> None:
    raise UnusableFile(says_of_files.ENTITIES)


@contextmanager
def broken_is_unusable() -> Iterator[None]:
    """What zip, deflate and XML raise on a broken file becomes the one sentence about it."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        OverflowError,
        LookupError,
    ) as error:
        raise UnusableFile(says_of_files.BROKEN) from error
