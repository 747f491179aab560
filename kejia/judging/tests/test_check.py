"""A roster judged: who sits where, who is counted, and what cannot be told."""

import pytest

from kejia.judging.check import Added
from kejia.judging.tests.lists import PLAN, check, figures, people, table, tables
from kejia.norms.basis import read_basis
from kejia.norms.kinds import Body, Level, Mark, Outcome
from kejia.norms.law import LAW_FOLDER, load_law
from kejia.rosters.problems import UnusableFile
from kejia.rosters.reading import Reading

SEATS = table(
    "姓名 类别 是否基层一线",
    *people(2, "兼职副主席 是"),
    *people(1, "主席 否", 2),
    *people(5, "常委 是", 3),
    *people(12, "委员 是", 8),
    *people(4, "委员 否", 20),
    *people(6, "代表 否", 24),
)


def test_vice_chairs_are_standing_members_and_standing_members_committee_members() -> None:
    assert figures(check(SEATS, Body.COMMITTEE)) == {"committee.frontline": ("met", 19, 24)}
    assert figures(check(SEATS, Body.STANDING)) == {"standing.frontline": ("met", 7, 8)}
    assert figures(check(SEATS, Body.VICE_CHAIRS)) == {"vice_chairs.frontline": ("met", 2, 2)}


def test_a_delegate_is_one_only_where_the_cell_says_so() -> None:
    result = check(
        table(
            "姓名 类别 基层和一线",
            *people(3, "代表 是"),
            *people(2, "代表、委员 否", 3),
            *people(9, "委员 是", 5),
        ),
        Body.CONGRESS,
    )
    assert figures(result)["congress.frontline"] == ("not_met", 3, 5)


def test_all_judges_every_body_that_the_file_names() -> None:
    result = check(SEATS, None)
    assert set(figures(result)) == {
        "congress.frontline", "congress.young", "congress.leading",
        "committee.frontline", "standing.frontline", "vice_chairs.frontline",
    }  # fmt: skip
    assert result.people == 30
    assert result.as_json("zh")["body"] == "all"


def test_standing_directors_and_presidents_are_directors() -> None:
    roster = table(
        "姓名 类别 是否基层一线", "王丽 理事长 否", *people(5, "常务理事 是", 30), *people(4, "理事 是")
    )
    assert figures(check(roster, Body.SOCIETY_DIRECTORS))["society.directors.frontline"] == ("met", 9, 10)
    assert figures(check(roster, Body.SOCIETY_STANDING))["society.standing.frontline"] == ("met", 5, 6)


def test_where_nobody_is_called_part_time_all_vice_chairs_are_judged() -> None:
    told_apart = table("姓名 身份 是否基层一线", "王丽 副主席 否", "李强 兼职副主席 是", "马超 驻会副主席 否")
    bare = table("姓名 身份 是否基层一线", "王丽 副主席 否", "李强 副主席 是", "马超 主席 否")
    assert figures(check(told_apart, Body.VICE_CHAIRS)) == {"vice_chairs.frontline": ("met", 1, 1)}
    assert figures(check(bare, Body.VICE_CHAIRS)) == {"vice_chairs.frontline": ("not_met", 1, 2)}


def test_a_roster_without_seats_is_the_body_asked_for() -> None:
    roster = table("姓名 是否基层一线", *people(7, "是"), *people(3, "否", 7))
    assert figures(check(roster, Body.COMMITTEE)) == {"committee.frontline": ("met", 7, 10)}
    with pytest.raises(UnusableFile, match="seats"):
        check(roster, None)


def test_a_column_of_kinds_of_employers_is_no_column_of_seats() -> None:
    roster = table("姓名 类别 是否基层一线", *people(7, "企业 是"), *people(3, "高校 否", 7))
    assert figures(check(roster, Body.COMMITTEE)) == {"committee.frontline": ("met", 7, 10)}


def test_a_body_that_is_not_in_the_file_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnusableFile) as refused:
        check(SEATS, Body.SOCIETY_DIRECTORS)
    assert (
        refused.value.say.zh == "名册中没有学会理事会的席位；其中有：科协代表大会、全委会、常委会、兼职副主席"
    )


def test_the_plan_binds_the_province_and_says_so_of_a_city() -> None:
    with pytest.raises(UnusableFile) as refused:
        check(SEATS, Body.COMMITTEE, level=Level.CITY)
    assert "没有对市级全委会作出规定" in refused.value.say.zh


def test_city_and_county_vice_chairs_have_their_own_norm() -> None:
    roster = table(
        "姓名 身份 是否基层一线 是否科普工作者 是否农村实用人才",
        "王丽 兼职副主席 否 是 否", "李强 兼职副主席 否 否 是", "马超 兼职副主席 否 否 否",
    )  # fmt: skip
    assert figures(check(roster, Body.VICE_CHAIRS, level=Level.CITY)) == {
        "local.city_vice_chairs.frontline": ("met", 2, 3)
    }
    assert figures(check(roster, Body.VICE_CHAIRS, level=Level.COUNTY)) == {
        "local.county_vice_chairs.frontline": ("met", 2, 3)
    }


