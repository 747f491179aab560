"""The kinds of lists, and the states of an import."""

from kejia.register.kinds import Kind


class ListKind(Kind):
    """What a list is of."""

    PEOPLE = "people", "人员", "people"
    ORGANISATIONS = "organisations", "单位", "organisations"
    APPOINTMENTS = "appointments", "任职", "appointments"
    STANDING = "standing", "身份认定", "standing"
    ROSTER = "roster", "名册", "roster"


class State(Kind):
    """Where an import stands."""

    CHECKING = "checking", "正在核对", "being checked"
    UNUSABLE = "unusable", "读不了", "cannot be read"
    FAULTY = "faulty", "有行不能导入", "some rows are refused"
    READY = "ready", "可以导入", "ready"
    WRITING = "writing", "正在导入", "being written"
    WRITTEN = "written", "已导入", "written"
    UNDONE = "undone", "已撤销", "undone"
    DROPPED = "dropped", "已放弃", "dropped"
    FAILED = "failed", "程序出错", "failed by a fault of the program"


FILLED_IN = (ListKind.PEOPLE, ListKind.ORGANISATIONS, ListKind.APPOINTMENTS, ListKind.STANDING)
"""Lists with a template of ours to fill in; a roster is checked first and handed over."""
UNDER_WAY = (State.CHECKING, State.WRITING)
"""States in which the worker has something to do."""


def list_kind(value: str) -> ListKind:
    """The kind of a stored value. Raises KeyError."""
    return ListKind[value.upper()]


def state_of(value: str) -> State:
    """The state of a stored value."""
    return State[value.upper()]
