"""The walk itself, on trails without a database: whatever is done to them is found, and nobody is accused wrongly."""

from dataclasses import dataclass, field

from hypothesis import example, given
from hypothesis import strategies as st

from kejia.trail.findings import Fault, Report
from kejia.trail.leaves import Row, leaf_of
from kejia.trail.tree import Frontier, leaf_hash
from kejia.trail.walk import Head, Sealed, Walk


def sealed(position: int, act: str = "appointed") -> Sealed:
    """An entry whose id tells its position."""
    at = "2017-06-30T00:00:00.000000Z"
    row = Row(position + 100, at, "person", "7", "00", "", "", act, "register.post", "1", "{}", None)
    return Sealed(position, leaf_of(row), row)


@dataclass
class Trail:
    """Entries and heads as they were sealed, batch by batch."""

    counts: list[int]
    entries: dict[int, Sealed] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)

    def __post_init__(self) -> None:
        frontier = Frontier()
        for count in self.counts:
            for _ in range(count):
                entry = self.entries[frontier.size] = sealed(frontier.size)
                frontier.append(entry.leaf)
            self.heads.append(Head(frontier.size, frontier.root(), frontier.as_bytes()))

    def batch_of(self, position: int) -> int:
        """The number of the batch that a position was sealed in."""
        return next(number for number, head in enumerate(self.heads) if position < head.size)

    def forge_head(self, number: int) -> None:
        """A head that is whole in itself and says something else."""
        head = self.heads[number]
        peaks = [leaf_hash(b"forged")] * head.size.bit_count()
        self.heads[number] = Head(head.size, Frontier(head.size, peaks).root(), b"".join(peaks))

    def walked(self) -> Report:
        """What a walk finds."""
        report = Report()
        walk = Walk(self.heads, {}, report)
        for position in sorted(self.entries):
            walk.take(self.entries[position])
        walk.end()
        return report


def batches_named(trail: Trail, faults: list[Fault]) -> set[int]:
    """The batches that the faults speak of."""
    named = set()
    for fault in faults:
        assert fault.last is not None
        first = fault.last if fault.first is None else fault.first
        named |= {trail.batch_of(position) for position in range(first, fault.last + 1)}
    return named


COUNTS = st.lists(st.integers(1, 5), min_size=1, max_size=8)
POSITIONS = st.sets(st.integers(0, 39), max_size=5)


@given(COUNTS)
def test_an_untouched_trail_is_whole(counts: list[int]) -> None:
    report = Trail(counts).walked()
    assert (report.faults, report.size, report.heads) == ([], sum(counts), len(counts))


@given(COUNTS, POSITIONS, POSITIONS)
@example([2, 2, 2], {0}, {2, 3})
@example([2, 2, 2], {3}, {0, 1})
def test_forged_and_deleted_entries_are_found_in_their_batches_and_no_others_are_named(
    counts: list[int], forged: set[int], deleted: set[int]
) -> None:
    trail = Trail(counts)
    forged = {position for position in forged if position < sum(counts)} - deleted
    deleted = {position for position in deleted if position < sum(counts)}
    for position in forged:
        trail.entries[position] = sealed(position, "dismissed")  # with a leaf to match
    for position in deleted:
        del trail.entries[position]
    report = trail.walked()
    gone = {position for fault in report.faults if fault.kind == "missing" for position in span(fault)}
    assert gone == deleted
    of_gaps = {trail.batch_of(position) for position in deleted}
    of_forgeries = {trail.batch_of(position) for position in forged}
    named = batches_named(trail, [fault for fault in report.faults if fault.kind != "missing"])
    # in a batch that lost entries nothing more can be told, nor in one before a gap that swallowed its head
    assert named <= of_forgeries
    assert of_forgeries - of_gaps <= named
    assert report.heads + report.heads_not_checked == len(counts)


def span(fault: Fault) -> range:
    assert fault.first is not None
    assert fault.last is not None
    return range(fault.first, fault.last + 1)


@given(COUNTS, st.sets(st.integers(0, 7), max_size=4))
def test_forged_heads_are_found_and_only_the_last_one_leaves_it_open_who_lied(
    counts: list[int], numbers: set[int]
) -> None:
    trail = Trail(counts)
    forged = {number for number in numbers if number < len(counts)}
    for number in forged:
        trail.forge_head(number)
    report = trail.walked()
    # of several forged heads side by side each disagrees with all before it, so the entries are in doubt with them
    alone = {
        number for number in forged if not {number - 1, number + 1} & forged and number + 1 < len(counts)
    }
    changed = {fault.last for fault in report.faults if fault.kind == "head_changed"}
    assert {trail.heads[number].size - 1 for number in alone} <= changed
    assert bool(report.faults) == bool(forged)
    assert batches_named(trail, report.faults) >= alone


@given(COUNTS, st.data())
def test_a_forged_entry_is_not_covered_up_by_a_forged_head_after_it(
    counts: list[int], data: st.DataObject
) -> None:
    trail = Trail(counts)
    position = data.draw(st.integers(0, sum(counts) - 1))
    batch = trail.batch_of(position)
    trail.entries[position] = sealed(position, "dismissed")
    if batch + 1 < len(counts):
        trail.forge_head(batch + 1)
    report = trail.walked()
    assert ("replaced", batch) in {
        (fault.kind, trail.batch_of(fault.last)) for fault in report.faults if fault.last is not None
    }
    if batch + 2 < len(counts):  # an honest head after them: the head is told from the entries before it
        assert [fault.kind for fault in report.faults] == ["replaced", "head_changed"]


@given(COUNTS, st.data())
def test_two_entries_that_change_places_are_named_wherever_a_gap_stands_before_them(
    counts: list[int], data: st.DataObject
) -> None:
    trail = Trail([2, *counts, 3])
    size = trail.heads[-1].size
    gone = data.draw(st.booleans())
    if gone:
        del trail.entries[0], trail.entries[1]
    one, other = data.draw(
        st.sampled_from([(size - 3, size - 2), (size - 3, size - 1), (size - 2, size - 1)])
    )
    first, second = trail.entries[one], trail.entries[other]
    trail.entries[one], trail.entries[other] = second._replace(position=one), first._replace(position=other)
    faults = trail.walked().faults
    assert [fault.kind for fault in faults] == (["missing"] if gone else []) + ["reordered"]
    assert set(faults[-1].entries) == {one + 100, other + 100}
