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
        """A part as it unpacks, a megabyte at a time."""
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
        """Reads a part as XML: `opened` gets each tag (without prefix) and its attributes as written."""
        parser = xml_parser()
        parser.StartElementHandler = lambda tag, attributes: opened(plain_tag(tag), attributes)
        if closed is not None:
            parser.EndElementHandler = lambda tag: closed(plain_tag(tag))
        parse(parser, self.pieces(name))


def xml_parser() -> expat.XMLParserType:
    """A parser that refuses a document type definition, and with it every bomb made of entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_definitions
    return parser


def parse(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    """Feed the pieces to the parser. Raises UnusableFile where they are no XML."""
    with broken_is_unusable():
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)


def plain_tag(tag: str) -> str:
    """The name without its prefix: `x:row` as `row`."""
    return tag.rpartition(":")[2]


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
