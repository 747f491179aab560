"""The tree of RFC 6962 (RFC 9162, 2.1): hashes, roots and proofs. Pure functions over 32-byte hashes.

A tree has one hash function from its first leaf to its last: SHA-256 unless it is given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kejia.crypt.suites import SHA_AES, WIDTH, Suite

EMPTY_ROOT = SHA_AES.hash(b"")


class Degenerate(ValueError):
    """There is nothing here to prove: an empty tree, a place outside it, a hash that is none."""


def leaf_hash(data: bytes, by: Suite = SHA_AES) -> bytes:
    """The leaf for an entry's bytes."""
    return by.hash(b"\x00" + data)


def node_hash(left: bytes, right: bytes, by: Suite = SHA_AES) -> bytes:
    """The node above two; it can never equal a leaf."""
    return by.hash(b"\x01" + left + right)


@dataclass
class Frontier:
    """The right edge of a tree: all that is needed to add leaves, without those already in it.

    `peaks` are the roots of its complete subtrees, the largest first: as many as `size` has binary ones.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)
    by: Suite = SHA_AES

    def append(self, leaf: bytes) -> None:
        """Add one leaf: one hash on average."""
        node, rest = leaf, self.size
        while rest & 1:
            node = node_hash(self.peaks.pop(), node, self.by)
            rest >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self.peaks:
            return self.by.hash(b"")
        node = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            node = node_hash(peak, node, self.by)
        return node

    def copy(self) -> "Frontier":
        """Another one that goes on from here."""
        return Frontier(self.size, list(self.peaks), self.by)

    def as_bytes(self) -> bytes:
        """The peaks, one after another."""
        return b"".join(self.peaks)

    @classmethod
    def read(cls, size: int, peaks: bytes, by: Suite = SHA_AES) -> "Frontier":
        """The frontier kept by `as_bytes`."""
        if size < 0 or len(peaks) != size.bit_count() * WIDTH:
            raise Degenerate(f"{len(peaks)} bytes are no frontier of {size} leaves")
        return cls(size, [peaks[at : at + WIDTH] for at in range(0, len(peaks), WIDTH)], by)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(_hash(leaf))
    return frontier.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """What shows that the leaf at `index` is in the tree over all `leaves`, nearest first."""
    if not 0 <= index < len(leaves):
        raise Degenerate(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split])]


def consistency_proof(leaves: Sequence[bytes], first: int) -> list[bytes]:
    """What shows that the tree over all `leaves` begins with the tree over its `first` ones."""
    if not 0 < first <= len(leaves):
        raise Degenerate(f"no tree of {first} leaves within one of {len(leaves)}")
    return _consistency(leaves, first, known=True)


def _consistency(leaves: Sequence[bytes], first: int, *, known: bool) -> list[bytes]:
    if first == len(leaves):
        return [] if known else [root_of(leaves)]
    split = _split(len(leaves))
    if first <= split:
        return [*_consistency(leaves[:split], first, known=known), root_of(leaves[split:])]
    return [*_consistency(leaves[split:], first - split, known=False), root_of(leaves[:split])]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof leads from the leaf at `index` to the root of a tree of `size` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise Degenerate(f"no leaf {index} in a tree of {size}")
    at, last, node = index, size - 1, _hash(leaf)
    for step in map(_hash, proof):
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(step, node)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == _hash(root)


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the tree of `second` leaves begins with that of `first` (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second:
        raise Degenerate(f"no tree of {first} leaves within one of {second}")
    older, newer = _hash(first_root), _hash(second_root)
    steps = [_hash(step) for step in proof]
    if first == second:
        return not steps and older == newer
    if first & (first - 1) == 0:
        steps.insert(0, older)  # a complete tree is its own first step
    if not steps:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == older and new == newer


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _hash(value: bytes) -> bytes:
    if len(value) != WIDTH:
        raise Degenerate(f"a hash has {WIDTH} bytes")
    return value