def test_committee_candidates_who_are_no_delegates_are_reported_when_both_lists_are_given() -> None:
    both = tables(
        代表名单=("姓名 出生年月", "王丽 1980.01", "李强 1981.02"),
        委员候选人名单=("姓名 出生年月", "王丽 1980.01", "马超 1970.05"),
    )
    result = check(both, Body.COMMITTEE)
    assert [p.say.zh for p in result.problems if "不在代表" in p.say.zh] == [
        "委员（候选人）马超 不在代表之中；委员候选人应是正式代表"
    ]
    assert figures(result)["committee.frontline"] == ("cannot_tell", 0, 2)


def test_blank_marks_are_unknown_and_the_people_to_ask_about_are_named() -> None:
    roster = table("姓名 是否基层一线", *people(64, "是"), *people(2, "_", 64), *people(34, "否", 66))
    (finding,) = [
        f for f in check(roster, Body.CONGRESS).findings if f.verdict.norm.id == "congress.frontline"
    ]
    assert finding.verdict.outcome is Outcome.CANNOT_TELL
    shown = check(roster, Body.CONGRESS).as_json("zh")["findings"][0]
    assert (shown["numerator"], shown["low"], shown["high"], shown["margin"]) == (64, "16/25", "33/50", None)
    assert [(p["row"], p["name"]) for p in shown["ask_about"]] == [(66, "陈敏"), (67, "杨敏")]


def test_a_column_of_yes_marks_and_blanks_is_read_as_no_on_request() -> None:
    roster = table("姓名 是否基层一线", *people(64, "√"), *people(36, "_", 64))
    asked = check(roster, Body.CONGRESS)
    assert figures(asked)["congress.frontline"] == ("cannot_tell", 64, 100)
    assert sum("空白" in p.say.zh for p in asked.problems) == 1
    read = check(roster, Body.CONGRESS, reading=Reading(asked.on, blank_is_no=True))
    assert figures(read)["congress.frontline"] == ("not_met", 64, 100)
    assert not [p for p in read.problems if "空白" in p.say.zh]


INVITED = table(
    "姓名 类别 是否基层一线",
    *people(64, "代表 是"),
    *people(36, "代表 否", 64),
    *people(4, "特邀代表 是", 100),
)


def test_whether_invited_delegates_count_is_told_by_the_basis_or_not_at_all() -> None:
    silent = check(INVITED, Body.CONGRESS).findings[0]
    assert silent.verdict.outcome is Outcome.CANNOT_TELL
    assert (
        "64/100" in silent.say.zh and "68/104" in silent.say.zh and "invited_delegates_count" in silent.say.zh
    )
    with_them = check(INVITED, Body.CONGRESS, basis=read_basis({"invited_delegates_count": "是"}))
    without = check(INVITED, Body.CONGRESS, basis=read_basis({"invited_delegates_count": "否"}))
    assert figures(with_them)["congress.frontline"] == ("met", 68, 104)
    assert figures(without)["congress.frontline"] == ("not_met", 64, 100)


def test_invited_delegates_who_cannot_change_the_verdict_leave_it_decided_with_both_figures() -> None:
    roster = table(
        "姓名 类别 是否基层一线",
        *people(70, "代表 是"),
        *people(30, "代表 否", 70),
        *people(2, "特邀代表 是", 100),
    )
    finding = check(roster, Body.CONGRESS).findings[0]
    assert (finding.verdict.outcome, finding.verdict.tally.members) == (Outcome.MET, 100)
    assert finding.counted.zh == "代表（不含特邀代表 70/100；如计入特邀代表为 72/102；口径未定）"


def test_attendees_are_never_counted() -> None:
    roster = table("姓名 类别 是否基层一线", *people(2, "代表 是"), *people(5, "列席 否", 2))
    assert figures(check(roster, Body.CONGRESS))["congress.frontline"] == ("met", 2, 2)


def leading(title: str, yes: int, no: int) -> object:
    return table(f"姓名 {title}", *people(yes, "是"), *people(no, "否", yes))


def test_leading_cadres_by_two_rank_lines_are_not_compared() -> None:
    now, before = leading("厅级以上领导干部", 5, 95), leading("处级以上领导干部", 30, 70)
    finding = check(now, Body.CONGRESS, before).findings[2]  # type: ignore[arg-type]
    assert finding.verdict.outcome is Outcome.CANNOT_TELL
    assert "厅局级" in finding.say.zh and "县处级" in finding.say.zh


