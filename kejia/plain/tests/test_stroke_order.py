"""Names in the official order of surname strokes."""

import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.plain import stroke_order
from kejia.plain.stroke_order import in_stroke_order, stroke_key, strokes_of, unknown_characters

TABLE = Path(stroke_order.__file__).with_name("strokes.tsv")

# Written down by hand from the norm of stroke order (GB 13000.1), not taken from the table.
SURNAMES = """
丁12 卜24 刁51 于112 万153 马551 王1121 韦1152 尤1354 毛3115 方4153 尹5113 孔5215 邓5452 艾12234 石13251
龙13534 卢21513 叶25112 田25121 史25134 白32511 冯41551 毕153512 吕251251 朱311234 任323121 向325251
刘413422 江441121 汤441533 安445531 许453112 孙521234 李1234521 杨1234533 吴2511134 何3212512 余3411234
邹3551152 沈4414535 宋4451234 张5153154 陆5211252 陈5215234 范12244155 林12341234 罗25221354 金34112431
周35121251 郑43113452 孟52125221 赵121213434 胡122513511 钟311152512 侯325131134 姜431121531 贺532512534
袁1212513534 夏1325111354 徐3323411234 高4125125251 郭4125152152 唐4135112251 黄12212512134
曹12512212511 梁44153441234 彭121251431333 蒋122412354124 韩122511121152 董122312511211 程312342511121
曾432524312511 谢453251113124 蔡12235445411234 潘441343123425121 薛1223251514143112 魏31234531325113554
"""
GIVEN = """
丽1254254 伟321152 芳1224153 娜531511352 敏31554143134 静11212511355112 强515251251214 磊132511325113251
洋441431112 艳1112355215 军451512 勇542511253 杰12344444 娟5312512511 涛4411113124 明25113511
超121213453251 秀3123453 德332122522114544 家4451353334 凤3554 飞534 女531 为4354 母55414 必45434 火4334
北21135 里2511211 车1512 九35 及354 乃53 成135534 出52252 狗35335251 犇311231213112 玥11213511
弢51552254 堃41534153121 皙1234331232511 門25112511
"""


class Person(NamedTuple):
    """Somebody with a name; the number tells namesakes apart."""

    name: str
    number: int


@pytest.mark.parametrize("written", (SURNAMES + GIVEN).split())
def test_a_character_is_written_as_the_norm_writes_it(written: str) -> None:
    assert strokes_of(written[0]) == written[1:]


def test_fewer_strokes_come_first_then_heng_shu_pie_dian_zhe() -> None:
    surnames = [written[0] for written in SURNAMES.split()]
    assert in_stroke_order(sorted(surnames)) == sorted(
        surnames, key=lambda c: (len(strokes_of(c) or ""), strokes_of(c))
    )
    assert in_stroke_order("陈张宋沈余何吴杨李") == list("李杨吴何余沈宋张陈")


def test_every_line_of_the_table_stands_in_official_order_and_once() -> None:
    header, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    keys = [(len(strokes), strokes) for _, strokes in rows]
    assert "MIT" in header
    assert keys == sorted(keys)
    assert len({character for character, _ in rows}) == len(rows) > 20_000
    assert {stroke for _, strokes in rows for stroke in strokes} == set("12345")
    assert TABLE.stat().st_size < 400_000


def test_every_ideograph_of_gb2312_but_six_is_in_the_table() -> None:
    characters = {
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    }
    assert set(unknown_characters("".join(characters))) == set("丨丿丶彐屮芈")


def test_plain_strokes_come_before_their_variants() -> None:
    assert in_stroke_order("于干士土工") == list("干于工土士")
    assert in_stroke_order("九几匕儿入人八") == list("八人入儿匕几九")


