"""Phones and mailboxes as people type them."""

import pytest

from kejia.accounts.addresses import UnusableAddress, read_address


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("13800000001", "+8613800000001"),
        (" 138 0000-0001 ", "+8613800000001"),
        ("１３８００００００１１", "+8613800000011"),
        ("+86 138 0000 0001", "+8613800000001"),
        ("0086 13800000001", "+8613800000001"),
        ("8613800000001", "+8613800000001"),
        ("+852 5123 4567", "+85251234567"),
        ("Wang@Example.ORG", "wang@example.org"),
        ("wang＠example.org", "wang@example.org"),
    ],
)
def test_one_address_has_one_spelling(typed: str, value: str) -> None:
    assert read_address(typed).value == value


@pytest.mark.parametrize(
    "typed", ["", "12345678901", "1380000000", "+86 12345", "wang@", "@example.org", "a b", "1380000000a"]
)
def test_what_is_no_address_is_refused_in_words(typed: str) -> None:
    with pytest.raises(UnusableAddress) as told:
        read_address(typed)
    assert told.value.say.zh.startswith("请填写")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("13800000001", "138****0001"),
        ("+85251234567", "+85****4567"),
        ("wang@example.org", "w***@example.org"),
    ],
)
def test_an_address_is_shown_to_its_owner_alone(typed: str, shown: str) -> None:
    assert read_address(typed).shown == shown
