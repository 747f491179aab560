"""The tree against the known vectors of certificate transparency, against its own definition, and against lies."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.trail.tree import (
    EMPTY_ROOT,
    Degenerate,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SECOND = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
THIRD_AND_FOURTH = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
LAST_FOUR = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
SEVENTH_AND_EIGHTH = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
FIFTH_AND_SIXTH = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"

LARGEST = 65
LEAVES = [leaf_hash(bytes([number])) for number in range(LARGEST)]
ROOT = [root_of(LEAVES[:size]) for size in range(LARGEST + 1)]


def definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(definition(leaves[:k]), definition(leaves[k:]))


def test_the_known_roots_of_one_to_eight_leaves() -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES]
    assert [root_of(leaves[:size]).hex() for size in range(1, 9)] == ROOTS
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of([]) == EMPTY_ROOT


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (0, 1, []),
        (0, 8, [SECOND, THIRD_AND_FOURTH, LAST_FOUR]),
        (5, 8, [FIFTH, SEVENTH_AND_EIGHTH, ROOTS[3]]),
        (2, 3, [ROOTS[1]]),
        (1, 5, [ROOTS[0], THIRD_AND_FOURTH, FIFTH]),
    ],
)
def test_the_known_proofs_of_inclusion(index: int, size: int, proof: list[str]) -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES[:size]]
    found = inclusion_proof(leaves, index)
    assert [step.hex() for step in found] == proof
    assert verify_inclusion(leaves[index], index, size, found, root_of(leaves))


@pytest.mark.parametrize(
    ("first", "second", "proof"),
    [
        (1, 1, []),
        (1, 8, [SECOND, THIRD_AND_FOURTH, LAST_FOUR]),
        (6, 8, [FIFTH_AND_SIXTH, SEVENTH_AND_EIGHTH, ROOTS[3]]),
        (2, 5, [THIRD_AND_FOURTH, FIFTH]),
    ],
)
def test_the_known_proofs_of_consistency(first: int, second: int, proof: list[str]) -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES[:second]]
    found = consistency_proof(leaves, first)
    assert [step.hex() for step in found] == proof
    assert verify_consistency(first, second, root_of(leaves[:first]), root_of(leaves), found)


def test_every_size_has_the_root_of_the_definition() -> None:
    assert [definition(LEAVES[:size]) for size in range(LARGEST + 1)] == ROOT


def test_every_leaf_of_every_size_is_proved_and_no_other_leaf_place_or_tree_is() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof = inclusion_proof(LEAVES[:size], index)
            assert verify_inclusion(LEAVES[index], index, size, proof, ROOT[size])
            assert not verify_inclusion(leaf_hash(b"another"), index, size, proof, ROOT[size])
            assert not verify_inclusion(LEAVES[index], index, size, proof, ROOT[size - 1])
            assert not verify_inclusion(LEAVES[index], index, size, [*proof, LEAVES[0]], ROOT[size])
            if size > 1:
                assert not verify_inclusion(LEAVES[index], (index + 1) % size, size, proof, ROOT[size])
            if proof:
                assert not verify_inclusion(LEAVES[index], index, size, proof[:-1], ROOT[size])


def test_every_size_is_proved_to_go_on_from_every_smaller_one_and_from_no_other() -> None:
    for second in range(1, LARGEST + 1):
        for first in range(1, second + 1):
            proof = consistency_proof(LEAVES[:second], first)
            assert verify_consistency(first, second, ROOT[first], ROOT[second], proof)
            assert not verify_consistency(first, second, ROOT[first - 1], ROOT[second], proof)
            assert not verify_consistency(first, second, ROOT[first], ROOT[second - 1], proof)
            assert not verify_consistency(first, second, ROOT[first], ROOT[second], [*proof, LEAVES[0]])
            if proof:
                assert not verify_consistency(first, second, ROOT[first], ROOT[second], proof[:-1])
                for place in range(len(proof)):
                    other = [*proof[:place], leaf_hash(b"another"), *proof[place + 1 :]]
                    assert not verify_consistency(first, second, ROOT[first], ROOT[second], other)


@given(st.lists(st.binary(max_size=8), max_size=200), st.data())
def test_a_tree_that_grows_in_pieces_is_the_tree_built_at_once(
    entries: list[bytes], data: st.DataObject
) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    cut = data.draw(st.integers(0, len(leaves)))
    frontier = Frontier()
    for leaf in leaves[:cut]:
        frontier.append(leaf)
    again = Frontier.read(cut, frontier.as_bytes())
    assert again.root() == definition(leaves[:cut])
    for leaf in leaves[cut:]:
        again.append(leaf)
    assert (again.size, again.root()) == (len(leaves), definition(leaves))
    assert len(again.peaks) == len(leaves).bit_count()


@given(st.integers(1, 300), st.data())
def test_a_change_of_one_bit_makes_every_proof_fail(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(number.to_bytes(2)) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    bit = data.draw(st.integers(0, 255))
    changed = (int.from_bytes(leaves[index]) ^ (1 << bit)).to_bytes(32)
    proof = inclusion_proof(leaves, index)
    assert verify_inclusion(leaves[index], index, size, proof, root_of(leaves))
    assert not verify_inclusion(changed, index, size, proof, root_of(leaves))


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


def test_what_proves_nothing_is_refused() -> None:
    root = ROOT[2]
    with pytest.raises(Degenerate, match="no leaf 0 in a tree of 0"):
        verify_inclusion(LEAVES[0], 0, 0, [], EMPTY_ROOT)
    with pytest.raises(Degenerate, match="no leaf 2 in a tree of 2"):
        verify_inclusion(LEAVES[0], 2, 2, [LEAVES[1]], root)
    with pytest.raises(Degenerate, match="no tree of 0 leaves"):
        verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
    with pytest.raises(Degenerate, match="no tree of 3 leaves within one of 2"):
        verify_consistency(3, 2, ROOT[3], root, [])
    with pytest.raises(Degenerate, match="no leaf 1 in a tree of 1"):
        inclusion_proof(LEAVES[:1], 1)
    with pytest.raises(Degenerate, match="no tree of 0 leaves"):
        consistency_proof(LEAVES[:3], 0)


@pytest.mark.parametrize("short", [b"", b"\x00" * 31, b"\x00" * 33])
def test_a_hash_of_another_length_is_refused(short: bytes) -> None:
    for attempt in (
        lambda: root_of([short]),
        lambda: verify_inclusion(short, 0, 1, [], ROOT[1]),
        lambda: verify_inclusion(LEAVES[0], 0, 2, [short], ROOT[2]),
        lambda: verify_inclusion(LEAVES[0], 0, 1, [], short),
        lambda: verify_consistency(1, 2, short, ROOT[2], [LEAVES[1]]),
        lambda: verify_consistency(1, 2, ROOT[1], ROOT[2], [short]),
    ):
        with pytest.raises(Degenerate, match="32 bytes"):
            attempt()


def test_a_kept_frontier_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(Degenerate, match="64 bytes are no frontier of 2 leaves"):
        Frontier.read(2, b"\x00" * 64)
    with pytest.raises(Degenerate):
        Frontier.read(-1, b"")
