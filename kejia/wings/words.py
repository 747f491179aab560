"""Sentences in the language of the page, and how a clause is cited."""

from datetime import date

from django.utils.translation import get_language

from kejia.plain.text import Language, Text

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def language() -> Language:
    """The language of the page that is being made."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def spoken(text: Text) -> str:
    """A sentence in the language of the page."""
    return text.within(language())


def citation(clause: str) -> Text:
    """How a clause is cited: 4.1 is 第4条第1款; article 0 is the preamble of aims, which has one clause."""
    article, _, number = clause.partition(".")
    if article == "0":
        return Text("总体目标", "Aims")
    if number in ("", "0"):
        return Text(f"第{article}条", f"Article {article}")
    return Text(f"第{article}条第{number}款", f"Article {article}, clause {number}")


def dated(day: date) -> str:
    """A day in the words of the page's language."""
    if language() == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"
