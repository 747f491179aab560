"""Days as whole numbers, and ages in completed years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.plain.days import (
    YEAR,
    completed_years,
    day_number,
    days_in_month,
    is_day,
    last_birth_over,
    shown_day,
)

DAYS = st.dates(date(1850, 1, 1), date(2150, 12, 31))


def birthdays_passed(birth: date, on: date) -> int:
    """The same, counted out year by year; who is born on 29 February waits for 1 March where there is none."""
    count = 0
    while True:
        year = birth.year + count + 1
        try:
            birthday = birth.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        if birthday > on:
            return count
        count += 1


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (date(1972, 6, 30), date(2017, 6, 29), 44),
        (date(1972, 6, 30), date(2017, 6, 30), 45),
        (date(1972, 6, 30), date(2018, 6, 29), 45),
        (date(1972, 2, 29), date(2017, 2, 28), 44),
        (date(1972, 2, 29), date(2017, 3, 1), 45),
        (date(1972, 2, 29), date(2016, 2, 29), 44),
        (date(2000, 1, 1), date(2000, 12, 31), 0),
    ],
)
def test_a_year_is_completed_on_the_birthday(birth: date, on: date, age: int) -> None:
    assert completed_years(birth, on) == age


@given(DAYS, st.integers(0, 40_000))
def test_ages_are_the_birthdays_that_have_passed(birth: date, lived: int) -> None:
    on = birth + timedelta(days=lived)
    assert completed_years(birth, on) == birthdays_passed(birth, on)


@given(DAYS, st.integers(0, 40_000), st.integers(0, 110))
def test_older_than_an_age_is_born_on_or_before_the_last_such_birth(
    birth: date, lived: int, age: int
) -> None:
    on = birth + timedelta(days=lived)
    assert (completed_years(birth, on) > age) == (day_number(birth) <= last_birth_over(age, day_number(on)))


def test_the_last_such_birth_need_not_be_a_day_of_the_calendar() -> None:
    assert last_birth_over(44, 20160229) == 19710229
    assert completed_years(date(1971, 2, 28), date(2016, 2, 29)) == 45
    assert completed_years(date(1971, 3, 1), date(2016, 2, 29)) == 44


@given(DAYS)
def test_numbers_of_days_read_like_days_and_keep_their_order(day: date) -> None:
    number = day_number(day)
    assert shown_day(number) == day.isoformat()
    assert number < day_number(day + timedelta(days=1))
    assert number - day_number(day.replace(day=1)) == day.day - 1
    assert number // YEAR == day.year


@given(st.integers(1, 9998), st.integers(-3, 15), st.integers(-3, 40))
def test_a_day_is_one_where_the_calendar_has_it(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        assert not is_day(year, month, day)
    else:
        assert is_day(year, month, day)


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next(year: int, month: int) -> None:
    following = date(year + month // 12, month % 12 + 1, 1)
    assert days_in_month(year, month) == (following - timedelta(days=1)).day
