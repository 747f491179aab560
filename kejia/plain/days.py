"""Days as whole numbers (19750309), and ages in completed years.

A day written as yyyymmdd compares like a date, needs no type that SQLite and PostgreSQL name differently, and
makes "46 years earlier" a subtraction that is right for 29 February too.
"""

from datetime import date

YEAR = 10_000
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_number(day: date) -> int:
    """The day as yyyymmdd."""
    return day.year * YEAR + day.month * 100 + day.day


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2 and (year % 4 or (year % 100 == 0 and year % 400)):
        return 28
    return MONTH_DAYS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def completed_years(birth: date, on: date) -> int:
    """Age in completed years (周岁) on a day; who is born on 29 February gains a year on 1 March of a common year."""
    return (day_number(on) - day_number(birth)) // YEAR


def last_birth_over(age: int, on: int) -> int:
    """The latest birth (yyyymmdd) of someone older than `age` completed years on the day `on` (yyyymmdd).

    Born after it: aged `age` or under. The number may name no real day (19710229); comparing stays right.
    """
    return on - (age + 1) * YEAR


def shown_day(number: int) -> str:
    """19750309 as 1975-03-09."""
    return f"{number // YEAR:04d}-{number // 100 % 100:02d}-{number % 100:02d}"
