"""Problems: in two languages, at their places, never too many."""

from string import Formatter

import pytest

from kejia.plain.text import Text
from kejia.rosters import births, bounds, problems, says, says_of_files
from kejia.rosters.problems import SHOWN_OF_A_KIND, Problems, column_index, column_letter

SENTENCES = [
    (module.__name__, name, text)
    for module in (says, says_of_files, bounds, births, problems)
    for name, text in vars(module).items()
    if isinstance(text, Text)
]
KINDS_OF_FILES = {"PDF", "PICTURE", "ARCHIVE", "DOCUMENT", "SLIDES", "PROGRAM", "UNKNOWN"}
KINDS_OF_FILES |= {"WEB_PAGE", "XML_TABLE", "BINARY_TABLE", "OPEN_TABLE", "OLD_TABLE"}
WHAT_TO_DO = "请 可用".split()
NO_ADVICE_NEEDED = {"MORE"}


@pytest.mark.parametrize(("module", "name", "text"), SENTENCES)
def test_a_sentence_says_what_to_do_in_both_languages(module: str, name: str, text: Text) -> None:
    assert _places(text.zh) == _places(text.en)
    if name not in KINDS_OF_FILES | NO_ADVICE_NEEDED | {"ID_NOT_USED"}:
        assert any(word in text.zh for word in WHAT_TO_DO), (module, name)
    assert not set(",;:!?()") & set(text.zh.replace("(DTD)", "")) - _inside_examples(text.zh), (module, name)
    assert "！" not in text.zh


def _places(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


def _inside_examples(sentence: str) -> set[str]:
    return set(",;:!?()") if "--" in sentence else set()


def test_problems_come_in_the_order_of_their_places() -> None:
    found = Problems()
    found.add("乙", 3, "A", "x", says.ODD_NAME)
    found.add("甲", 12, "B", "y", says.ODD_NAME)
    found.add("甲", 2, "B", "z", says.ODD_NAME)
    found.add("甲", None, "C", None, says.AGE_ALONE)
    assert [(p.sheet, p.row) for p in found.all()] == [("甲", None), ("乙", 3), ("甲", 2), ("甲", 12)]


def test_of_one_kind_a_hundred_are_listed_and_the_rest_counted() -> None:
    found = Problems()
    for row in range(1, 100_001):
        found.add("甲", row, "A", "x" * 1000, says.ODD_NAME)
    listed = found.all()
    assert len(listed) == SHOWN_OF_A_KIND + 1
    assert max(len(p.value or "") for p in listed) == 80
    assert listed[-1].say.zh == "同类问题另有 99900 处，未逐一列出"


def test_braces_in_a_cell_are_no_places_of_a_sentence() -> None:
    found = Problems()
    found.add("{sheet}", 1, "A", "{value}{0}{", says.ODD_NAME)
    assert found.all()[0].say.zh == "“{value}{0}{”不像姓名，仍计为一人，请核实"


def test_columns_are_letters_as_in_a_spreadsheet() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert [column_index(column_letter(i)) for i in range(0, 17000, 97)] == list(range(0, 17000, 97))
    for wrong in ("", "1", "A1", "甲", "-"):
        with pytest.raises(ValueError):  # noqa: PT011 - the wrong letters are all it says
            column_index(wrong)
