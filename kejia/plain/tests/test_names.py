"""Names as rosters write them, read and printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.plain.ethnic_groups import ETHNIC_GROUPS, HAN, find_ethnic_group
from kejia.plain.names import NameRead, print_name, read_name


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("王丽", NameRead("王丽")),
        ("王　丽（女）", NameRead("王丽", "女")),
        ("马强（回族）", NameRead("马强", None, "回族")),
        ("张  三", NameRead("张三")),
        ("李 静(女,回族)", NameRead("李静", "女", "回族")),
        ("李静（女、满族）", NameRead("李静", "女", "满族")),
        ("李静（女满族）", NameRead("李静", "女", "满族")),
        ("李静（女）（满族）", NameRead("李静", "女", "满族")),
        ("李静（女（满族））", NameRead("李静", "女", "满族")),
        ("李静【性别：女 民族：满】", NameRead("李静", "女", "满族")),
        ("李静 女 满族", NameRead("李静", "女", "满族")),
        ("（女）李静", NameRead("李静", "女")),
        ("李静（女", NameRead("李静", "女")),
        ("李静\n（女）", NameRead("李静", "女")),
        ("马强（男）", NameRead("马强", "男")),
        ("阿布都拉·买买提（维吾尔族）", NameRead("阿布都拉·买买提", None, "维吾尔族")),
        ("阿布都拉.买买提(维吾尔)", NameRead("阿布都拉·买买提", None, "维吾尔族")),
        ("阿布都拉 • 买买提", NameRead("阿布都拉·买买提")),
        ("阿布都拉・买买提", NameRead("阿布都拉·买买提")),
        ("Ａｎｎａ　　Ｌｉ（女）", NameRead("Anna Li", "女")),
        ("Anna Li Jr.", NameRead("Anna Li Jr.")),
        ("王\u200b丽\ufeff", NameRead("王丽")),
    ],
)
def test_a_cell_is_taken_apart(cell: str, read: NameRead) -> None:
    assert read_name(cell) == read


@pytest.mark.parametrize(
    "cell", ["1.王丽", "１２、王　丽", "3 王丽", "（4）王丽", "①王丽", "一、王丽", "(十二)王丽"]
)
def test_numbering_in_front_goes(cell: str) -> None:
    assert read_name(cell) == NameRead("王丽")


@pytest.mark.parametrize("cell", ["王丽*", "王丽＊＊", "★王丽", "王丽※（女）", "王　丽（女）△"])
def test_footnote_marks_at_either_end_go(cell: str) -> None:
    assert read_name(cell).name == "王丽"


def test_a_name_that_begins_with_a_numeral_keeps_it() -> None:
    assert [read_name(cell).name for cell in ("万一", "丁三（女）", "百里一")] == ["万一", "丁三", "百里一"]


def test_what_is_neither_sex_nor_group_is_kept() -> None:
    assert read_name("王丽（候选）") == NameRead("王丽", other=("候选",))
    assert read_name("王丽（女，候选）") == NameRead("王丽", "女", other=("候选",))
    assert read_name("王丽（女）（省属·增补 二）") == NameRead("王丽", "女", other=("省属·增补 二",))
    assert read_name("王丽（女真）") == NameRead("王丽", other=("女真",))
    assert read_name("王丽（女，男）") == NameRead("王丽", "女", other=("男",))


def test_a_short_group_that_is_also_another_word_is_not_taken_for_a_group() -> None:
    assert read_name("王丽（京）") == NameRead("王丽", other=("京",))
    assert read_name("王丽（京族）") == NameRead("王丽", None, "京族")


def test_spaces_inside_a_chinese_name_go() -> None:
    cells = ["欧阳 明", "欧阳　明华", "王 小 丽", "王小 丽", "司马\u00a0一"]
    assert [read_name(cell).name for cell in cells] == ["欧阳明", "欧阳明华", "王小丽", "王小丽", "司马一"]


def test_two_names_in_one_cell_stay_apart() -> None:
    assert read_name("张三 李四").name == "张三 李四"
    assert read_name("张三、李四（女）").name == "张三、李四"


def test_a_given_name_of_the_word_woman_is_not_a_mark() -> None:
    assert read_name("王 女") == NameRead("王女")
    assert read_name("王女（女）") == NameRead("王女", "女")


@pytest.mark.parametrize(
    "name", ["𠮷明", "王㛃", "\ue123明", "赵\U000e0100明\U000e0101", "\uf9e1明", "\U00031350一"]
)
def test_rare_characters_stay_as_typed(name: str) -> None:
    assert read_name(f" {name}（女）") == NameRead(name, "女")
    assert read_name(print_name(name)) == NameRead(name)


@pytest.mark.parametrize("cell", ["", "  ", "　", "—", "/", "（女）"])
def test_a_cell_without_a_name_reads_as_no_name(cell: str) -> None:
    assert read_name(cell).name == ""


@given(st.text(max_size=20))
def test_no_cell_is_too_strange_to_read(cell: str) -> None:
    read = read_name(cell)
    assert read.sex in (None, "男", "女")
    assert read.ethnic_group is None or read.ethnic_group in ETHNIC_GROUPS
    assert read.name == read.name.strip()


@given(
    name=st.sampled_from(["王丽", "马强", "欧阳明华", "李小静", "阿布都拉·买买提", "𠮷明", "赵\U000e0100明"]),
    sex=st.sampled_from(["男", "女"]),
    group=st.sampled_from(ETHNIC_GROUPS),
    width=st.integers(2, 5),
)
def test_what_is_printed_reads_back(name: str, sex: str, group: str, width: int) -> None:
    read = read_name(print_name(name, sex, group, width))
    assert read == NameRead(name, "女" if sex == "女" else None, None if group == HAN else group)


def test_names_are_printed_as_official_lists_print_them() -> None:
    assert print_name("王丽", "女", "回族") == "王　丽（女，回族）"
    assert print_name("马强", "男", "汉族") == "马　强"
    assert print_name("李小静", "女") == "李小静（女）"
    assert print_name("马强", None, "满族") == "马　强（满族）"
    assert print_name("赵\U000e0100明") == "赵\U000e0100　明"
    assert print_name("王丽", width=4) == "王　　丽"
    assert print_name("王丽", width=2) == "王丽"
    assert print_name("Li") == "Li"
    assert print_name("阿布都拉·买买提", "男", "维吾尔族") == "阿布都拉·买买提（维吾尔族）"


def test_there_are_56_groups_and_each_is_found_by_its_name() -> None:
    assert len(set(ETHNIC_GROUPS)) == 56
    assert [find_ethnic_group(name) for name in ETHNIC_GROUPS] == list(ETHNIC_GROUPS)
    assert find_ethnic_group("维吾尔") == "维吾尔族"
    assert find_ethnic_group("水") is None
