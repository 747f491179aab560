"""Births as rosters write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.plain.days import is_day
from kejia.rosters.births import (
    JANUARY_OR_OCTOBER,
    NO_SUCH_DAY,
    UNREADABLE_BIRTH,
    read_birth,
)
from kejia.rosters.cells import shown_birth
from kejia.rosters.tests.making import birth_of, kinds, said, table
from kejia.rosters.workbook import Cell

THE_DAY = (19750309, 19750309)
THE_MONTH = (19750301, 19750331)
THE_YEAR = (19750101, 19751231)


@pytest.mark.parametrize(
    "cell",
    [
        date(1975, 3, 9),
        datetime(1975, 3, 9, 8, 30),  # noqa: DTZ001 - a cell has no zone
        27462,
        27462.0,
        27462.5,
        "27462",
        19750309,
        19750309.0,
        1975.0309,
        "1975-03-09",
        "1975-3-9",
        "1975/3/9",
        "1975.03.09",
        "1975.3.9",
        "1975年3月9日",
        "1975年03月09日",
        "１９７５．０３．０９",
        "19750309",
        " 1975 - 03 - 09 ",
        "1975-03-09 00:00:00",
        "1975-03-09T00:00:00",
        "1975年3月9日生",
        "1975.03.09（42岁）",
        "1975年3月9日出生",
        "一九七五年三月九日",
        "1975。03。09",
        "1975、03、09",
    ],
)
def test_a_day_is_read_from_whatever_is_typed(cell: Cell) -> None:
    assert read_birth(cell).days == THE_DAY
    assert read_birth(cell).problem is None


@pytest.mark.parametrize(
    "cell",
    [
        1975.03,
        197503,
        "1975.03",
        "1975.3",
        "1975年3月",
        "1975年03月",
        "1975年3月份",
        "1975-03",
        "1975/3",
        "197503",
        "１９７５年３月",
        "1975.03（42岁）",
        "1975.03(42)",
        "1975.03，42岁",
        "1975.03生",
        "1975.03.",
        "1975·03",
        "1975\n.03",
        "一九七五年三月",
        "1975.3月",
    ],
)
def test_a_month_is_all_its_days(cell: Cell) -> None:
    assert read_birth(cell).days == THE_MONTH
    assert read_birth(cell).problem is None


@pytest.mark.parametrize("cell", [1975, 1975.0, "1975", "1975年", "一九七五年"])
def test_a_year_is_all_its_days(cell: Cell) -> None:
    assert read_birth(cell).days == THE_YEAR


@pytest.mark.parametrize("month", range(2, 13))
def test_a_number_with_a_month_after_the_point_is_that_month(month: int) -> None:
    number = float(f"1975.{month:02d}") if month != 10 else 1975.11
    expected = month if month != 10 else 11
    days = read_birth(number).days
    assert days is not None
    assert (days[0] // 100, days[1] // 100) == (197500 + expected, 197500 + expected)


def test_the_number_1975_1_may_be_january_or_october_and_says_so() -> None:
    read = read_birth(1975.1)
    assert (read.days, read.problem) == ((19750101, 19751031), JANUARY_OR_OCTOBER)
    assert read_birth("1975.1").days == (19750101, 19750131)


def test_in_a_text_file_1975_1_is_as_doubtful_as_a_number() -> None:
    assert read_birth("1975.1", typed=False).days == (19750101, 19751031)
    assert read_birth("1975.10", typed=False).days == (19751001, 19751031)
    assert read_birth("1975.01", typed=False).days == (19750101, 19750131)


def test_february_has_its_29th_in_leap_years_only() -> None:
    assert read_birth("1972.02").days == (19720201, 19720229)
    assert read_birth("1900.02").days == (19000201, 19000228)
    assert read_birth("1972-02-29").days == (19720229, 19720229)
    assert read_birth("1971-02-29").problem is NO_SUCH_DAY


@pytest.mark.parametrize(
    "cell", ["1975-02-31", "1975.13", "197513", 197513, 1975.13, "1975年0月", 19750231, "1975.00", "0000.03"]
)
def test_a_day_the_calendar_lacks_is_unknown_and_reported(cell: Cell) -> None:
    assert read_birth(cell).days is None
    assert read_birth(cell).problem is NO_SUCH_DAY


@pytest.mark.parametrize("cell", [None, "", " ", "不详", "未知", "/", "—", "?"])
def test_what_is_blank_is_unknown_and_nothing_is_said(cell: Cell) -> None:
    assert read_birth(cell) == read_birth(None)


@pytest.mark.parametrize(
    "cell",
    [
        "42岁",
        "三月",
        "1975-1976",
        "#N/A",
        True,
        42,
        42.5,
        -1,
        0,
        float("nan"),
        1e300,
        "19750342岁",
        "x" * 9999,
    ],
)
def test_what_is_no_birth_is_unknown_and_reported(cell: Cell) -> None:
    assert read_birth(cell).days is None
    assert read_birth(cell).problem is UNREADABLE_BIRTH


@pytest.mark.parametrize("cell", ["75.3", "75.03", "75年3月", "75/3"])
def test_a_year_of_two_digits_is_taken_and_doubted(cell: Cell) -> None:
    roster = table("姓名 出生年月", ["王丽", cell])
    assert roster.people[0].birth == THE_MONTH
    assert said(roster) == [("B2", f"“{cell}”的年份只有两位，按1975年计；请写全年份")]


def test_births_out_of_reach_are_slips_of_the_pen() -> None:
    roster = table(
        "姓名 出生年月", ["王丽", "1877.03"], ["李强", "2018.01"], ["张敏", "2010.05"], ["刘洋", "2001-06-30"]
    )
    assert [person.birth for person in roster.people] == [None, None, None, (20010630, 20010630)]
    assert [place for place, _ in said(roster)] == ["B2", "B3", "B4"]
    assert [words for _, words in said(roster)] == [
        "按“1877.03”算超过110岁，按未知计；请核实",
        "“2018.01”晚于判断之日，按未知计；请核实",
        "按“2010.05”算不满16岁，按未知计；请核实",
    ]


def test_an_age_of_140_is_reported_and_the_birth_stands() -> None:
    roster = table(
        "姓名 出生年月 年龄", ["王丽", "1975.03", 140], ["李强", "1975.03", 42], ["张敏", "1975.03", "24岁"]
    )
    assert [person.birth for person in roster.people] == [THE_MONTH] * 3
    assert said(roster) == [
        ("C2", "年龄“140”不合常理；请核实年龄和出生年月"),
        ("C4", "年龄“24岁”与出生年月不符，以出生年月为准；请核实"),
    ]


def test_ages_without_births_cannot_be_judged_by_and_that_is_said_once() -> None:
    roster = table("姓名 年龄", ["王丽", 42], ["李强", 43])
    assert [person.birth for person in roster.people] == [None, None]
    assert [place for place, _ in said(roster)] == ["B"]


def test_year_and_month_may_stand_in_two_columns() -> None:
    roster = table(
        "姓名 出生年 出生月", ["王丽", 1975.0, 3.0], ["李强", "1975年", "03月"], ["张敏", 1975, None]
    )
    assert [person.birth for person in roster.people] == [THE_MONTH, THE_MONTH, THE_YEAR]


def test_an_intervals_ends_are_shown_as_officials_write_them() -> None:
    assert [shown_birth(days) for days in (THE_DAY, THE_MONTH, THE_YEAR, (19750101, 19751031), None)] == [
        "1975.03.09",
        "1975.03",
        "1975",
        "1975.01~1975.10",
        "",
    ]


def test_a_csv_column_reads_its_numbers_as_text() -> None:
    assert birth_of("1975.03") == THE_MONTH


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.dates(),
    st.text(max_size=30),
    st.from_regex(
        r"\A\s?[0-9０-９〇一二三四五六七八九十]{1,8}[-./年月日、,. ]?[0-9]{0,3}[-./年月日]?[0-9]{0,3}[日号]?\Z"
    ),
)


@given(CELLS, st.booleans())
def test_whatever_stands_there_a_birth_is_an_interval_of_real_days_or_unknown(
    cell: Cell, typed: bool
) -> None:
    read = read_birth(cell, typed=typed)
    if read.days is not None:
        first, last = read.days
        assert first <= last
        assert all(is_day(day // 10_000, day // 100 % 100, day % 100) for day in read.days)
        assert first // 10_000 == last // 10_000


@given(st.dates(date(1913, 9, 10), date(2090, 12, 31)))
def test_every_spelling_of_a_day_is_that_day(day: date) -> None:
    number = int(f"{day:%Y%m%d}")
    serial = day.toordinal() - date(1899, 12, 30).toordinal()
    spellings: list[Cell] = [
        day,
        serial,
        float(serial),
        number,
        f"{day:%Y%m%d}",
        day.isoformat(),
        f"{day:%Y.%m.%d}",
    ]
    spellings += [f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}"]
    assert {read_birth(cell).days for cell in spellings} == {(number, number)}


def test_one_kind_of_slip_is_listed_a_hundred_times_and_then_counted() -> None:
    rows = [[f"王{chr(0x4E00 + i)}", "1975-02-31"] for i in range(150)]
    roster = table("姓名 出生年月", *rows)
    assert len(kinds(roster)) == 101
    assert said(roster)[-1] == ("B", "同类问题另有 50 处，未逐一列出")
