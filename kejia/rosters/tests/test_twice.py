"""The same person in two rows."""

from demo.people import LIN, WANG
from kejia.rosters.seats import Seat
from kejia.rosters.tests.making import books, names, only, read, said, sheet, table

HEADER = "姓名 单位 出生年月 身份证号 类别 是否基层一线"
PERMIT = "H1234567890"
DELEGATE_MEMBER = Seat.DELEGATE | Seat.MEMBER


def test_one_id_number_is_one_person_however_the_name_is_typed() -> None:
    roster = table(
        HEADER,
        ["林若川", "海岱大学", "1975.03", LIN.id_number, "代表", "是"],
        ["林若川（女）", "海岱大学数学院", "", LIN.id_number, "代表", "是"],
    )
    assert only(roster).name == "林若川"
    assert said(roster) == [("A3", "林若川 与第 2 行是同一人，只计一次；请删去多余的一行")]


def test_one_name_employer_and_month_of_birth_are_one_person() -> None:
    rows = [["王丽", "海岱大学", "1975.03", "", "代表", "是"]] * 2
    assert len(table(HEADER, *rows).people) == 1


def test_two_rows_for_two_seats_are_no_slip_and_the_seats_add_up() -> None:
    roster = table(
        HEADER,
        ["王丽", "海岱大学", "1975.03", "", "代表", "是"],
        ["王丽", "海岱大学", "1975.03", "", "委员", "是"],
    )
    assert (only(roster).seats, only(roster).grassroots_frontline) == (DELEGATE_MEMBER, 1)
    assert said(roster) == []


def test_a_number_in_one_row_only_still_meets_by_name_employer_and_birth() -> None:
    roster = table(
        HEADER,
        ["林若川", "海岱大学", "1975.03.09", "", "代表", "是"],
        ["林若川", "海岱大学", "1975.03.09", LIN.id_number, "代表", "是"],
    )
    assert only(roster).id_number == LIN.id_number


def test_two_numbers_are_two_people_even_with_one_name() -> None:
    roster = table(
        HEADER,
        ["王苒", "海岱大学", "", LIN.id_number, "代表", "是"],
        ["王苒", "海岱大学", "", WANG.id_number, "代表", "是"],
    )
    assert (len(roster.people), said(roster)) == (2, [])


def test_namesakes_whom_nothing_tells_apart_count_as_two_and_are_reported() -> None:
    roster = table("姓名 是否基层一线", ["王丽", "是"], ["李强", "否"], ["王丽", "是"])
    assert names(roster) == ["王丽", "李强", "王丽"]
    assert said(roster) == [("A4", "王丽 与第 2 行可能是同一人，仍按两人计，请核实")]


def test_namesakes_with_other_births_or_employers_are_no_matter() -> None:
    rows = [
        ["王丽", "海岱大学", "1975.03", "", "代表", "是"],
        ["王丽", "海岱大学", "1980.10", "", "代表", "是"],
    ]
    assert said(table(HEADER, *rows)) == []
    rows = [["王丽", "海岱大学", "", "", "代表", "是"], ["王丽", "云岫公司", "", "", "代表", "是"]]
    assert said(table(HEADER, *rows)) == []


def test_two_marks_that_differ_are_unknown_and_reported() -> None:
    roster = table(
        HEADER,
        ["王丽", "海岱大学", "1975.03", "", "代表", "是"],
        ["王丽", "海岱大学", "1975.03", "", "委员", "否"],
    )
    assert only(roster).grassroots_frontline is None
    assert said(roster) == [
        ("F3", "王丽 的“是否基层和一线”两处标注不一（另一处在“名册”第 2 行），按未标明计；请核实")
    ]


def test_two_births_narrow_each_other_or_are_between_and_reported() -> None:
    header = ["姓名", "单位", "出生年月"]
    agreeing = books(
        sheet(header, ["王丽", "海岱大学", "1975"], name="代表"),
        sheet(header, ["王丽", "海岱大学", "1975.03"], name="委员"),
    )
    assert only(read(agreeing)).birth == (19750301, 19750331)
    by_number = table(
        HEADER,
        ["林若川", "海岱大学", "1975.03", PERMIT, "代表", "是"],
        ["林若川", "海岱大学", "1976.05", PERMIT, "代表", "是"],
    )
    assert only(by_number).birth == (19750301, 19760531)
    assert [words for _, words in said(by_number)][-1].startswith(
        "林若川 两处出生年月不一（另一处在“名册”第 2 行）"
    )


def test_on_two_sheets_a_name_that_stands_once_on_each_is_one_person() -> None:
    header = ["姓名", "是否基层一线"]
    book = books(
        sheet(header, ["王丽", "是"], ["李强", "否"], name="代表"),
        sheet(header, ["李强", ""], ["张敏", "是"], name="委员"),
    )
    assert {p.name: p.seats for p in read(book).people} == {
        "王丽": Seat.DELEGATE,
        "李强": DELEGATE_MEMBER,
        "张敏": Seat.MEMBER,
    }


def test_on_two_sheets_a_name_that_stands_twice_on_one_stays_apart() -> None:
    header = ["姓名", "单位"]
    book = books(
        sheet(header, ["王丽", "海岱大学"], ["王丽", "云岫公司"], name="代表"),
        sheet(header, ["王丽", ""], name="委员"),
    )
    assert len(read(book).people) == 3
