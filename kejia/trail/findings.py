"""What a verification finds, in words for people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kejia.plain.text import Language, Text
from kejia.trail.leaves import Row

FaultKind = Literal[
    "changed",
    "missing",
    "reordered",
    "replaced",
    "under_no_head",
    "head_changed",
    "name_changed",
    "not_as_noted",
]
WarningKind = Literal["not_sealed_yet", "guard_off"]
FAULTS_KEPT = 200
"""More are counted, not kept, so that a ruined trail of a million entries fits in memory and on a screen."""


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was sealed; the positions are those of the tree, the first is 0."""

    kind: FaultKind
    say: Text
    entries: Sequence[int] = ()
    first: int | None = None
    last: int | None = None

    def as_json(self, language: Language) -> dict[str, object]:
        """As `--json` gives it."""
        return {
            "kind": self.kind,
            "say": self.say.within(language),
            "entries": list(self.entries),
            "first_position": self.first,
            "last_position": self.last,
        }


@dataclass(frozen=True)
class Caution:
    """Nothing broken, but worth a look."""

    kind: WarningKind
    say: Text

    def as_json(self, language: Language) -> dict[str, object]:
        """As `--json` gives it."""
        return {"kind": self.kind, "say": self.say.within(language)}


@dataclass
class Report:
    """The trail as it was found: whole if there is no fault; a caution does not break it."""

    size: int = 0
    root: str = ""
    heads: int = 0
    heads_not_checked: int = 0
    noted: int = 0
    unsealed: int = 0
    names: int = 0
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    cautions: list[Caution] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing was found broken."""
        return self.fault_count == 0

    def add(self, fault: Fault) -> None:
        """Count a fault; the first ones are kept."""
        self.fault_count += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(fault)

    def as_json(self, language: Language) -> dict[str, object]:
        """As `--json` gives it."""
        return {
            "whole": self.whole,
            "size": self.size,
            "root": self.root,
            "heads": self.heads,
            "heads_not_checked": self.heads_not_checked,
            "noted": self.noted,
            "unsealed": self.unsealed,
            "fault_count": self.fault_count,
            "faults": [fault.as_json(language) for fault in self.faults],
            "cautions": [caution.as_json(language) for caution in self.cautions],
        }


def changed(row: Row, position: int, why: str = "") -> Fault:
    """The columns of an entry do not give its leaf."""
    about = f"{row.act}, {row.subject_type} {row.subject_id}"
    return Fault(
        "changed",
        Text(
            f"第 {row.id} 号记录（位置 {position}：{about}）在封存后被改动{f'：{why}' if why else ''}",
            f"entry {row.id} (position {position}: {about}) was changed after it was sealed{f': {why}' if why else ''}",
        ),
        [row.id],
        position,
        position,
    )


def missing(first: int, last: int, before: int | None, after: int | None) -> Fault:
    """No entry stands at these positions; `before` and `after` are the entries beside the gap."""
    count = last - first + 1
    neighbours = [
        Text(f"在第 {before} 号之后", f"after entry {before}") if before is not None else None,
        Text(f"在第 {after} 号之前", f"before entry {after}") if after is not None else None,
    ]
    there = [text for text in neighbours if text]
    zh = "，".join(text.zh for text in there)
    en = " and ".join(text.en for text in there)
    return Fault(
        "missing",
        Text(
            f"位置 {_span(first, last)} 的 {count} 条记录不见了{f'（{zh}）' if zh else ''}",
            f"{count} gone from position {_span(first, last)}{f', {en}' if en else ''}",
        ),
        [],
        first,
        last,
    )


def reordered(entries: Sequence[int], first: int, last: int) -> Fault:
    """Entries stand where the sealer, who goes by their ids, cannot have put them."""
    named, more = "、".join(map(str, entries[:20])), len(entries) > 20
    return Fault(
        "reordered",
        Text(
            f"第 {named}{' 等' if more else ''} 号记录不在封存时的位置（位置 {_span(first, last)} 的次序被改动）",
            f"entries {named.replace('、', ', ')}{' ...' if more else ''} are not where they were sealed"
            f" (the order of positions {_span(first, last)} was changed)",
        ),
        list(entries),
        first,
        last,
    )


def replaced(ids: tuple[int, int], first: int, last: int, *, or_head: bool) -> Fault:
    """The root over these positions is another one, and nothing tells which of them it was."""
    zh_head, en_head = ("，或封存点本身被改动", ", or the head itself was changed") if or_head else ("", "")
    return Fault(
        "replaced",
        Text(
            f"位置 {_span(first, last)}（第 {_span(*ids)} 号记录）不是当时封存的内容{zh_head}",
            f"what stands at position {_span(first, last)} (entry {_span(*ids)}) is not what was sealed{en_head}",
        ),
        [ids[0]] if first == last else [],
        first,
        last,
    )


def under_no_head(first: int, last: int, id: int) -> Fault:
    """Entries carry positions that no head covers."""
    return Fault(
        "under_no_head",
        Text(
            f"位置 {_span(first, last)}（自第 {id} 号记录起）没有对应的封存点",
            f"position {_span(first, last)} (from entry {id} on) is under no head: the head is gone",
        ),
        [id],
        first,
        last,
    )


def head_changed(size: int) -> Fault:
    """A head contradicts the entries, and later heads agree with them."""
    return Fault(
        "head_changed",
        Text(f"大小为 {size} 的封存点被改动", f"the head of size {size} was changed"),
        [],
        None,
        size - 1,
    )


def name_changed(id: int) -> Fault:
    """The kept name of an actor does not give the digest in the entry."""
    return Fault(
        "name_changed",
        Text(f"第 {id} 号记录的操作人姓名被改动", f"the name of the actor of entry {id} was changed"),
        [id],
    )


def not_as_noted(size: int, have: int) -> Fault:
    """A head that was noted outside does not fit."""
    if have < size:
        gone = size - have
        text = Text(
            f"曾记下 {size} 条记录，现在只有 {have} 条：最后的 {gone} 条被删除",
            f"{size} entries were noted, {have} are left: the last {gone} were deleted",
        )
    else:
        text = Text(
            f"前 {size} 条记录与当时记下的不同：其中有改动、删除或换位",
            f"the first {size} entries are not those that were noted: something in them was changed or moved",
        )
    return Fault("not_as_noted", text, [], None, size - 1)


def not_sealed_yet(count: int, seconds: float) -> Caution:
    """Entries wait too long, or too many of them."""
    return Caution(
        "not_sealed_yet",
        Text(
            f"{count} 条记录尚未封存，最早的已等 {seconds:.0f} 秒：请看后台任务是否在运行（kejia worker），"
            "有没有长时间不结束的事务",
            f"{count} entries are not sealed, the oldest for {seconds:.0f} s: see whether the worker runs"
            " (kejia worker) and whether a transaction has been left open",
        ),
    )


def guard_off(table: str, name: str) -> Caution:
    """A trigger that keeps a table append-only is missing, changed or switched off."""
    return Caution(
        "guard_off",
        Text(
            f"表 {table} 的保护触发器 {name} 缺失或被停用：执行 kejia manage pgtrigger install 与 enable",
            f"the trigger {name} that guards {table} is missing or off: kejia manage pgtrigger install, and enable",
        ),
    )


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
