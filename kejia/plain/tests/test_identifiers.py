"""Citizens' identity numbers: the arithmetic. Every number here is invented."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kejia.plain.days import day_number
from kejia.plain.identifiers import (
    birth_of_citizen_number,
    check_character,
    fits_mask,
    is_citizen_number,
    mask_number,
    sex_of_citizen_number,
)

BIRTHS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SEQUENCES = st.integers(0, 999)


def number_of(birth: date, sequence: int, division: str = "379999") -> str:
    """A number of a division that never was, so that nobody has it."""
    seventeen = f"{division}{day_number(birth):08d}{sequence:03d}"
    return seventeen + check_character(seventeen)


def weighed(number: str) -> int:
    """The sum that ISO 7064 MOD 11-2 wants to leave 1: doubling from the right, X standing for ten."""
    total = 0
    for power, character in enumerate(reversed(number)):
        total += (10 if character == "X" else int(character)) * 2**power
    return total % 11


@given(BIRTHS, SEQUENCES)
def test_a_completed_number_is_one_and_tells_birth_and_sex(birth: date, sequence: int) -> None:
    number = number_of(birth, sequence)
    assert is_citizen_number(number)
    assert weighed(number) == 1
    assert birth_of_citizen_number(number) == day_number(birth)
    assert sex_of_citizen_number(number) == ("男" if sequence % 2 else "女")


@given(BIRTHS, SEQUENCES, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(birth: date, sequence: int, place: int, shift: int) -> None:
    number = number_of(birth, sequence)
    digit = str((int(number[place]) + shift) % 10)
    assert not is_citizen_number(number[:place] + digit + number[place + 1 :])


@given(BIRTHS, SEQUENCES, st.integers(0, 15))
def test_two_neighbours_changed_over_are_always_found(birth: date, sequence: int, place: int) -> None:
    number = number_of(birth, sequence)
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert not is_citizen_number(swapped)


def test_all_eleven_check_characters_occur() -> None:
    assert {number_of(date(1960, 2, 29), n)[17] for n in range(100)} == set("0123456789X")


def test_a_day_that_the_calendar_lacks_is_no_birth() -> None:
    for day in ("19610229", "19600230", "19601301", "19600100"):
        seventeen = f"379999{day}123"
        assert not is_citizen_number(seventeen + check_character(seventeen))


@pytest.mark.parametrize("text", ["", "379999196002291", "37999919600229123x", "０" * 18, "٣" * 18])
def test_what_is_not_eighteen_plain_digits_is_none(text: str) -> None:
    assert not is_citizen_number(text)


def test_the_middle_of_a_number_is_masked() -> None:
    assert mask_number("370102195501011234") == "3701**********1234"
    assert mask_number("USA123456789012") == "USA1*******9012"
    assert mask_number("H12345678") == "H1*****78"
    assert mask_number("12345") == "*****"
    assert mask_number("") == ""


@given(BIRTHS, SEQUENCES)
def test_a_number_fits_its_own_mask(birth: date, sequence: int) -> None:
    number = number_of(birth, sequence)
    assert fits_mask(number, mask_number(number))
    assert fits_mask(number, f"{number[:6]}****{number[-4:]}")
    assert fits_mask(number, f"*{number[-6:]}")
    assert not fits_mask(number, mask_number(number)[:-1] + ("0" if number[-1] != "0" else "1"))
    assert not fits_mask(number, number + "*")