def test_the_same_surname_stands_together_and_the_second_character_decides_like_the_first() -> None:
    names = ["王小丽", "马强", "王丽", "丁伟", "王一", "王小明", "马一丁", "王小"]
    assert in_stroke_order(names) == ["丁伟", "马一丁", "马强", "王一", "王小", "王小丽", "王小明", "王丽"]


def test_a_single_given_name_comes_first_where_the_office_sets_it_so() -> None:
    names = ["王小丽", "王丽", "丁一一", "王一丁", "王一"]
    assert in_stroke_order(names, single_given_name_first=True) == [
        "丁一一",
        "王一",
        "王丽",
        "王一丁",
        "王小丽",
    ]


def test_a_compound_surname_follows_its_first_character_as_a_surname() -> None:
    names = ["欧阳一", "欧明", "欧晓明", "司马光明", "欧阳", "诸葛一"]
    assert in_stroke_order(names) == ["司马光明", "欧阳", "欧明", "欧晓明", "欧阳一", "诸葛一"]


def test_without_compound_surnames_every_character_counts_for_itself() -> None:
    assert in_stroke_order(["欧明", "欧阳一", "欧晓明"], compound_surnames=()) == ["欧阳一", "欧明", "欧晓明"]


def test_names_with_a_dot_go_by_their_first_character_and_spaces_do_not_count() -> None:
    names = ["陈一", "阿布都拉·买买提", "王　丽", "王丽丽", "阿布都拉・艾力"]
    assert in_stroke_order(names) == ["王　丽", "王丽丽", "阿布都拉・艾力", "阿布都拉·买买提", "陈一"]


def test_characters_without_strokes_go_last_and_are_reported() -> None:
    names = ["\ue123明", "王\ue123", "魏一", "王丽", "Anna Li"]
    assert in_stroke_order(names) == ["王丽", "王\ue123", "魏一", "Anna Li", "\ue123明"]
    assert unknown_characters("\ue123明·\ue123\U0002cb2e？Anna") == ["\ue123", "\U0002cb2e"]
    assert unknown_characters("\U00031350明") == ["\U00031350"]  # younger than Python 3.11's tables
    assert unknown_characters("王　丽（女）") == []


def test_a_compatibility_form_stands_where_its_plain_form_does() -> None:
    assert in_stroke_order(["\uf9e1明", "杨一", "丁一"]) == ["丁一", "\uf9e1明", "杨一"]
    assert strokes_of("\uf9e1") == strokes_of("李")
    assert unknown_characters("\uf9e1") == []


def test_a_variation_selector_changes_nothing() -> None:
    assert in_stroke_order(["赵\U000e0100丽", "赵明", "赵一"]) == ["赵一", "赵\U000e0100丽", "赵明"]


def test_namesakes_keep_the_order_they_came_in() -> None:
    people = [Person("王丽", 2), Person("丁伟", 9), Person("王丽", 1)]
    assert in_stroke_order(people, key=lambda p: p.name) == [people[1], people[0], people[2]]


def test_an_empty_name_has_a_place_too() -> None:
    assert in_stroke_order(["王丽", "", "　"]) == ["", "　", "王丽"]


@given(st.lists(st.text(alphabet="王丽明一丁欧阳·\ue123 aZ", max_size=5), max_size=20), st.randoms())
def test_the_order_does_not_depend_on_the_order_given(names: list[str], chance: random.Random) -> None:
    shuffled = chance.sample(names, len(names))
    ordered = in_stroke_order(names)
    assert in_stroke_order(shuffled) == ordered
    assert sorted(ordered) == sorted(names)
    assert all(stroke_key(a) <= stroke_key(b) for a, b in pairwise(ordered))


def test_the_table_is_not_read_before_the_first_name_asks() -> None:
    asked = "import kejia.plain.stroke_order as s; a = s._strokes.cache_info().currsize; s.stroke_key('王')"
    told = subprocess.run(
        [sys.executable, "-c", f"{asked}; print(a, s._strokes.cache_info().currsize)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["0", "1"]
