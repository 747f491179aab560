"""Sealed values across changes of key and algorithms; the choice; signatures."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from kejia.crypt.choosing import UnknownSuite, by_hash, current, known, named_digest, numbered
from kejia.crypt.keys import all_keys, derived
from kejia.crypt.sealing import CannotOpen, Sealer, is_current, key_of, suite_of
from kejia.crypt.signing import is_signed, public_key, sign
from kejia.crypt.suites import SHA_AES, SM3_SM4, Sm3Sm4

NOTES = Sealer("kejia.notes")


class PasswordMachine(Sm3Sm4):
    """A third set, as an installation would bring it."""

    name, number, hash_name = "machine", 200, "machine_sm3"


MACHINE = PasswordMachine()
ITS_NAME = "kejia.crypt.tests.test_sealing:MACHINE"


def test_what_was_sealed_before_the_algorithms_changed_opens_and_is_found(settings: Settings) -> None:
    old, digest = NOTES.seal(b"370102", bound_to=b"row"), NOTES.digest_of("370102")
    settings.KEJIA_ALGORITHMS = ["sm3_sm4"]
    new = NOTES.seal(b"370102", bound_to=b"row")
    assert [suite_of(each) for each in (old, new)] == [SHA_AES, SM3_SM4]
    assert [is_current(each) for each in (old, new)] == [False, True]
    assert NOTES.open(old, bound_to=b"row") == NOTES.open(new, bound_to=b"row") == b"370102"
    assert NOTES.digest_of("370102") != digest
    assert digest in NOTES.digests_of("370102")


def test_what_was_sealed_before_sets_had_numbers_still_opens(settings: Settings) -> None:
    settings.KEJIA_FIELD_KEYS = ["7:" + "k" * 40]
    key = derived(SHA_AES, all_keys()[7], b"kejia.notes.seal")
    before = bytes([7]) + SHA_AES.encrypt(key, b"370102", b"row")
    assert (key_of(before), suite_of(before), is_current(before)) == (7, SHA_AES, False)
    assert NOTES.open(before, bound_to=b"row") == b"370102"


def test_one_purpose_opens_nothing_of_anothers() -> None:
    with pytest.raises(CannotOpen):
        Sealer("kejia.other").open(NOTES.seal(b"370102", bound_to=b"row"), bound_to=b"row")


def test_a_set_of_an_installations_own_is_put_in_by_its_name(settings: Settings) -> None:
    settings.KEJIA_ALGORITHMS = [ITS_NAME, "sm3_sm4"]
    assert current() == numbered(200) == by_hash("machine_sm3")
    sealed = NOTES.seal(b"370102", bound_to=b"row")
    settings.KEJIA_ALGORITHMS = ["sha256_aes", ITS_NAME]
    assert NOTES.open(sealed, bound_to=b"row") == b"370102"
    settings.KEJIA_ALGORITHMS = ["sha256_aes"]
    with pytest.raises(CannotOpen, match="KEJIA_ALGORITHMS"):
        NOTES.open(sealed, bound_to=b"row")
    with pytest.raises(UnknownSuite):
        by_hash("machine_sm3")


@pytest.mark.parametrize("word", ["aes", "kejia.nowhere:X", "kejia.crypt.suites:NOTHING"])
def test_a_set_that_is_not_there_is_refused_by_name(settings: Settings, word: str) -> None:
    settings.KEJIA_ALGORITHMS = [word]
    with pytest.raises(ImproperlyConfigured, match="KEJIA_ALGORITHMS"):
        current()


def test_a_digest_names_its_hash(settings: Settings) -> None:
    assert named_digest(b"abc").startswith("sha256:ba7816bf")
    settings.KEJIA_ALGORITHMS = ["sm3_sm4"]
    assert named_digest(b"abc").startswith("sm3:66c7f0f4")
    assert known() == (SM3_SM4, SHA_AES)


def test_a_signature_holds_for_its_message_its_purpose_and_its_signer(settings: Settings) -> None:
    signature, key = sign(b"package", purpose="zones"), public_key()
    assert is_signed(b"package", signature, purpose="zones", by=key)
    assert not is_signed(b"packagf", signature, purpose="zones", by=key)
    assert not is_signed(b"package", signature, purpose="exports", by=key)
    assert not is_signed(b"package", b"\x02" + signature[1:], purpose="zones", by=key)
    assert not is_signed(b"package", signature[:-1], purpose="zones", by=key)
    settings.SECRET_KEY = "another installation's secret, long enough to be one"
    assert not is_signed(b"package", signature, purpose="zones", by=public_key())
    assert is_signed(b"package", signature, purpose="zones", by=key)
