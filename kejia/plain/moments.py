"""Moments of knowledge as people write them: a day means all that was known by its end."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kejia.plain.text import Text

HERE = ZoneInfo("Asia/Shanghai")
"""Where days begin and end."""


class UnusableMoment(ValueError):
    """It names no moment one could ask for; carries the sentence that says what to write."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


def read_known(written: str, now: datetime) -> datetime | None:
    """The moment by whose knowledge is asked: 2018-05-01 is the end of that day; today is None, all that is known.

    A moment without a zone is one here. Raises UnusableMoment for what is none, or lies ahead.
    """
    text = written.strip()
    if not text:
        return None
    try:
        if len(text) <= len("2018-05-01"):
            day = date.fromisoformat(text)
            if day == now.astimezone(HERE).date():
                return None
            moment = datetime.combine(day + timedelta(days=1), time(), HERE)
        else:
            moment = datetime.fromisoformat(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=HERE)
    except (ValueError, OverflowError):
        raise UnusableMoment(
            Text(
                f"所知的日期请写成 2018-05-01 或 2018-05-01T12:00:00 的样子，不是“{text}”",
                f"write when it was known like 2018-05-01 or 2018-05-01T12:00:00, not {text!r}",
            )
        ) from None
    if moment > now:
        raise UnusableMoment(
            Text(
                f"“{text}”还没有到，到那时会知道什么现在说不出",
                f"{text} lies ahead: what will be known then cannot be told",
            )
        )
    return moment
