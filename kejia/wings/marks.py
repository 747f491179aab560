"""The marks: for each verdict or state a shape and a word, so that colour never speaks alone."""

from enum import StrEnum

from kejia.norms.kinds import Outcome
from kejia.plain.text import Text


class State(StrEnum):
    """How far a clause is built; what may be said of it before anything was judged."""

    IN_HAND = "in_hand"
    CHECKABLE = "checkable"
    COMPUTED = "computed"
    NOT_BUILT = "not_built"

    @property
    def text(self) -> Text:
        """Its word."""
        return STATE_WORDS[self]


STATE_WORDS = {
    State.IN_HAND: Text("运行中", "in hand"),
    State.CHECKABLE: Text("可按名册核对", "can be checked from a roster"),
    State.COMPUTED: Text("按登记数据判断", "judged from the register"),
    State.NOT_BUILT: Text("未建", "not built"),
}

SHAPES: dict[str, str] = {
    Outcome.MET: "check",
    Outcome.NOT_MET: "cross",
    Outcome.CANNOT_TELL: "question",
    Outcome.NOT_IN_FORCE: "clock",
    State.IN_HAND: "arrow",
    State.CHECKABLE: "arrow",
    State.COMPUTED: "arrow",
    State.NOT_BUILT: "dash",
}
"""The drawing in templates/wings/mark.html that goes with each."""


def word_of(verdict: str) -> Text:
    """The word of a verdict or state; raises ValueError for one that has no mark."""
    if verdict in set(State):
        return State(verdict).text
    return Outcome(verdict).text
