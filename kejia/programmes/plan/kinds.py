"""The kinds of clauses, in words."""

from enum import StrEnum

from kejia.norms.kinds import Modality
from kejia.plain.text import Text


class Kind(StrEnum):
    """What a clause asks for; `kind` in clauses.yaml, without its modality."""

    RULE = "rule"
    TASK = "task"
    CASE = "case"
    CALL = "call"
    REGISTER = "register"
    PAGE = "page"
    INDICATOR = "indicator"
    EXCHANGE = "exchange"

    @property
    def text(self) -> Text:
        """Its name."""
        return KIND_NAMES[self]


KIND_NAMES = {
    Kind.RULE: Text("规则", "rule"),
    Kind.TASK: Text("任务", "task"),
    Kind.CASE: Text("事项", "case"),
    Kind.CALL: Text("征集", "call"),
    Kind.REGISTER: Text("登记", "register"),
    Kind.PAGE: Text("页面", "page"),
    Kind.INDICATOR: Text("指标", "indicator"),
    Kind.EXCHANGE: Text("对接", "exchange"),
}


def read_kind(written: str) -> tuple[Kind, Modality | None]:
    """A kind as clauses.yaml writes it: "rule must" is a rule that binds. Raises ValueError."""
    word, _, modality = written.partition(" ")
    return Kind(word), Modality(modality) if modality else None


def kind_text(written: str) -> Text:
    """A kind as clauses.yaml writes it, in words: "rule must" is 规则（应当）."""
    kind, modality = read_kind(written)
    if modality is None:
        return kind.text
    return Text(f"{kind.text.zh}（{modality.text.zh}）", f"{kind.text.en} ({modality.text.en})")
