"""The words of a line: a closed set, each fault at its word, and never more than was asked for."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.norms.basis import UnusableBasis
from kejia.norms.kinds import Body, Level, Mark, Modality
from kejia.norms.law import Norm
from kejia.norms.line_files import read_basis_and_lines
from kejia.norms.lines import LineAttribute, LineRelation, UnusableLine, WrittenLine, read_line, read_value
from kejia.norms.vocabulary import AgedAtMost, AtLeast, AtMost, Marked, MoreThan
from kejia.plain.parties import is_non_party

WOMEN = WrittenLine("7", "congress", "woman", "at_least", "25%", "must", "女代表不少于", date(2016, 12, 1))


def line_of(norm: Norm) -> object:
    return norm.versions[0][1]


def test_a_line_is_a_norm_like_any_of_a_law() -> None:
    norm = read_line(replace(WOMEN, until=date(2021, 12, 1)))
    assert (norm.id, norm.clause, norm.body, norm.level) == ("line.7", "", Body.CONGRESS, Level.ANY)
    assert (norm.measure, norm.modality, norm.attribute) == ("share", Modality.MUST, Marked((Mark.WOMAN,)))
    assert norm.versions == ((date(2016, 12, 1), AtLeast(Fraction(1, 4))), (date(2021, 12, 1), None))
    assert norm.name.zh == "代表中的女性"
    assert norm.cited.zh == "届次要求"


@pytest.mark.parametrize(
    ("relation", "value", "line", "measure"),
    [
        ("at_least", "１/４", AtLeast(Fraction(1, 4)), "share"),
        ("at_least", "0.25", AtLeast(Fraction(1, 4)), "share"),
        ("at_least", "33.3%", AtLeast(Fraction(333, 1000)), "share"),
        ("at_most", "0%", AtMost(Fraction(0)), "share"),
        ("at_most", "30 ％", AtMost(Fraction(3, 10)), "share"),
        ("more_than_half", "whatever", MoreThan(Fraction(1, 2)), "share"),
        ("count_at_least", "12", AtLeast(Fraction(12)), "count"),
    ],
)
def test_what_a_number_may_look_like(relation: str, value: str, line: object, measure: str) -> None:
    norm = read_line(replace(WOMEN, relation=relation, value=value))
    assert (line_of(norm), norm.measure) == (line, measure)


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"body": "council"}, "body"),
        ({"attribute": "delegate"}, "attribute"),
        ({"relation": "falls"}, "relation"),
        ({"modality": "may"}, "modality"),
        ({"modality": "soon"}, "modality"),
        ({"quote": "  "}, "quote"),
        ({"quote": "字" * 301}, "quote"),
        ({"value": "25"}, "value"),
        ({"value": "0%"}, "value"),
        ({"value": "101%"}, "value"),
        ({"value": "1/0"}, "value"),
        ({"value": "1e999999999"}, "value"),
        ({"relation": "count_at_least", "value": "2.5"}, "value"),
        ({"relation": "count_at_least", "value": "0"}, "value"),
        ({"relation": "count_at_least", "value": "99999999999"}, "value"),
        ({"attribute": "aged_at_most"}, "age"),
        ({"attribute": "aged_at_most", "age": 17}, "age"),
    ],
)
def test_each_fault_is_said_of_its_word(fault: dict[str, Any], field: str) -> None:
    with pytest.raises(UnusableLine) as refused:
        read_line(replace(WOMEN, **fault))
    assert refused.value.field == field
    assert refused.value.say.zh and refused.value.say.en


def test_every_attribute_can_be_counted_and_has_words() -> None:
    for attribute in LineAttribute:
        norm = read_line(replace(WOMEN, attribute=attribute, age=45))
        assert isinstance(norm.attribute, Marked | AgedAtMost)
        assert norm.name.zh != norm.name.en


@given(st.sampled_from(LineRelation), st.text(max_size=12))
def test_whatever_is_typed_is_read_again_the_same_or_refused(relation: LineRelation, typed: str) -> None:
    try:
        kept = read_value(relation, typed)
    except UnusableLine:
        return
    assert read_value(relation, kept) == kept
    assert len(kept) <= 20


@pytest.mark.parametrize(
    ("party", "found"),
    [("民盟", 1), ("九三学社社员", 1), ("无党派人士", 1), ("中国致公党", 1), ("中共党员", 0), ("中共预备党员", 0),
     ("群众", None), ("共青团员", None), ("", None), ("中共党员、民盟", None)],
)  # fmt: skip
def test_a_party_is_one_of_the_eight_or_none_or_not_told(party: str, found: int | None) -> None:
    assert is_non_party(party) == found


def test_a_basis_file_holds_lines_beside_its_settings() -> None:
    given_file = {
        "document": "某科协发〔2016〕30号", "dated": date(2016, 10, 8),
        "lines": [{"body": "congress", "attribute": "woman", "relation": "at_least", "value": "25%", "quote": "女代表"}],
    }  # fmt: skip
    basis, (line,) = read_basis_and_lines(given_file)
    assert (basis.document, line.id, line.modality) == ("某科协发〔2016〕30号", "line.1", Modality.MUST)
    assert line.versions[0][0] == date(2016, 10, 8)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("女代表", "lines 下面逐条写要求"),
        ([{"body": "congress"}], "第 1 条要求的 since"),
        ([{"body": "congress", "since": "某日"}], "请写成 2017-06-30 的样子"),
        ([{"bodies": "congress"}], "没有这个设置"),
        ([{"body": "congress", "since": "2016-10-08", "attribute": "tall"}], "没有“tall”这个选项"),
    ],
)
def test_a_basis_file_with_a_faulty_line_says_which_and_what(lines: object, says: str) -> None:
    with pytest.raises(UnusableBasis) as refused:
        read_basis_and_lines({"lines": lines})
    assert says in refused.value.say.zh
