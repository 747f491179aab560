"""Unified social credit codes. Every code here is invented; its checks are computed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kejia.plain import organisation_codes
from kejia.plain.organisation_codes import (
    ALPHABET,
    KIND_NAMES,
    OrganisationCode,
    OrganisationKind,
    check_character,
    complete_organisation_code,
    inner_check_character,
    is_inner_code,
    read_organisation_code,
)
from kejia.plain.text import Text

PREFIXES = st.sampled_from(["11", "12", "13", "19", "51", "52", "53", "81", "91", "92", "93", "N1", "Y1"])
DIVISIONS = st.integers(100000, 839999).map(str)
BODIES = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)
CODES = st.builds(complete_organisation_code, PREFIXES, DIVISIONS, BODIES)


def society() -> str:
    return complete_organisation_code("51", "379900", "MJX00017").code


def refusal(text: str) -> Text:
    read = read_organisation_code(text)
    assert isinstance(read, Text)
    return read


def test_the_alphabet_has_the_31_characters_of_the_standard() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") - set(ALPHABET) == set("IOSVZ")


def test_the_weights_are_those_printed_in_the_standard() -> None:
    printed = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    for place, weight in enumerate(printed):
        one = "0" * place + "1" + "0" * (16 - place)
        assert ALPHABET.index(check_character(one)) == 31 - weight


def test_the_example_printed_in_the_standard_of_organisation_codes_is_right() -> None:
    assert is_inner_code("D2143569X")


def test_a_remainder_of_zero_asks_for_the_check_character_zero() -> None:
    assert check_character("0" * 17) == "0"
    codes = [complete_organisation_code("51", "379900", f"MJX{n:05d}").code for n in range(200)]
    assert {code[17] for code in codes} == set(ALPHABET)
    assert {code[16] for code in codes} == set("0123456789X")
    assert all(isinstance(read_organisation_code(code), OrganisationCode) for code in codes)


@given(CODES)
def test_a_completed_code_reads_back_and_every_sum_comes_out_even(code: OrganisationCode) -> None:
    assert read_organisation_code(code.code) == code
    total = sum(ALPHABET.index(c) * 3**i for i, c in enumerate(code.code[:17])) + ALPHABET.index(
        code.code[17]
    )
    assert total % 31 == 0
    inner = [int(c, 36) for c in code.inner[:8]]
    check = 10 if code.inner[8] == "X" else int(code.inner[8])
    assert (sum(w * v for w, v in zip((3, 7, 9, 10, 5, 8, 4, 2), inner, strict=True)) + check) % 11 == 0


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code: OrganisationCode) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code.code.lower())
    assert read_organisation_code(wide) == code
    assert read_organisation_code(f" {code.code[:8]} {code.code[8:16]}-{code.code[16:]}\n") == code


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code: OrganisationCode, place: int, other: str) -> None:
    assume(other != code.code[place])
    assert isinstance(read_organisation_code(code.code[:place] + other + code.code[place + 1 :]), Text)


def test_the_parts_of_a_code_are_named() -> None:
    code = complete_organisation_code("51", "379900", "MJX00017")
    assert code.kind is OrganisationKind.SOCIETY
    assert code.registrar.zh == "民政部门"
    assert code.division == "379900"
    assert code.inner == "MJX00017" + inner_check_character("MJX00017")


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("11", OrganisationKind.ORGAN),
        ("12", OrganisationKind.INSTITUTION),
        ("13", OrganisationKind.MASS_ORGANISATION),
        ("19", OrganisationKind.OTHER),
        ("51", OrganisationKind.SOCIETY),
        ("52", OrganisationKind.PRIVATE_NON_ENTERPRISE),
        ("53", OrganisationKind.FOUNDATION),
        ("81", OrganisationKind.TRADE_UNION),
        ("91", OrganisationKind.ENTERPRISE),
        ("92", OrganisationKind.SOLE_TRADER),
        ("93", OrganisationKind.COOPERATIVE),
        ("A1", OrganisationKind.INSTITUTION),
        ("N2", OrganisationKind.COLLECTIVE),
        ("Y1", OrganisationKind.OTHER),
        ("5A", OrganisationKind.OTHER),
    ],
)
def test_the_first_two_characters_say_the_kind(prefix: str, kind: OrganisationKind) -> None:
    assert complete_organisation_code(prefix, "379900", "MJX00017").kind is kind


def test_every_kind_and_every_registrar_has_a_name() -> None:
    assert set(KIND_NAMES) == set(OrganisationKind)
    for first in ALPHABET:
        registrar = OrganisationCode(first + society()[1:]).registrar
        assert registrar.zh and registrar.en
    assert OrganisationCode("Y" + society()[1:]).registrar == organisation_codes.OTHER_REGISTRAR


def test_nothing_is_no_code() -> None:
    assert refusal("") == refusal(" 　-") == organisation_codes.EMPTY


def test_an_organisation_code_alone_is_told_from_a_whole_code() -> None:
    inner = complete_organisation_code("51", "379900", "MJX00017").inner
    said = refusal(f"{inner[:8]}-{inner[8]}")
    assert f"“{inner[:8]}-{inner[8]}”是9位的组织机构代码" in said.zh
    assert "18-character" in said.en
    assert "现为9位" in refusal(inner[:8] + ("1" if inner[8] != "1" else "2")).zh


def test_an_old_registration_number_is_told_from_a_whole_code() -> None:
    said = refusal("379900200012345")
    assert "15位的工商注册号" in said.zh
    assert "business registration number" in said.en


def test_a_code_of_the_wrong_length_is_counted() -> None:
    assert "现为17位" in refusal(society()[:-1]).zh
    assert "this has 19" in refusal(society() + "0").en


@pytest.mark.parametrize(("letter", "perhaps"), [("I", "1"), ("O", "0"), ("S", "5"), ("V", "U"), ("Z", "2")])
def test_a_letter_that_codes_never_use_is_named_with_what_it_may_be(letter: str, perhaps: str) -> None:
    said = refusal(society()[:9] + letter.lower() + society()[10:])
    assert f"第10位是字母“{letter}”" in said.zh and f"可能是“{perhaps}”" in said.zh
    assert f"character 10 is the letter {letter}" in said.en


def test_anything_else_in_a_code_is_named() -> None:
    said = refusal(society()[:9] + "省" + society()[10:])
    assert said.zh.startswith("第10位是“省”") and said.en.startswith("character 10 is 省")
    assert refusal("٣" * 18).zh.startswith("第1位是“٣”")


def test_letters_in_the_division_are_refused() -> None:
    said = refusal("51A79900" + society()[8:])
    assert "“A79900”" in said.zh and "A79900" in said.en


def test_a_wrong_check_character_is_refused_without_saying_the_right_one() -> None:
    code = society()
    wrong = code[:17] + ("0" if code[17] != "0" else "1")
    assert refusal(wrong) == organisation_codes.WRONG_CHECK


def test_a_code_whose_inner_code_is_wrong_is_refused_although_its_own_check_fits() -> None:
    code = society()
    seventeen = code[:16] + ("0" if code[16] != "0" else "1")
    said = refusal(seventeen + check_character(seventeen))
    assert f"“{seventeen[8:]}”不是有效的组织机构代码" in said.zh
    assert "ask the registering authority" in said.en


def test_no_code_is_completed_from_parts_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="must be digits"):
        complete_organisation_code("51", "37X900", "MJX00017")


@given(st.text(max_size=25))
def test_no_text_is_too_strange_to_read(text: str) -> None:
    read = read_organisation_code(text)
    assert isinstance(read, Text | OrganisationCode)
    if isinstance(read, Text):
        assert read.zh and read.en
