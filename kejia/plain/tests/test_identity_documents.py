"""Identity documents as people type them. Every number here is invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.plain import says_of_documents as says
from kejia.plain.days import day_number
from kejia.plain.identifiers import check_character
from kejia.plain.identity_documents import (
    KIND_NAMES,
    DocumentKind,
    DocumentRead,
    find_document_kind,
    read_identity_document,
)
from kejia.plain.text import Text

CITIZEN = DocumentKind.CITIZEN_CARD
RESIDENCE = DocumentKind.RESIDENCE_PERMIT
HOME = DocumentKind.HONG_KONG_MACAO_PERMIT
TAIWAN = DocumentKind.TAIWAN_PERMIT
FOREIGNER = DocumentKind.FOREIGNER_CARD
PASSPORT = DocumentKind.PASSPORT


def completed(first_seventeen: str) -> str:
    return first_seventeen + check_character(first_seventeen)


GOOD = completed("37999919600229123")
BIRTHS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def refusal(text: str, kind: DocumentKind | None = None, on: date | None = None) -> Text:
    read = read_identity_document(text, kind, on=on)
    assert read.why_not is not None
    return read.why_not


@given(BIRTHS, st.integers(0, 999))
def test_a_citizens_number_is_read_however_it_is_typed(birth: date, sequence: int) -> None:
    number = completed(f"379999{day_number(birth)}{sequence:03d}")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number.lower())
    for typed in (number, wide, f" {number[:6]} {number[6:14]}－{number[14:]}"):
        read = read_identity_document(typed)
        assert read == read_identity_document(typed, CITIZEN) == DocumentRead(CITIZEN, number)
        assert (read.birth, read.division, read.lasting) == (day_number(birth), "379999", number)
        assert read.sex == ("男" if sequence % 2 else "女")


def test_a_citizen_older_than_the_codes_is_accepted() -> None:
    assert read_identity_document(completed("37010219200101123")).why_not is None


def test_a_division_that_was_abolished_or_never_heard_of_is_accepted() -> None:
    for division in ("371200", "372901", "379999", "110000", "899999"):
        read = read_identity_document(completed(f"{division}19600229123"))
        assert (read.why_not, read.division) == (None, division)


def test_a_number_that_is_refused_tells_nothing_of_birth_sex_or_division() -> None:
    read = read_identity_document(GOOD[:17] + ("0" if GOOD[17] != "0" else "1"))
    assert read.why_not == says.WRONG_CHECK
    assert (read.kind, read.birth, read.sex, read.division) == (CITIZEN, None, None, None)


def test_nothing_is_no_number() -> None:
    assert read_identity_document(" 　", HOME) == DocumentRead(HOME, "", says.EMPTY)


@pytest.mark.parametrize("text", ["3.79999E+17", "3.79999e17", "4E+17", "379999196002291000.0"])
def test_a_number_that_a_spreadsheet_rounded_is_recognised(text: str) -> None:
    assert read_identity_document(text) == DocumentRead(CITIZEN, text.upper(), says.STORED_AS_NUMBER)


def test_a_number_ending_in_three_zeros_that_does_not_check_was_perhaps_rounded() -> None:
    wrong = "379999196002291000"
    assert check_character(wrong[:17]) != "0"
    assert refusal(wrong) == says.PERHAPS_AS_NUMBER


@pytest.mark.parametrize(
    "masked",
    ["3799**********1234", "3799＊＊＊＊＊＊＊＊＊＊1234", "3799XXXXXXXXXX1234", "3799●●●●●●●●●●1234"],
)
def test_a_masked_number_is_recognised_and_not_taken_for_a_number(masked: str) -> None:
    assert read_identity_document(masked) == DocumentRead(CITIZEN, "3799**********1234", says.MASKED)


def test_a_masked_number_of_another_length_may_be_of_any_kind() -> None:
    assert read_identity_document("H1****78") == DocumentRead(None, "H1****78", says.MASKED)
    assert read_identity_document("H1****78", HOME) == DocumentRead(HOME, "H1****78", says.MASKED)


def test_the_number_of_fifteen_digits_is_refused_with_the_reason() -> None:
    read = read_identity_document("379999600229123")
    assert read == DocumentRead(CITIZEN, "379999600229123", says.FIFTEEN_DIGITS)
    assert "2013" in says.FIFTEEN_DIGITS.zh and "void since 2013" in says.FIFTEEN_DIGITS.en


def test_a_number_of_another_length_is_counted() -> None:
    assert "现为17位" in refusal(GOOD[:17]).zh
    assert "this has 19" in refusal(GOOD[:17] + "00").en
    assert "现为9位" in refusal("123456789", CITIZEN).zh


def test_what_is_not_a_digit_is_named_with_its_place() -> None:
    said = refusal(GOOD[:3] + "O" + GOOD[4:])
    assert said.zh.startswith("第4位是“O”") and said.en.startswith("character 4 is O")
    assert refusal(GOOD[:16] + "X" + GOOD[17:]).zh.startswith("第17位是“X”")
    assert refusal("٣" * 18, CITIZEN).zh.startswith("第1位是“٣”")


@pytest.mark.parametrize("birth", ["19600230", "19601301", "18991231", "00000000"])
def test_an_impossible_birth_is_shown(birth: str) -> None:
    said = refusal(completed(f"379999{birth}123"))
    assert f"“{birth}”不是可能的出生日期" in said.zh and f"{birth}, are no possible day of birth" in said.en


def test_nobody_is_born_after_the_day_of_asking() -> None:
    number = completed("37999920990101123")
    assert read_identity_document(number, on=date(2099, 1, 1)).why_not is None
    said = refusal(number, on=date(2026, 1, 1))
    assert "出生日期2099-01-01晚于2026-01-01" in said.zh and "later than 2026-01-01" in said.en


def test_a_division_cannot_begin_with_zero() -> None:
    said = refusal(completed("07999919600229123"))
    assert "“079999”" in said.zh and "079999, can be no division" in said.en


@pytest.mark.parametrize("division", ["810000", "820000", "830000"])
def test_a_residence_permit_is_told_by_its_first_digits(division: str) -> None:
    number = completed(f"{division}19600229124")
    read = read_identity_document(number)
    assert read == read_identity_document(number, RESIDENCE) == DocumentRead(RESIDENCE, number)
    assert (read.birth, read.sex, read.division) == (19600229, "女", None)
    said = refusal(number, CITIZEN)
    assert "把证件种类改为港澳台居民居住证" in said.zh and "residence permit" in said.en


def test_a_citizens_number_is_no_residence_permit() -> None:
    assert refusal(GOOD, RESIDENCE) == says.NOT_A_RESIDENCE_PERMIT


def test_a_foreigners_new_card_is_checked_like_a_citizens() -> None:
    number = completed("93784019800101101")
    read = read_identity_document(number)
    assert read == read_identity_document(number, FOREIGNER) == DocumentRead(FOREIGNER, number)
    assert (read.birth, read.sex, read.division) == (19800101, None, None)
    assert refusal(number[:17] + ("0" if number[17] != "0" else "1")) == says.WRONG_CHECK
    assert "外国人永久居留身份证" in refusal(number, CITIZEN).zh


def test_a_foreigners_old_card_is_known_by_its_shape() -> None:
    read = read_identity_document("xyz370080010112")
    assert read == read_identity_document("XYZ370080010112", FOREIGNER)
    assert read == DocumentRead(FOREIGNER, "XYZ370080010112")
    assert (read.birth, read.sex) == (None, None)
    for number in (GOOD, "XY3700800101123", "93784019800101101"):
        assert refusal(number, FOREIGNER) == says.NOT_A_FOREIGNER_CARD


@pytest.mark.parametrize(
    ("typed", "number", "lasting"),
    [
        ("H00000001", "H00000001", "H00000001"),
        ("m 0000 0001", "M00000001", "M00000001"),
        ("H0000000102", "H0000000102", "H00000001"),
        ("H00000001(02)", "H0000000102", "H00000001"),
        ("HA0000001", "HA0000001", "HA0000001"),
    ],
)
def test_a_hong_kong_or_macao_permit_keeps_nine_characters_for_life(
    typed: str, number: str, lasting: str
) -> None:
    read = read_identity_document(typed, HOME)
    assert read == DocumentRead(HOME, number)
    assert read.lasting == lasting


def test_a_permit_of_eleven_characters_is_told_by_its_shape() -> None:
    assert read_identity_document("H0000000102") == DocumentRead(HOME, "H0000000102")


@pytest.mark.parametrize("number", ["H0000001", "A00000001", "H000000012", GOOD])
def test_another_shape_is_no_hong_kong_or_macao_permit(number: str) -> None:
    assert refusal(number, HOME) == says.NOT_A_HONG_KONG_MACAO_PERMIT


@pytest.mark.parametrize("typed", ["00000001", "0000000102", "0000000102(B)", "0000000102（B）"])
def test_a_taiwan_permit_keeps_eight_digits_for_life(typed: str) -> None:
    read = read_identity_document(typed, TAIWAN)
    assert (read.kind, read.why_not, read.lasting) == (TAIWAN, None, "00000001")


@pytest.mark.parametrize("number", ["0000001", "000000010", "T00000001", GOOD])
def test_another_shape_is_no_taiwan_permit(number: str) -> None:
    assert refusal(number, TAIWAN) == says.NOT_A_TAIWAN_PERMIT


@pytest.mark.parametrize("number", ["E00000001", "EA0000001", "G00000001", "AB1234", "XZ0001C"])
def test_a_passport_that_begins_with_a_letter_is_told_by_its_shape(number: str) -> None:
    assert read_identity_document(number) == DocumentRead(PASSPORT, number)


def test_a_passport_of_digits_is_read_where_the_kind_is_stated() -> None:
    assert read_identity_document("123456789", PASSPORT) == DocumentRead(PASSPORT, "123456789")


@pytest.mark.parametrize("number", ["1234", "ABCDE1", "E0000000001", GOOD])
def test_another_shape_is_no_passport(number: str) -> None:
    assert refusal(number, PASSPORT) == says.NOT_A_PASSPORT


@pytest.mark.parametrize(
    ("number", "kinds"),
    [
        ("M00000001", (HOME, PASSPORT)),  # Macao, and South Korea
        ("H00000001", (HOME, PASSPORT)),
        ("00000001", (TAIWAN, PASSPORT)),
        ("379999196", (PASSPORT,)),  # as likely a citizen's number that was cut off
        ("13800000000", (TAIWAN,)),  # as likely a telephone number
    ],
)
def test_a_number_that_may_be_several_kinds_is_not_guessed_at(
    number: str, kinds: tuple[DocumentKind, ...]
) -> None:
    read = read_identity_document(number)
    assert read.kind is None and read.number == number and read.why_not is not None
    assert "、".join(KIND_NAMES[kind].zh for kind in kinds) in read.why_not.zh
    assert " or ".join(KIND_NAMES[kind].en for kind in kinds) in read.why_not.en


@pytest.mark.parametrize("text", ["无", "1234", "张三", "待补"])
def test_what_has_no_known_shape_is_shown_again(text: str) -> None:
    said = refusal(text)
    assert f"“{text}”不像" in said.zh and f"{text} looks like no known kind" in said.en


def test_kinds_are_found_by_the_words_people_use() -> None:
    for kind, name in KIND_NAMES.items():
        assert find_document_kind(f" {name.zh}　") is kind
    words = {"身份证": CITIZEN, "回乡证": HOME, "台胞证": TAIWAN, "外国护照": PASSPORT, "五星卡": FOREIGNER}
    assert {word: find_document_kind(word) for word in words} == words
    assert find_document_kind("港澳居民来往内地通行证（非中国籍）") is HOME
    assert find_document_kind("往来港澳通行证") is None
    assert find_document_kind("居住证") is None


def test_every_kind_has_a_name() -> None:
    assert set(KIND_NAMES) == set(DocumentKind)


@given(st.text(max_size=25), st.sampled_from([None, *DocumentKind]))
def test_no_text_is_too_strange_to_read(text: str, kind: DocumentKind | None) -> None:
    read = read_identity_document(text, kind, on=date(2026, 1, 1))
    assert read.why_not is None or (read.why_not.zh and read.why_not.en)
    assert kind is None or read.kind is kind
    assert read.why_not is not None or read.lasting
