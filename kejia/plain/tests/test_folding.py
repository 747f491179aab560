"""Folding of typed text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.plain.folding import folded, squeezed


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("１９７５．０３", "1975.03"),
        ("ＡＢｃ", "ABc"),
        ("（女）", "(女)"),
        ("，：；", ",:;"),
        ("  姓  名 ", "姓 名"),
        ("姓\u3000名", "姓 名"),
        ("姓\u00a0名", "姓 名"),
        ("姓\r\n名", "姓 名"),
        ("\ufeff姓名\u200b", "姓名"),
        ("", ""),
        (" \u3000 ", ""),
    ],
)
def test_full_width_becomes_half_width_and_spaces_one(typed: str, plain: str) -> None:
    assert folded(typed) == plain


def test_squeezing_leaves_no_space_at_all() -> None:
    assert squeezed(" 姓 \u3000 名\n") == "姓名"
    assert squeezed("Anna  Li") == "AnnaLi"


@pytest.mark.parametrize("character", ["\uf900", "\ufa0e", "𠮷", "㐂", "\ue000", "\U000f0000", "龍", "〇"])
def test_rare_characters_of_names_stay_as_typed(character: str) -> None:
    assert folded(character) == character


def test_a_compatibility_ideograph_would_have_been_changed() -> None:
    assert unicodedata.normalize("NFKC", "\uf900") != "\uf900"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert squeezed(squeezed(text)) == squeezed(text)
    assert " " not in squeezed(text)
