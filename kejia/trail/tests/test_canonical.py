"""Canonical JSON: the vectors of RFC 8785 that hold no fraction, and what is refused."""

import json
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.trail.canonical import LARGEST, CannotBeWritten, Plain, canonical, read

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def test_names_are_ordered_as_the_rfc_orders_them() -> None:
    given = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    values = [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]
    assert list(json.loads(canonical(given)).values()) == values


def test_text_is_escaped_as_the_rfc_escapes_it() -> None:
    given = {
        "string": '\u20ac$\u000f\u000aA\'\u0042"\\\\"/',
        "literals": [None, True, False],
    }
    expected = '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert canonical(given) == expected.encode()


def test_the_bytes_of_a_chinese_entry_are_these() -> None:
    given: Plain = {"文号": "鲁科协发〔2017〕3 号", "届": 9, "席位": {"b": [1, 2], "a": "𨱇"}}
    assert canonical(given) == '{"届":9,"席位":{"a":"𨱇","b":[1,2]},"文号":"鲁科协发〔2017〕3 号"}'.encode()


@given(VALUES)
def test_what_is_written_reads_back_and_is_written_the_same(value: Plain) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(read(written.decode())) == written  # type: ignore[arg-type] # read gives what was written


@given(st.dictionaries(st.text(alphabet="aé文𨱇\ufb33"), st.integers(0, 9)), st.randoms())
def test_the_order_in_which_a_mapping_was_filled_is_not_written(
    value: dict[str, int], random: Random
) -> None:
    names = list(value)
    random.shuffle(names)
    assert canonical({name: value[name] for name in names}) == canonical(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"share": 0.5}, r"value\.share: float"),
        ({"share": Fraction(1, 2)}, r"value\.share: Fraction"),
        ({"on": date(2017, 1, 1)}, r"value\.on: date"),
        ({"list": [1, {"raw": b"x"}]}, r"value\.list\[1\]\.raw: bytes"),
        ({"number": LARGEST + 1}, r"value\.number: 9007199254740992 is too large"),
        ({"number": -LARGEST - 1}, "too large"),
        ({1: "one"}, "the name 1 is no text"),
        ({"half": "\ud83d"}, "half of one"),
    ],
)
def test_what_can_be_written_in_two_ways_is_refused_by_its_place(value: Plain, said: str) -> None:
    with pytest.raises(CannotBeWritten, match=said):
        canonical(value)


def test_a_whole_number_that_a_database_writes_with_a_point_is_whole() -> None:
    assert read('{"a": 1.0, "b": [12.000]}') == {"a": 1, "b": [12]}


@pytest.mark.parametrize(
    "text", ["0.5", "1.0000000000000000001", "1" + "0" * 400, "1" + "0" * 400 + ".0", "NaN", "Infinity"]
)
def test_numbers_that_no_honest_writer_left_are_refused(text: str) -> None:
    with pytest.raises(CannotBeWritten):
        canonical(read(f'{{"n": {text}}}'))  # type: ignore[arg-type] # whatever was read
