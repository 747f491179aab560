"""Industries of GB/T 4754 in two editions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.codes.industries import find_industry, industries_on, sections_on
from kejia.codes.tables import lines_of

LAST_OF_2011 = date(2017, 9, 30)
FIRST_OF_2017 = date(2017, 10, 1)


def test_the_edition_of_2017_has_20_sections_and_97_divisions() -> None:
    assert "".join(each.code for each in sections_on(FIRST_OF_2017)) == "ABCDEFGHIJKLMNOPQRST"
    codes = [each.code for each in industries_on(FIRST_OF_2017)]
    assert codes == [f"{number:02d}" for number in range(1, 98)]


def test_the_edition_of_2011_has_96_divisions() -> None:
    assert len(sections_on(LAST_OF_2011)) == 20
    assert [each.code for each in industries_on(LAST_OF_2011)] == [f"{number:02d}" for number in range(1, 97)]


def test_the_table_begins_with_the_edition_of_2011() -> None:
    assert industries_on(date(2011, 10, 31)) == sections_on(date(2011, 10, 31)) == []
    assert find_industry("01", date(2011, 10, 31)) is None


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("80", "机动车、电子产品和日用产品修理业", "居民服务业"),
        ("94", "群众团体、社会团体和其他成员组织", "社会保障"),
        ("95", "基层群众自治组织", "群众团体、社会团体和其他成员组织"),
        ("73", "研究和试验发展", "研究和试验发展"),
    ],
)
def test_a_number_may_mean_another_industry_from_the_edition_of_2017_on(
    code: str, before: str, after: str
) -> None:
    for day, name in ((LAST_OF_2011, before), (FIRST_OF_2017, after)):
        found = find_industry(code, day)
        assert found is not None and found.name == name


@pytest.mark.parametrize("code", ["C", "27", "C27", "C2710", "2710"])
def test_an_industry_is_found_however_long_its_code(code: str) -> None:
    found = find_industry(code, FIRST_OF_2017)
    assert found is not None
    assert found.name == ("制造业" if code == "C" else "医药制造业")


@pytest.mark.parametrize("code", ["A27", "U", "98", "00", "", "Z99"])
def test_a_code_that_is_none_is_not_found(code: str) -> None:
    assert find_industry(code, FIRST_OF_2017) is None


@given(st.dates(date(2011, 11, 1), date(2030, 1, 1)))
def test_on_every_day_each_code_stands_once_and_below_a_section(day: date) -> None:
    sections, divisions = sections_on(day), industries_on(day)
    codes = [each.code for each in (*sections, *divisions)]
    assert len(codes) == len(set(codes))
    assert {each.section for each in divisions} == {each.code for each in sections}
    assert sorted(divisions, key=lambda each: each.code) == [
        each for section in sections for each in industries_on(day, section.code)
    ]


def test_a_span_of_the_table_ends_where_the_next_begins() -> None:
    assert {line["since"] for line in lines_of("industries.tsv")} == {"2011-11-01", "2017-10-01"}
    assert {line["until"] for line in lines_of("industries.tsv")} == {"", "2017-10-01"}
