"""ID numbers in a roster: what they tell, and what is wrong with them."""

from hypothesis import given
from hypothesis import strategies as st

from demo.people import LIN, OUYANG, people
from kejia.plain.identifiers import (
    birth_of_citizen_number,
    check_character,
    is_citizen_number,
    sex_of_citizen_number,
)
from kejia.rosters.id_numbers import read_id_numbers
from kejia.rosters.tests.making import only, said, table
from kejia.rosters.workbook import Cell

NOT_A_SLIP = LIN.id_number[:-1] + ("0" if LIN.id_number[-1] != "0" else "1")


def test_a_number_tells_birth_and_sex() -> None:
    person = only(table("姓名 身份证号", ["林若川", LIN.id_number]))
    assert (person.birth, person.sex, person.id_number) == ((19750309, 19750309), "女", LIN.id_number)


def test_a_number_makes_a_birth_known_to_the_month_exact() -> None:
    roster = table("姓名 出生年月 身份证号", ["林若川", "1975.03", LIN.id_number])
    assert (only(roster).birth, said(roster)) == ((19750309, 19750309), [])


def test_a_number_and_a_birth_that_disagree_leave_what_lies_between() -> None:
    roster = table("姓名 出生年月 身份证号", ["林若川", "1976.05", LIN.id_number])
    assert only(roster).birth == (19750309, 19760531)
    assert said(roster) == [("C2", "身份证号中的出生日期与出生年月一列不符，按两者之间计；请核实")]


def test_a_sex_that_is_not_the_numbers_is_reported_and_kept() -> None:
    roster = table("姓名 性别 身份证号", ["林若川", "男", LIN.id_number])
    assert only(roster).sex == "男"
    assert said(roster) == [("C2", "身份证号所示性别与“男”不符，以填写的为准；请核实")]


def test_a_number_is_read_through_spaces_apostrophes_and_small_letters() -> None:
    number = next(p.id_number for p in people(200) if p.id_number.endswith("X"))
    for typed in (
        number,
        number.lower(),
        f" {number[:6]} {number[6:14]} {number[14:]}",
        f"'{number}",
        f"{number}\n",
    ):
        assert only(table("姓名 身份证号", ["林若川", typed])).id_number == number


def test_a_number_stored_as_a_number_has_lost_its_end() -> None:
    for cell in (379999197503090000.0, 379999197503090000, 3.79999197503090e17):
        roster = table("姓名 身份证号", ["林若川", cell])
        assert only(roster).id_number == ""
        assert said(roster) == [("B2", "身份证号存成了数字，末几位已丢失，未采用；请把此列设为文本后重填")]


def test_a_wrong_number_is_not_used_and_its_fault_is_named_without_repeating_it() -> None:
    wrong = [NOT_A_SLIP, "379999750309001", LIN.id_number[:17], LIN.id_number.replace("0309", "0231")]
    roster = table("姓名 身份证号", *([f"王{chr(0x4E00 + i)}", number] for i, number in enumerate(wrong)))
    assert [p.id_number for p in roster.people] == [""] * 4
    assert [place for place, _ in said(roster)] == ["B2", "B3", "B4", "B5"]
    assert all(words.startswith("身份证号未采用：") for _, words in said(roster))
    assert not any(number in words for number in wrong for _, words in said(roster))
    assert all(problem.value is None for problem in roster.problems.all())


def test_a_masked_or_missing_number_is_no_matter() -> None:
    for cell in ("", None, "3799**********1234", "/", "无"):
        roster = table("姓名 身份证号", ["林若川", cell])
        assert (only(roster).id_number, said(roster)) == ("", [])


def test_a_permit_identifies_and_an_unknown_number_does_not() -> None:
    permit, unknown = (
        table("姓名 身份证号", ["林若川", "H1234567890"]),
        table("姓名 身份证号", ["林若川", "12"]),
    )
    assert (only(permit).id_number, only(permit).birth, said(permit)) == ("H1234567890", None, [])
    assert only(unknown).id_number == ""
    assert said(unknown) == [("B2", "证件号认不出是哪一种证件，未采用；请核对")]


def test_a_birth_in_a_number_that_is_out_of_reach_is_not_used() -> None:
    early = "379999190501010" + "01"
    roster = table("姓名 身份证号", ["林若川", early + check_character(early)])
    assert only(roster).birth is None
    assert said(roster) == [("B2", "身份证号中的出生日期不合常理，未采用；请核实")]


@given(
    st.lists(
        st.one_of(
            st.from_regex(r"\A[1-6]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dX]\Z"),
            st.sampled_from([LIN.id_number, OUYANG.id_number, NOT_A_SLIP]),
        )
    )
)
def test_the_quick_check_is_the_one_of_plain(cells: list[str]) -> None:
    read = read_id_numbers(cells)
    good = [is_citizen_number(cell) for cell in cells]
    assert [bool(number) for number in read.numbers] == good
    assert read.births == [
        birth_of_citizen_number(cell) if fine else None for cell, fine in zip(cells, good, strict=True)
    ]
    assert read.sexes == [
        sex_of_citizen_number(cell) if fine else "" for cell, fine in zip(cells, good, strict=True)
    ]


@given(
    st.lists(
        st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.dates(), st.text(max_size=25))
    )
)
def test_any_column_is_read_without_a_fault(cells: list[Cell]) -> None:
    read = read_id_numbers(cells)
    assert len(read.numbers) == len(read.births) == len(read.sexes) == len(cells)
