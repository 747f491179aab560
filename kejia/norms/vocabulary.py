"""The closed vocabulary of norms: what is counted of a person, and what line the count is held against.

A new word needs a sentence for lawyers (`text`) and its SQL (`sql`), here and nowhere else.
"""

from dataclasses import dataclass
from fractions import Fraction

from kejia.norms.basis import SETTINGS, UNSET, Basis
from kejia.norms.kinds import Mark
from kejia.plain.days import day_number, last_birth_over
from kejia.plain.text import Text


class BasisNeeded(Exception):
    """An attribute cannot be counted before a setting of the basis is made."""

    def __init__(self, setting: str) -> None:
        super().__init__(setting)
        self.setting = setting
        name = SETTINGS[setting]
        self.say = Text(
            f"请先设定口径：{name.zh}（{setting}）", f"set the basis first: {name.en} ({setting})"
        )


@dataclass(frozen=True, slots=True)
class Marked:
    """People who bear a mark; `any_of` several marks, one is enough.

    With `workers_only` just science and technology workers count (基层和一线科技工作者), everyone else is a no.
    """

    any_of: tuple[Mark, ...]
    workers_only: bool = False

    def text(self, basis: Basis = UNSET) -> Text:
        """The sentence for lawyers."""
        rank = basis.leading_cadre_rank
        if rank and self.any_of == (Mark.LEADING_CADRE,):
            return Text(f"{rank}以上领导干部", f"leading cadres ({rank} and above)")
        names = Text("或".join(m.text.zh for m in self.any_of), " or ".join(m.text.en for m in self.any_of))
        return Text(f"{names.zh}科技工作者", f"{names.en} workers") if self.workers_only else names

    def sql(self, on: int, basis: Basis) -> str:
        """A condition that is true, false or null over one row of `facts`."""
        marked = "(" + " OR ".join(f"{mark} = 1" for mark in self.any_of) + ")"
        return f"({Mark.WORKER} = 1 AND {marked})" if self.workers_only else marked

    def asks_for(self) -> tuple[str, ...]:
        """The facts that decide it."""
        return (Mark.WORKER, *self.any_of) if self.workers_only else tuple(self.any_of)


@dataclass(frozen=True, slots=True)
class AgedAtMost:
    """Science and technology workers of at most `age` completed years; without `age`, the basis sets the line."""

    age: int | None

    def text(self, basis: Basis = UNSET) -> Text:
        """The sentence for lawyers."""
        if self.age is not None:
            return Text(
                f"{self.age}岁以下科技工作者", f"science and technology workers aged {self.age} or under"
            )
        line = basis.young_middle_aged_age
        if line is None:
            return Text("中青年科技工作者", "young and middle-aged science and technology workers")
        return Text(
            f"中青年科技工作者（{line}岁以下）", f"science and technology workers aged {line} or under"
        )

    def sql(self, on: int, basis: Basis) -> str:
        """A condition that is true, false or null; births are intervals. Raises BasisNeeded."""
        over = self._last_birth_over(on, basis)
        return f"(worker = 1 AND CASE WHEN birth_from > {over} THEN 1 WHEN birth_to <= {over} THEN 0 END = 1)"

    def asks_for(self) -> tuple[str, ...]:
        """The facts that decide it."""
        return (Mark.WORKER, "birth")

    def _last_birth_over(self, on: int, basis: Basis) -> int:
        if self.age is not None and basis.young_born_since is not None:
            return day_number(basis.young_born_since) - 1
        if self.age is None and basis.young_middle_aged_age is None:
            raise BasisNeeded("young_middle_aged_age")
        age = self.age if self.age is not None else basis.young_middle_aged_age
        assert age is not None
        return last_birth_over(age, day_number(basis.age_reckoned_on) if basis.age_reckoned_on else on)


Attribute = Marked | AgedAtMost


@dataclass(frozen=True, slots=True)
class AtLeast:
    """不低于, 不少于, 以上: the number itself is enough."""

    line: Fraction


@dataclass(frozen=True, slots=True)
class AtMost:
    """不超过, 以下, 以内: the number itself is still allowed."""

    line: Fraction


@dataclass(frozen=True, slots=True)
class MoreThan:
    """Strictly above; 主要 is read as more than one half."""

    line: Fraction


@dataclass(frozen=True, slots=True)
class Falls:
    """Strictly lower than on an earlier list, or both 0."""


@dataclass(frozen=True, slots=True)
class CoversAll:
    """Everyone, without exception."""


Line = AtLeast | AtMost | MoreThan | Falls | CoversAll


@dataclass(frozen=True, slots=True)
class Between:
    """左右: from a lowest to a highest number, both included; the reading gives the reason for the tolerance."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AtMostOfBaseline:
    """At most this share of the baseline (1: no more than before), less `minus`; the number itself is allowed."""

    share: Fraction = Fraction(1)
    minus: int = 0


@dataclass(frozen=True, slots=True)
class AtMostCutOf:
    """At most as many as another number was cut: its baseline less what it is now."""

    number: str


UnitLine = CoversAll | AtLeast | AtMost | Falls | Between | AtMostOfBaseline | AtMostCutOf
"""Lines of norms about organisations; `Falls` is against the baseline, `CoversAll` asks the mark of each."""
