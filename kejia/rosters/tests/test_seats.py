"""Seats: several in one cell, those they bring along, and where a roster tells of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.rosters.headers import seat_of_header
from kejia.rosters.seats import BRINGS, Seat, read_seats, seats_of_title, with_all_it_brings
from kejia.rosters.tests.making import books, kinds, names, only, read, said, sheet, table, workbook

MEMBER, STANDING = Seat.MEMBER, Seat.STANDING | Seat.MEMBER
VICE_CHAIR = Seat.VICE_CHAIR | STANDING
DIRECTORS = Seat.STANDING_DIRECTOR | Seat.DIRECTOR


@pytest.mark.parametrize(
    ("cell", "seats"),
    [
        ("代表", Seat.DELEGATE),
        ("正式代表", Seat.DELEGATE),
        ("九大代表", Seat.DELEGATE),
        ("第九届代表", Seat.DELEGATE),
        ("代 表", Seat.DELEGATE),
        ("特邀代表", Seat.INVITED),
        ("代表（特邀）", Seat.INVITED),
        ("委员", MEMBER),
        ("全委会委员", MEMBER),
        ("委员候选人", MEMBER),
        ("委员（企业界）", MEMBER),
        ("常委", STANDING),
        ("常 委", STANDING),
        ("常务委员", STANDING),
        ("常务委员会委员候选人", STANDING),
        ("九届常委", STANDING),
        ("副主席", VICE_CHAIR),
        ("省科协副主席", VICE_CHAIR),
        ("兼职副主席", VICE_CHAIR | Seat.PART_TIME_VICE_CHAIR),
        ("副主席（兼职）", VICE_CHAIR | Seat.PART_TIME_VICE_CHAIR),
        ("专职副主席", VICE_CHAIR | Seat.FULL_TIME_VICE_CHAIR),
        ("主席", Seat.CHAIR | STANDING),
        ("理事", Seat.DIRECTOR),
        ("常务理事", DIRECTORS),
        ("副理事长", Seat.SOCIETY_CHAIR | DIRECTORS),
        ("会长", Seat.SOCIETY_CHAIR | DIRECTORS),
        ("代表、委员", Seat.DELEGATE | MEMBER),
        ("委员，代表", Seat.DELEGATE | MEMBER),
        ("代表/常委", Seat.DELEGATE | STANDING),
        ("代表 委员", Seat.DELEGATE | MEMBER),
        ("代 表、常 委", Seat.DELEGATE | STANDING),
        ("代表\n委员", Seat.DELEGATE | MEMBER),
        ("代表兼委员", Seat.DELEGATE | MEMBER),
        ("代表、委员、常委、兼职副主席", Seat.DELEGATE | VICE_CHAIR | Seat.PART_TIME_VICE_CHAIR),
        ("副主席兼秘书长", VICE_CHAIR),
        ("专职副主席、党组书记", VICE_CHAIR | Seat.FULL_TIME_VICE_CHAIR),
        ("理事兼秘书长", Seat.DIRECTOR),
        ("列席", Seat.NONE),
        ("工作人员", Seat.NONE),
        ("秘书长", Seat.NONE),
        ("监事", Seat.NONE),
        ("名誉主席", Seat.NONE),
        ("无", Seat.NONE),
    ],
)
def test_a_cell_names_seats_in_any_order(cell: str, seats: Seat) -> None:
    read_ = read_seats(cell)
    assert (read_.seats, read_.known) == (seats, True)


@pytest.mark.parametrize("cell", ["企业", "高校", "1", 1, "代表委员", "候补常伟"])
def test_a_word_that_is_no_seat_is_unknown(cell: object) -> None:
    read_ = read_seats(cell)
    assert (read_.seats, read_.known, read_.blank) == (Seat.NONE, False, False)


def test_a_seat_beside_a_puzzling_word_is_sure_and_the_rest_unknown() -> None:
    read_ = read_seats("代表、常伟")
    assert (read_.seats, read_.known) == (Seat.DELEGATE, False)


def test_seats_cumulate_but_nobody_becomes_a_delegate() -> None:
    assert with_all_it_brings(Seat.PART_TIME_VICE_CHAIR) == Seat.PART_TIME_VICE_CHAIR | VICE_CHAIR
    assert all(not with_all_it_brings(seat) & Seat.DELEGATE for seat in BRINGS)


@given(
    st.lists(st.sampled_from(["代表", "委员", "常委", "副主席", "理事", "特邀代表", "秘书长"]), min_size=1),
    st.sampled_from("、，,;/ \n"),
)
def test_any_number_of_seats_is_the_sum_of_each(words: list[str], between: str) -> None:
    expected = Seat.NONE
    for word in words:
        expected |= read_seats(word).seats
    assert read_seats(between.join(words)).seats == expected


@given(st.text(max_size=80))
def test_any_words_are_read_without_a_fault(words: str) -> None:
    read_seats(words)
    seats_of_title(words)
    seat_of_header(words)


@pytest.mark.parametrize(
    ("title", "seats"),
    [
        ("代表", Seat.DELEGATE),
        ("代表名单", Seat.DELEGATE),
        ("附件1：代表名册", Seat.DELEGATE),
        ("代表（定稿）", Seat.DELEGATE),
        ("委员候选人名单", MEMBER),
        ("常委", STANDING),
        ("二、特邀代表（20人）", Seat.INVITED),
        ("(一)委员", MEMBER),
        ("理事会", Seat.DIRECTOR),
        ("Sheet1", Seat.NONE),
        ("一、企业界（25人）", Seat.NONE),
        ("名册", Seat.NONE),
    ],
)
def test_a_title_gives_everyone_below_it_a_seat(title: str, seats: Seat) -> None:
    assert seats_of_title(title) == seats


def test_a_blank_or_puzzling_seat_is_unknown_and_reported() -> None:
    roster = table("姓名 类别", ["王丽", "代表"], ["李强", ""], ["张敏", "常伟"])
    assert [(p.seats, p.seats_known) for p in roster.people] == [
        (Seat.DELEGATE, True),
        (Seat.NONE, False),
        (Seat.NONE, False),
    ]
    assert said(roster) == [
        ("B3", "没有写明席位，是否在本机构不确定；请补上（如 代表、委员、常委）"),
        ("B4", "“常伟”认不全是什么席位，认不出的部分按不确定计；请改成如 代表、委员、常委"),
    ]


def test_a_column_called_kind_that_holds_employers_tells_of_no_seats() -> None:
    roster = table("姓名 类别", ["王丽", "企业"], ["李强", "高校"])
    assert (roster.has_seats, said(roster)) == (False, [])


def test_of_two_columns_the_one_that_holds_seats_is_taken() -> None:
    roster = table("姓名 类别 身份", ["王丽", "企业", "代表"], ["李强", "高校", "委员"])
    assert [p.seats for p in roster.people] == [Seat.DELEGATE, MEMBER]
    assert [place for place, _ in said(roster)] == ["C1"]


def test_seats_may_be_ticked_in_columns_of_their_own() -> None:
    rows = [["王丽", "√", "√", "否"], ["李强", "√", "否", "√"], ["张敏", "√", "", "否"]]
    roster = table("姓名 代表 是否委员 是否常委", *rows)
    assert roster.has_seats
    assert [(p.seats, p.seats_known) for p in roster.people] == [
        (Seat.DELEGATE | MEMBER, True),
        (Seat.DELEGATE | STANDING, True),
        (Seat.DELEGATE, False),
    ]


def test_sheets_named_for_seats_are_read_together_and_people_meet() -> None:
    header = ["姓名", "单位", "出生年月"]
    wang, li, zhang = (
        ["王丽", "海岱大学", "1975.03"],
        ["李强", "云岫公司", "1980.10"],
        ["张敏", "岱麓院", "1969.12"],
    )
    book = books(
        sheet(header, wang, li, zhang, name="代表"),
        sheet(header, wang, li, name="委员"),
        sheet(header, wang, name="常委"),
    )
    roster = read(book)
    assert {p.name: p.seats for p in roster.people} == {
        "王丽": Seat.DELEGATE | STANDING,
        "李强": Seat.DELEGATE | MEMBER,
        "张敏": Seat.DELEGATE,
    }
    assert (roster.has_seats, said(roster)) == (True, [])


def test_one_sheet_named_for_a_seat_gives_it_where_no_column_does() -> None:
    person = only(read(workbook(["姓名", "性别"], ["王丽", "女"], name="常委名单")))
    assert (person.seats, person.seats_known) == (STANDING, True)
    roster = read(workbook(["姓名", "类别"], ["王丽", "委员"], ["李强", ""], name="代表名单"))
    assert [(p.seats, p.seats_known) for p in roster.people] == [(MEMBER, True), (Seat.NONE, False)]


def test_headings_between_the_rows_give_seats_to_those_below() -> None:
    roster = table(
        "序号 姓名 性别",
        ["一、正式代表（2人）", "", ""],
        [1, "王丽", "女"],
        [2, "李强", "男"],
        ["二、特邀代表（1人）", "", ""],
        [1, "张敏", "女"],
        ["三、列席人员", "", ""],
        [1, "刘洋", "男"],
    )
    assert {p.name: p.seats for p in roster.people} == {
        "王丽": Seat.DELEGATE,
        "李强": Seat.DELEGATE,
        "张敏": Seat.INVITED,
        "刘洋": Seat.NONE,
    }
    assert all(p.seats_known for p in roster.people)


def test_headings_that_name_no_seats_change_nothing() -> None:
    roster = table(
        "序号 姓名 类别",
        ["一、企业界", "", ""],
        [1, "王丽", "代表"],
        ["二、高校", "", ""],
        [2, "李强", "委员"],
    )
    assert names(roster) == ["王丽", "李强"]
    assert [p.seats for p in roster.people] == [Seat.DELEGATE, MEMBER]
    assert kinds(roster) == []
