"""The days a page or a call asks for: the day, by whose knowledge, and up to which day ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from kejia.plain.moments import UnusableMoment, read_known
from kejia.plain.text import Text
from kejia.register.settled import NotSettled, require_settled

AHEAD = timedelta(days=180)
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
OLDEST = 120


class CannotShow(Exception):
    """What was asked for cannot be shown; carries the sentence that says why."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; `words` are the same as written, for links to go along."""

    on: date
    known: datetime | None
    words: Mapping[str, str]

    @property
    def query(self) -> str:
        """`?on=...&known=...`, or nothing for today."""
        return f"?{urlencode(self.words)}" if self.words else ""


def read_asked(on: str, known: str) -> Asked:
    """The days as written in an address. Raises CannotShow."""
    words = {name: word.strip() for name, word in (("on", on), ("known", known)) if word.strip()}
    day = read_day(words.get("on", ""), timezone.localdate())
    try:
        moment = read_known(words.get("known", ""), timezone.now())
        require_settled(moment)
    except UnusableMoment as error:
        raise CannotShow(error.say) from error
    except NotSettled as error:
        raise CannotShow(_not_settled(error)) from error
    return Asked(day, moment, words)


def read_day(written: str, otherwise: date) -> date:
    """A day as written. Raises CannotShow."""
    if not written.strip():
        return otherwise
    try:
        day = date.fromisoformat(written.strip())
    except ValueError:
        day = date.min
    if not EARLIEST <= day <= LATEST:
        raise CannotShow(
            Text(
                f"日期请写成 2018-05-01 的样子，不是“{written}”",
                f"write a day like 2018-05-01, not {written!r}",
            )
        )
    return day


def read_age(written: str) -> int | None:
    """An age line as written. Raises CannotShow."""
    word = written.strip()
    if not word:
        return None
    if not (word.isascii() and word.isdigit() and len(word) <= len(str(OLDEST)) and 0 < int(word) <= OLDEST):
        raise CannotShow(
            Text(
                f"年龄线请写 1 至 {OLDEST} 的整数", f"write the age line as a whole number from 1 to {OLDEST}"
            )
        )
    return int(word)


def _not_settled(error: NotSettled) -> Text:
    moment = timezone.localtime(error.settled).isoformat(sep=" ", timespec="seconds")
    return Text(
        f"还有更早开始的写入没有结束，目前只能回答到 {moment} 为止所知的情况，请稍后再试",
        f"a write from before is still running; for now what was known can be told up to {moment}, try again later",
    )