def test_leading_cadres_fall_against_the_earlier_list() -> None:
    now, before = leading("是否领导干部", 5, 95), leading("是否领导干部", 30, 70)
    assert figures(check(now, Body.CONGRESS, before))["congress.leading"] == ("met", 5, 100)  # type: ignore[arg-type]
    assert figures(check(before, Body.CONGRESS, now))["congress.leading"] == ("not_met", 30, 100)  # type: ignore[arg-type]
    assert figures(check(now, Body.CONGRESS))["congress.leading"] == ("cannot_tell", 5, 100)  # type: ignore[arg-type]


def test_ranks_are_held_against_the_line_of_the_basis() -> None:
    roster = table("姓名 职级", "王丽 正厅级", "李强 正处级", "马超 副厅级", "赵敏 _")
    before = table("姓名 是否领导干部", *people(9, "是"), *people(1, "否", 9))
    basis = read_basis({"leading_cadre_rank": "厅局级以上"})
    assert figures(check(roster, Body.CONGRESS, before, basis=basis))["congress.leading"] == ("met", 2, 4)
    assert figures(check(roster, Body.CONGRESS, before))["congress.leading"] == ("cannot_tell", 0, 4)


def test_a_missing_column_is_said_once_and_is_no_zero() -> None:
    result = check(table("姓名 性别", "王丽 女", "李强 男"), Body.CONGRESS)
    assert {v for v, _, _ in figures(result).values()} == {"cannot_tell"}
    missing = [p.say.zh for p in result.problems]
    assert [say for say in missing if "是否基层和一线" in say] and [
        say for say in missing if "出生年月" in say
    ]


def test_dropping_and_adding_people_moves_the_figures_and_not_the_roster() -> None:
    roster = table("姓名 是否基层一线", *people(60, "是"), *people(40, "否", 60))
    assert check(roster, Body.CONGRESS).findings[0].verdict.mend.replace == 5
    dropped = check(roster, Body.CONGRESS, dropped=frozenset(range(92, 100)))
    assert figures(dropped)["congress.frontline"] == ("met", 60, 92)
    added = check(roster, Body.CONGRESS, added=(Added(15, {Mark.GRASSROOTS_FRONTLINE: 1}),))
    assert figures(added)["congress.frontline"] == ("met", 75, 115)
    assert figures(check(roster, Body.CONGRESS))["congress.frontline"] == ("not_met", 60, 100)


@pytest.mark.parametrize(
    ("marks", "code"),
    [(["是"] * 7 + ["否"] * 3, 0), (["是"] * 6 + ["否"] * 4, 1), (["是"] * 6 + ["_"] * 4, 3)],
)
def test_the_exit_code_is_over_the_norms_that_must_be_kept(marks: list[str], code: int) -> None:
    roster = table(
        "姓名 是否基层一线",
        *(f"{line.split(' ')[0]} {m}" for line, m in zip(people(10, "x"), marks, strict=True)),
    )
    assert check(roster, Body.COMMITTEE).exit_code == code


def test_a_norm_that_only_should_be_kept_leaves_the_exit_code_at_zero() -> None:
    roster = table("姓名 是否基层一线", *people(3, "否"))
    result = check(roster, Body.VICE_CHAIRS)
    assert (figures(result)["vice_chairs.frontline"][0], result.exit_code) == ("not_met", 0)


def test_before_the_plan_took_force_nothing_is_judged() -> None:
    result = check(SEATS, None, on=PLAN.since.replace(year=2016))
    assert {v for v, _, _ in figures(result).values()} == {"not_in_force"}
    assert result.exit_code == 0


def test_another_document_is_another_folder() -> None:
    charter = load_law(LAW_FOLDER / "example-charter")
    roster = table(
        "姓名 性别 类别 出生年月 是否基层一线 是否领导干部",
        *people(8, "女 理事 1985.01 是 否"), *people(2, "男 理事 1960.01 否 是", 8),
    )  # fmt: skip
    result = check(roster, Body.SOCIETY_DIRECTORS, law=charter, on=charter.since)
    assert figures(result) == {
        "charter.directors.frontline": ("met", 8, 10),
        "charter.directors.young": ("met", 8, 10),
        "charter.directors.women": ("met", 8, 10),
        "charter.directors.leading": ("not_met", 2, 10),
    }


def test_the_json_has_the_keys_that_others_rely_on_and_fractions_in_lowest_terms() -> None:
    shown = check(SEATS, Body.COMMITTEE).as_json("zh")
    assert set(shown) >= {"body", "on", "basis", "people", "findings", "problems"}
    (finding,) = shown["findings"]
    assert set(finding) >= {
        "norm", "clause", "modality", "verdict", "numerator", "denominator", "share", "low", "high", "threshold",
        "margin", "mend", "quote", "reading", "say",
    }  # fmt: skip
    assert (finding["share"], finding["threshold"], finding["margin"], finding["mend"]) == (
        "19/24", "7/10", 0, {"replace": 0, "add": 0},
    )  # fmt: skip
    assert shown["people"] == 24
