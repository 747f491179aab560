"""What every gateway has in common: it is handed a letter and says what became of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

from kejia.messages.composing import Composed
from kejia.plain.text import Text

How = Literal["sent", "later", "refused", "unsure"]
"""Taken over; surely not taken over, try again; never will be; or it cannot be known."""

NO_MEMORY = timedelta(0)


@dataclass(frozen=True)
class Outcome:
    """What became of one handing over."""

    how: How
    receipt: str = ""
    """What the gateway calls it."""
    trouble: Text = Text("", "")


class Gateway(Protocol):
    """A way out."""

    @property
    def remembers(self) -> timedelta:
        """For how long a key that was handed over before is known and not sent twice; none where it knows no keys."""
        ...

    def hand_over(self, letter: Composed) -> Outcome:
        """Hand a letter over, within half a minute. Raises nothing the gateway or the network could cause."""
        ...


def sent(receipt: str = "") -> Outcome:
    """It was taken over."""
    return Outcome("sent", receipt[:200])


def later(why: object) -> Outcome:
    """It was surely not taken over, and may be another time."""
    return Outcome("later", trouble=Text(f"渠道暂时不收：{why}", f"not taken for now: {why}"))


def refused(why: object) -> Outcome:
    """It will not be taken, however often it is tried."""
    return Outcome("refused", trouble=Text(f"渠道拒收：{why}", f"refused: {why}"))


def unsure(why: object) -> Outcome:
    """Nobody knows whether it was taken over."""
    return Outcome(
        "unsure", trouble=Text(f"不知道是否收下：{why}", f"perhaps taken over, perhaps not: {why}")
    )
