"""Rank lines of leading cadres (职级线), from the lowest up."""

import re

RANKS = ("乡科级", "县处级", "厅局级", "省部级")
"""A line includes everything above it (以上 includes the number itself)."""

_WORDS: tuple[tuple[str, str], ...] = (
    (r"国家?级|正国|副国|省部|正部|副部|部级|正省|副省|省级", "省部级"),
    (r"厅局|正厅|副厅|厅级|司局|局级|巡视员", "厅局级"),
    (r"县处|正处|副处|处级|县级|调研员", "县处级"),
    (r"乡科|正科|副科|科级|乡级", "乡科级"),
)


def find_rank(text: str) -> str | None:
    """The rank line a text names (正厅级 as 厅局级), None where it names none."""
    return next((rank for words, rank in _WORDS if re.search(words, text)), None)


def reaches_rank(rank: str, line: str) -> bool:
    """Whether a rank is at the line or above it."""
    return RANKS.index(rank) >= RANKS.index(line)
