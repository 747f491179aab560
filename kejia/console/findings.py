"""What an examination finds: in order or not, in which words, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

from kejia.plain.text import Language, Text

State = Literal["well", "note", "ill"]
MARKS: dict[State, str] = {"well": "✓", "note": "·", "ill": "✕"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `note` is worth knowing and no fault."""

    id: str
    state: State
    say: Text
    mend: Text | None = None

    def line(self, language: Language) -> str:
        """As it is printed."""
        mend = f"\n    {Text('怎样修好：', 'how to mend it: ').within(language)}" if self.mend else ""
        return f"{MARKS[self.state]} {self.say.within(language)}{mend}{self.mend.within(language) if self.mend else ''}"

    def as_json(self, language: Language) -> dict[str, str | None]:
        """As `--json` gives it."""
        mend = self.mend.within(language) if self.mend else None
        return {"id": self.id, "state": self.state, "say": self.say.within(language), "mend": mend}


def well(id: str, zh: str, en: str) -> Finding:
    """In order."""
    return Finding(id, "well", Text(zh, en))


def ill(id: str, say: Text, mend: Text) -> Finding:
    """Not in order; says how to mend it."""
    return Finding(id, "ill", say, mend)
