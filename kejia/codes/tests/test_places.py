"""The places that six digits name: shown where they are known, and never a reason to refuse anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.codes.divisions import find_division
from kejia.codes.places import PROVINCES, place_of
from kejia.plain.identifiers import check_character
from kejia.plain.identity_documents import read_identity_document


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("370102", "山东省济南市历下区"),
        ("371200", "山东省莱芜市（今济南市）"),
        ("371202", "山东省莱芜市莱城区（今莱芜区）"),
        ("371727", "山东省菏泽市定陶县（今定陶区）"),
        ("372801", "山东省临沂地区临沂市（今兰山区、罗庄区、河东区）"),
        ("379004", "山东省莱芜市（今莱芜区、钢城区）"),
        ("371324", "山东省临沂市兰陵县"),
        ("100000", "全国"),
        ("110101", "北京市（110101）"),
        ("810000", "香港特别行政区（810000）"),
    ],
)
def test_a_place_is_shown_as_it_was_and_as_it_is(code: str, shown: str) -> None:
    place = place_of(code)
    assert place.shown.zh == shown
    assert place.is_known
    assert place.division is find_division(code)


def test_an_abolished_place_is_shown_in_english_too() -> None:
    assert place_of("371727").shown.en == "山东省菏泽市定陶县 (now 定陶区)"
    assert place_of("100000").shown.en == "national"
    assert place_of("110101").shown.en == "北京市 (110101)"


def test_a_code_of_shandong_that_the_table_lacks_is_an_unknown_division() -> None:
    place = place_of("379999")
    assert (place.division, place.is_known) == (None, False)
    assert place.shown.zh == "山东省，未知区划（379999）"
    assert place.shown.en == "山东省, unknown division (379999)"


def test_a_code_of_no_province_is_an_unknown_division() -> None:
    place = place_of("990000")
    assert (place.division, place.is_known) == (None, False)
    assert place.shown.zh == "未知区划（990000）" and place.shown.en == "unknown division (990000)"


def test_there_are_34_provinces() -> None:
    assert len(set(PROVINCES.values())) == 34


@given(st.integers(100000, 899999).map(str).filter(lambda code: code not in ("810000", "820000", "830000")))
def test_whatever_division_a_number_names_it_is_accepted_and_shown(division: str) -> None:
    seventeen = f"{division}19600229123"
    read = read_identity_document(seventeen + check_character(seventeen))
    assert read.why_not is None and read.division == division
    shown = place_of(division).shown
    assert shown.zh and shown.en
