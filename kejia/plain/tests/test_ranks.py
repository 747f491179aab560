"""Rank lines of leading cadres."""

import pytest

from kejia.plain.ranks import RANKS, find_rank, reaches_rank


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("正厅级", "厅局级"),
        ("副厅级", "厅局级"),
        ("厅级以上领导干部", "厅局级"),
        ("厅局级", "厅局级"),
        ("正处级", "县处级"),
        ("副处", "县处级"),
        ("县处级以上", "县处级"),
        ("县级", "县处级"),
        ("二级调研员", "县处级"),
        ("二级巡视员", "厅局级"),
        ("正科级", "乡科级"),
        ("副省级", "省部级"),
        ("正部级", "省部级"),
        ("无", None),
        ("教授", None),
        ("", None),
    ],
)
def test_a_rank_is_found_in_the_words_for_it(text: str, rank: str | None) -> None:
    assert find_rank(text) == rank


def test_a_line_includes_itself_and_all_above_it() -> None:
    reached = {line: [rank for rank in RANKS if reaches_rank(rank, line)] for line in RANKS}
    assert reached == {
        "乡科级": ["乡科级", "县处级", "厅局级", "省部级"],
        "县处级": ["县处级", "厅局级", "省部级"],
        "厅局级": ["厅局级", "省部级"],
        "省部级": ["省部级"],
    }
