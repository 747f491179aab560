"""Disciplines of GB/T 13745-2009."""

from kejia.codes.disciplines import discipline_above, find_discipline, first_level, second_level
from kejia.codes.tables import lines_of

GATES = {"1": 9, "2": 4, "3": 6, "4-6": 24, "7-9": 19}
"""The five groups of the standard: natural, agricultural, medical, engineering, humanities and social sciences."""


def test_there_are_62_disciplines_of_the_first_level() -> None:
    found = first_level()
    assert len(found) == 62
    counted = {gate: sum(gate[0] <= discipline.code[0] <= gate[-1] for discipline in found) for gate in GATES}
    assert counted == GATES


def test_the_second_level_has_738_lines_of_which_61_are_for_the_rest() -> None:
    below = [each for first in first_level() for each in second_level(first.code)]
    assert len(below) == 738
    assert len([each for each in below if each.code.endswith("99")]) == 61
    assert {each.name.endswith("其他学科") for each in below if each.code.endswith("99")} == {True}


def test_every_second_level_stands_below_a_first_and_the_codes_are_in_order() -> None:
    codes = [line["code"] for line in lines_of("disciplines.tsv")]
    assert len(codes) == len(set(codes))
    assert codes == sorted(codes, key=lambda code: (code[:3], code))
    assert {code[:3] for code in codes if len(code) == 5} == {code for code in codes if len(code) == 3}


def test_a_discipline_is_found_by_its_code_with_or_without_a_dot() -> None:
    found = find_discipline("110.14")
    assert found is not None and found is find_discipline("11014")
    assert (found.name, found.level, found.since) == ("数理逻辑与数学基础", 2, "2009-11-01")
    assert find_discipline("416.00") is find_discipline("999") is find_discipline("") is None


def test_a_code_of_the_third_level_is_led_to_the_second() -> None:
    for code, name in (
        ("1101410", "数理逻辑与数学基础"),
        ("520.2010", "人工智能"),
        ("52098", "计算机科学技术"),
    ):
        above = discipline_above(code)
        assert above is not None and above.name == name
    assert discipline_above("99") is None
