"""Compound files, the small file systems in which .xls, .et and protected workbooks are kept ([MS-CFB])."""

import struct
from collections.abc import Iterator

from kejia.rosters import says_of_files
from kejia.rosters.problems import UnusableFile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST_SECTOR = 0xFFFFFFFA
"""From here on numbers are marks (end of chain, free), not sectors."""
_ENTRY = 128
_STORED_WHOLE = 4096
"""Streams from this length on have sectors of their own; shorter ones share those of the mini stream."""


class Compound:
    """The streams that lie at the root of a compound file. Raises UnusableFile for a broken one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._content = content
            shift, self._mini_shift = struct.unpack_from("<HH", content, 30)
            if shift not in (9, 12) or self._mini_shift != 6:
                raise ValueError(shift)
            self._size = 1 << shift
            tables, directory = struct.unpack_from("<II", content, 44)
            mini_table, _, more, _ = struct.unpack_from("<IIII", content, 60)
            self._next = self._allocation(tables, more)
            entries = self._chain(directory)
            self._mini_next = _numbers(self._chain(mini_table))
            root = entries[:_ENTRY]
            self._mini = self._chain(*struct.unpack_from("<I", root, 116))
            self._streams = dict(self._at_root(entries))
        except (struct.error, ValueError, IndexError) as error:
            raise UnusableFile(says_of_files.BROKEN) from error

    @property
    def names(self) -> set[str]:
        """What lies at the root, storages too."""
        return set(self._streams)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises UnusableFile where its chain is broken."""
        start, size = self._streams[name]
        try:
            if size >= _STORED_WHOLE:
                return self._chain(start)[:size]
            return b"".join(self._mini[at << 6 : (at + 1) << 6] for at in _follow(start, self._mini_next))[
                :size
            ]
        except (ValueError, IndexError) as error:
            raise UnusableFile(says_of_files.BROKEN) from error

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        if begin >= len(self._content):
            raise IndexError(number)
        return self._content[begin : begin + self._size]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _follow(start, self._next)))

    def _allocation(self, count: int, more: int) -> tuple[int, ...]:
        """The table that tells each sector's successor; the places of its sectors begin in the header."""
        places = list(struct.unpack_from("<109I", self._content, 76))
        seen = set()
        while more < _LAST_SECTOR and more not in seen:
            seen.add(more)
            *further, more = _numbers(self._sector(more))
            places += further
        used = [place for place in places[:count] if place < _LAST_SECTOR]
        if len(used) > len(self._content) // self._size:
            raise ValueError(count)
        return _numbers(b"".join(map(self._sector, used)))

    def _at_root(self, entries: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        """Name, first sector and size of what lies at the root; what lies deeper is embedded and not ours."""
        count = len(entries) // _ENTRY
        waiting = [struct.unpack_from("<I", entries, 76)[0]]
        seen = set()
        while waiting:
            at = waiting.pop()
            if at >= count or at in seen:
                continue
            seen.add(at)
            entry = entries[at * _ENTRY : (at + 1) * _ENTRY]
            length, _, _, left, right = struct.unpack_from("<HBBII", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            waiting += [left, right]
            yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), (start, size)


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _follow(start: int, table: tuple[int, ...]) -> Iterator[int]:
    """The sectors of a chain; one that bites its tail is broken."""
    steps = 0
    while start < _LAST_SECTOR:
        steps += 1
        if steps > len(table):
            raise ValueError(start)
        yield start
        start = table[start]
