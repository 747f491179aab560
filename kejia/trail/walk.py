"""One walk along the sealed entries: builds the tree again and compares it with every head on the way.

Each head keeps the frontier of its tree. So where the root at a head is another one, the walk goes on both from what
it built itself and from what the head says; the next head tells which of the two was true. Every batch between two
heads is thus judged by itself, and a fault is narrowed to its batch.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kejia.crypt.suites import SHA_AES, Suite
from kejia.trail.canonical import CannotBeWritten
from kejia.trail.findings import (
    Report,
    changed,
    head_changed,
    missing,
    not_as_noted,
    reordered,
    replaced,
    under_no_head,
)
from kejia.trail.leaves import Row, leaf_of
from kejia.trail.tree import Degenerate, Frontier


class Sealed(NamedTuple):
    """A sealed entry."""

    position: int
    leaf: bytes
    row: Row


class Head(NamedTuple):
    """A head as it is kept."""

    size: int
    root: bytes
    frontier: bytes
    by: Suite | None = SHA_AES
    """Of its hash; None where it names one that is not known."""

    def read(self) -> Frontier | None:
        """Its frontier, None where that is not the frontier of its root."""
        if self.by is None:
            return None
        try:
            frontier = Frontier.read(self.size, self.frontier, self.by)
        except Degenerate:
            return None
        return frontier if frontier.root() == self.root else None


@dataclass
class _Batch:
    """The entries since the last head, and the tree before them; None where that cannot be told."""

    before: Frontier | None
    first: int
    ids: list[int] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)

    def find_moved(self, head: Head) -> list[int]:
        """The entries that stand where the sealer, who goes by their ids, did not put them."""
        places = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        moved = [self.ids[place] for place, rightful in enumerate(places) if place != rightful]
        if moved and self.before is not None:
            frontier = self.before.copy()
            for place in places:
                frontier.append(self.leaves[place])
            if frontier.root() == head.root:
                return moved  # put back into the order of ids they give the root: that is what was done
        return out_of_order(self.ids)


@dataclass
class _Doubt:
    """A head that disagreed with the entries before it; the next head decides between them."""

    batch: _Batch
    head: Head


class Walk:
    """The state of the walk; `report` is filled on the way."""

    def __init__(self, heads: Iterable[Head], noted: Mapping[int, bytes], report: Report) -> None:
        self.report = report
        self.heads: Iterator[Head] = iter(heads)
        self.head = next(self.heads, None)
        self.noted = dict(noted)
        self.next_position = 0
        self.last_id: int | None = None
        self.by = (self.head and self.head.by) or SHA_AES
        self.batch = _Batch(Frontier(by=self.by), 0)
        self.built: Frontier | None = Frontier(by=self.by)
        self.kept: Frontier | None = None
        self.doubt: _Doubt | None = None

    def take(self, entry: Sealed) -> None:
        """The next sealed entry, in the order of positions."""
        if entry.position > self.next_position:
            self._gap(entry.position, entry.row.id)
        self._check_leaf(entry)
        for frontier in (self.built, self.kept):
            if frontier is not None:
                frontier.append(entry.leaf)
        self.batch.ids.append(entry.row.id)
        self.batch.leaves.append(entry.leaf)
        self.last_id = entry.row.id
        self.next_position += 1
        self._compare_with_noted()
        if self.head is not None and self.head.size == self.next_position:
            self._reach(self.head)

    def end(self) -> None:
        """After the last entry."""
        self.report.size = self.next_position
        if self.batch.ids and self.head is None:
            self.report.add(under_no_head(self.batch.first, self.next_position - 1, self.batch.ids[0]))
        last = None
        while self.head is not None:
            last = self.head
            self._next_head()
            self.report.heads_not_checked += 1
        if last is not None:
            self.report.add(missing(self.next_position, last.size - 1, self.last_id, None))
        if self.doubt is not None:
            self._blame(self.doubt, or_head=True)
        for size in sorted(self.noted):
            self.report.add(not_as_noted(size, self.next_position))
        if self.built is not None and self.next_position:
            self.report.root = self.built.root().hex()

    def _check_leaf(self, entry: Sealed) -> None:
        try:
            if leaf_of(entry.row, self.by) != entry.leaf:
                self.report.add(changed(entry.row, entry.position))
        except CannotBeWritten as error:
            self.report.add(changed(entry.row, entry.position, str(error)))

    def _gap(self, position: int, next_id: int) -> None:
        self.report.add(missing(self.next_position, position - 1, self.last_id, next_id))
        while self.head is not None and self.head.size <= position:
            kept = self.head.read() if self.head.size == position else None
            self.report.heads_not_checked += 1
            self._next_head()
            if kept is not None:  # the gap ends with a batch: from here on all can be checked again
                self._settle_doubt()
                self._go_on_from(kept, position)
                self.next_position = position
                return
        self.built = self.kept = None
        self.batch.before = None
        self.next_position = position

    def _compare_with_noted(self) -> None:
        root = self.noted.pop(self.next_position, None)
        if root is None:
            return
        if not any(frontier and frontier.root() == root for frontier in (self.built, self.kept)):
            self.report.add(not_as_noted(self.next_position, self.next_position))

    def _reach(self, head: Head) -> None:
        self.report.heads += 1
        kept, batch = head.read(), self.batch
        if self.built is not None and self.built.root() == head.root:
            if self.doubt is not None:  # the entries agree with this head, so it was the one before that lied
                self.report.add(head_changed(self.doubt.head.size))
            if kept is None or head.by is not self.by:
                self.report.add(head_changed(head.size))
            self._go_on_from(self.built, head.size)
        elif self.kept is not None and self.kept.root() == head.root:
            if self.doubt is not None:
                self._blame(self.doubt, or_head=False)
            self._go_on_from(self.kept, head.size)
        elif batch.before is None:
            self.report.heads -= 1
            self.report.heads_not_checked += 1
            self._settle_doubt()
            self._go_on_from(kept, head.size)
        elif self.built is not None and self.built.as_bytes() == head.frontier:
            self._settle_doubt()
            self.report.add(head_changed(head.size))
            self._go_on_from(self.built, head.size)
        else:
            self._settle_doubt()
            self.doubt = _Doubt(batch, head)
            self.built, self.kept = self.kept or self.built, kept
            self.batch = _Batch(self._before(), head.size)
        self._next_head()

    def _settle_doubt(self) -> None:
        if self.doubt is not None:
            self._blame(self.doubt, or_head=True)
            self.doubt = None

    def _go_on_from(self, frontier: Frontier | None, size: int) -> None:
        self.built, self.kept, self.doubt = frontier, None, None
        self.batch = _Batch(self._before(), size)

    def _before(self) -> Frontier | None:
        """The tree before the next batch: what the last head says where it disagrees, for then it is probably true."""
        frontier = self.kept or self.built
        return frontier.copy() if frontier is not None else None

    def _next_head(self) -> None:
        self.head = next(self.heads, None)

    def _blame(self, doubt: _Doubt, *, or_head: bool) -> None:
        batch = doubt.batch
        first, last = batch.first, batch.first + len(batch.ids) - 1
        if moved := batch.find_moved(doubt.head):
            self.report.add(reordered(moved, first, last))
        else:
            self.report.add(replaced((batch.ids[0], batch.ids[-1]), first, last, or_head=or_head))


def out_of_order(ids: Sequence[int]) -> list[int]:
    """The fewest entries without which the ids rise: those that were put where they do not belong."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, id in enumerate(ids):
        at = bisect_left(tails, id)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [id]
        ends[at : at + 1] = [place]
    in_order = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        in_order.add(place)
        place = before[place]
    return [id for place, id in enumerate(ids) if place not in in_order]
