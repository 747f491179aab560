"""Both sets of algorithms against published vectors, and against bytes that were changed."""

import pytest

from kejia.crypt.suites import BUILT_IN, SHA_AES, SM3_SM4, WIDTH, CannotDecrypt, Suite, equal

KEY = bytes(range(WIDTH))


@pytest.mark.parametrize(
    ("suite", "text", "digest"),
    [
        (SHA_AES, b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (SM3_SM4, b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (SM3_SM4, b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_hashes_are_those_of_the_standards(suite: Suite, text: bytes, digest: str) -> None:
    assert suite.hash(text).hex() == digest
    running = suite.new_hash()
    running.update(text[:1])
    running.update(text[1:])
    assert running.digest().hex() == digest


@pytest.mark.parametrize("suite", BUILT_IN, ids=lambda suite: suite.name)
def test_everything_a_set_makes_has_the_width_that_columns_and_the_tree_count_on(suite: Suite) -> None:
    key = suite.derive(b"secret", b"label")
    assert len(key) == len(suite.hash(b"")) == len(suite.keyed(key, b"")) == WIDTH
    assert suite.derive(b"secret", b"other") != key
    assert suite.keyed(key, b"a") != suite.keyed(suite.derive(b"other", b"label"), b"a")


@pytest.mark.parametrize("suite", BUILT_IN, ids=lambda suite: suite.name)
@pytest.mark.parametrize("content", [b"", b"370102", bytes(100_000)])
def test_what_is_encrypted_decrypts_and_never_twice_the_same(suite: Suite, content: bytes) -> None:
    sealed = suite.encrypt(KEY, content, b"row 1")
    assert suite.decrypt(KEY, sealed, b"row 1") == content
    assert suite.encrypt(KEY, content, b"row 1") != sealed


@pytest.mark.parametrize("suite", BUILT_IN, ids=lambda suite: suite.name)
def test_a_changed_byte_another_row_another_key_or_a_cut_does_not_decrypt(suite: Suite) -> None:
    sealed = suite.encrypt(KEY, b"370102", b"row 1")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(CannotDecrypt):
            suite.decrypt(KEY, changed, b"row 1")
    for key, cut, bound in (
        (KEY, sealed, b"row 2"),
        (KEY[::-1], sealed, b"row 1"),
        (KEY, sealed[:-1], b"row 1"),
    ):
        with pytest.raises(CannotDecrypt):
            suite.decrypt(key, cut, bound)
    for short in (b"", sealed[:5], sealed[:20]):
        with pytest.raises(CannotDecrypt):
            suite.decrypt(KEY, short, b"row 1")


def test_what_one_set_sealed_the_other_does_not_open() -> None:
    with pytest.raises(CannotDecrypt):
        SM3_SM4.decrypt(KEY, SHA_AES.encrypt(KEY, b"370102", b""), b"")


def test_sets_have_names_and_numbers_of_their_own() -> None:
    for column in ("name", "number", "hash_name"):
        assert len({getattr(suite, column) for suite in BUILT_IN}) == len(BUILT_IN)
    assert equal(b"a", b"a") and not equal(b"a", b"b")
