"""What a cell says of a mark: yes, no, nothing, or what nobody can tell."""

import re
from typing import Literal

from kejia.plain.folding import squeezed
from kejia.rosters.headers import Field
from kejia.rosters.workbook import Cell

MarkRead = Literal["yes", "no", "blank", "dash", "unreadable"]
"""`dash` is a cell struck through, which is how officials write "not applicable"."""

TICKS = "√✓✔☑🗹"
_CROSSES = "×✕✗✘☒"
_YES = frozenset([*TICKS, *"是 有 对 1 v y t yes true 属于 符合 为是".split()])
_NO = frozenset([*_CROSSES, *"否 不 无 非 不是 没有 0 x n f no false 不属于 不符合 ☐ □".split()])
_DASHES = frozenset("/ - — － –".split())
_UNKNOWN = frozenset("不详 未知 待定 待核 待核实 不清楚 ? ？".split())

_NAMED: dict[Field, str] = {
    Field.GRASSROOTS_FRONTLINE: r"(企业|高校|科研院所|县乡|社区)?(基层|一线|基层(和|、|及|或)?一线)(人员|代表|科技工作者)?",
    Field.FRONTLINE: r"(企业|高校)?(基层)?一线(人员|代表|科技工作者)?",
    Field.LEADING_CADRE: r"(是)?(党政)?领导(干部)?",
    Field.WORKER: r"科技工作者",
    Field.SCIPOP_WORKER: r"科普工作者",
    Field.RURAL_TALENT: r"(农村)?实用人才|(科技)?致富带头人",
}
"""What may stand in a column instead of yes: the thing itself. With 非 or 不是 before it, it says no."""
_NAMES = {field: re.compile(f"(非|不是)?({words})") for field, words in _NAMED.items()}
_BEGINS = re.compile(r"(是|否)[,，、;；:：。(（]")
_AFTER_WORD = re.compile(r"是(.?)否(.?)")
_BEFORE_WORD = re.compile(r"(.)是(.)否")
_CHOSEN = frozenset([*TICKS, *"■●"])


def read_mark(cell: Cell, mark: Field | None = None) -> MarkRead:
    """Yes, no, blank or unreadable, as a column of this mark means it."""
    if cell is None or cell == "":
        return "blank"
    if isinstance(cell, bool | int | float):
        return "yes" if cell == 1 else "no" if cell == 0 else "unreadable"
    if not isinstance(cell, str):
        return "unreadable"
    text = squeezed(cell[:40]).rstrip("。.,，").lower()
    if text in _DASHES:
        return "dash"
    if not text or text in _UNKNOWN:
        return "blank"
    if text in _YES or text in _NO:
        return "yes" if text in _YES else "no"
    if mark in _NAMES and (named := _NAMES[mark].fullmatch(text)):
        return "no" if named[1] else "yes"
    return _read_choice(text)


def _read_choice(text: str) -> MarkRead:
    """A printed choice with one box ticked (是☑否□), or a yes or no with a remark behind it (是，企业)."""
    boxes = _AFTER_WORD.fullmatch(text) or _BEFORE_WORD.fullmatch(text)
    if boxes:
        yes, no = boxes[1] in _CHOSEN, boxes[2] in _CHOSEN
        return "unreadable" if yes == no else "yes" if yes else "no"
    if begins := _BEGINS.match(text):
        return "yes" if begins[1] == "是" else "no"
    return "unreadable"
