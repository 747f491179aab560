"""A closed set of words that each have a name in both languages."""

from enum import StrEnum

from kejia.plain.text import Text


class Worded(StrEnum):
    """A word with its name; each member is written `NAME = "value", "中文", "English"`."""

    _text: Text

    def __new__(cls, value: str, zh: str = "", en: str = "") -> "Worded":
        """The word itself, and its names beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member._text = Text(zh, en)
        return member

    @property
    def text(self) -> Text:
        """Its name."""
        return self._text
