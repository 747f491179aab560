"""The divisions of Shandong on any day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejia.codes.divisions import (
    CHANGES_KNOWN_TO,
    EXACT_FROM,
    PROVINCE,
    BeforeTheTable,
    Division,
    DivisionLevel,
    divisions_on,
    find_division,
    heirs_of,
    path_of,
)
from kejia.codes.tables import end_day, first_day, lines_of

CITY, COUNTY, TOWNSHIP = DivisionLevel.CITY, DivisionLevel.COUNTY, DivisionLevel.TOWNSHIP
LAST_DAY_OF_LAIWU = date(2018, 12, 31)
NEXT_DAY = date(2019, 1, 1)
TODAY = date(2026, 11, 24)
EXACT_DAYS = st.dates(EXACT_FROM, date(2030, 12, 31))


def counted(day: date, level: DivisionLevel) -> int:
    return len(divisions_on(day, level))


def codes(divisions: list[Division]) -> list[str]:
    return [division.code for division in divisions]


def get(code: str, on: date | None = None) -> Division:
    found = find_division(code, on)
    assert found is not None
    return found


def table() -> list[dict[str, str]]:
    return list(lines_of("divisions.tsv"))


def test_seventeen_cities_until_laiwu_ended_and_sixteen_after() -> None:
    assert counted(LAST_DAY_OF_LAIWU, CITY) == 17
    assert counted(NEXT_DAY, CITY) == 16
    before, after = divisions_on(LAST_DAY_OF_LAIWU, CITY), divisions_on(NEXT_DAY, CITY)
    assert set(codes(before)) - set(codes(after)) == {"371200"}


def test_the_districts_of_laiwu_went_to_jinan_on_the_same_day() -> None:
    assert [d.name for d in divisions_on(LAST_DAY_OF_LAIWU, COUNTY, "371200")] == ["莱城区", "钢城区"]
    assert divisions_on(NEXT_DAY, COUNTY, "371200") == []
    gained = set(codes(divisions_on(NEXT_DAY, COUNTY, "370100")))
    assert gained - set(codes(divisions_on(LAST_DAY_OF_LAIWU, COUNTY, "370100"))) == {"370116", "370117"}
    assert len(gained) == 12


@pytest.mark.parametrize(
    ("day", "counties"),
    [
        (date(2012, 9, 29), 140),
        (date(2012, 9, 30), 138),
        (date(2013, 10, 18), 137),
        (date(2020, 6, 4), 137),
        (date(2020, 6, 5), 136),
        (TODAY, 136),
    ],
)
def test_the_counties_are_counted_as_the_yearbooks_count_them(day: date, counties: int) -> None:
    assert counted(day, COUNTY) == counties


@pytest.mark.parametrize(
    ("day", "ended", "begun"),
    [
        (date(2014, 1, 25), {"371081"}, {"371003"}),
        (date(2014, 9, 9), {"371624"}, {"371603"}),
        (date(2014, 10, 20), {"371421"}, {"371403"}),
        (date(2016, 1, 7), {"371727"}, {"371703"}),
        (date(2016, 6, 8), {"370521"}, {"370505"}),
        (date(2016, 9, 14), {"370181"}, {"370114"}),
        (date(2017, 7, 18), {"370282"}, {"370215"}),
        (date(2018, 6, 19), {"370125"}, {"370115"}),
        (date(2018, 7, 2), {"371626"}, {"371681"}),
        (date(2019, 1, 1), {"371202", "371203"}, {"370116", "370117"}),
        (date(2019, 6, 27), {"371523"}, {"371503"}),
        (date(2020, 6, 5), {"370634", "370684"}, {"370614"}),
    ],
)
def test_each_change_happens_on_its_day(day: date, ended: set[str], begun: set[str]) -> None:
    before = set(codes(divisions_on(date.fromordinal(day.toordinal() - 1), COUNTY)))
    after = set(codes(divisions_on(day, COUNTY)))
    assert (before - after, after - before) == (ended, begun)
    assert {heir.code for code in ended for heir in heirs_of(get(code))} >= begun
    assert all(get(code).source.startswith(("国函〔", "民函〔")) for code in ended | begun)


def test_a_county_that_changed_its_name_kept_its_code() -> None:
    assert get("371324", date(2014, 1, 5)).name == "苍山县"
    assert get("371324", date(2014, 1, 6)).name == get("371324").name == "兰陵县"
    assert [d.name for d in divisions_on(date(2014, 1, 6), COUNTY, "371300")].count("兰陵县") == 1


@given(EXACT_DAYS)
def test_on_every_day_each_code_is_borne_once_and_stands_below_one_in_force(day: date) -> None:
    divisions = divisions_on(day)
    found = codes(divisions)
    assert len(found) == len(set(found))
    assert {division.parent for division in divisions} - {""} <= set(found)
    assert counted(day, DivisionLevel.PROVINCE) == 1
    assert counted(day, CITY) == (17 if day < NEXT_DAY else 16)
    assert all(
        division.level is not COUNTY or division.parent[:4] == division.code[:4] for division in divisions
    )


@given(EXACT_DAYS)
def test_levels_and_parents_part_the_divisions_of_a_day(day: date) -> None:
    everything = codes(divisions_on(day))
    assert sorted(everything) == sorted(
        code for level in DivisionLevel for code in codes(divisions_on(day, level))
    )
    cities = divisions_on(day, CITY, PROVINCE)
    below = [code for city in cities for code in codes(divisions_on(day, COUNTY, city.code))]
    assert sorted(below) == sorted(codes(divisions_on(day, COUNTY)))


@given(EXACT_DAYS, st.sampled_from(sorted({line["code"] for line in table()})))
def test_a_code_is_found_on_a_day_exactly_if_it_is_listed_on_it(day: date, code: str) -> None:
    listed = [division for division in divisions_on(day) if division.code == code]
    found = find_division(code, day)
    assert listed == ([] if found is None else [found])


def test_a_list_of_a_day_before_the_table_is_refused_with_the_first_day() -> None:
    with pytest.raises(BeforeTheTable, match="from 2005-01-01 on, not on 2004-12-31"):
        divisions_on(date(2004, 12, 31))


def test_every_change_since_the_first_exact_day_is_known_to_the_day() -> None:
    years = [line[column] for line in table() for column in ("since", "until") if len(line[column]) == 4]
    assert max(years) < str(EXACT_FROM.year)
    days = [line[column] for line in table() for column in ("since", "until") if len(line[column]) > 4]
    assert max(days) < CHANGES_KNOWN_TO.isoformat()


def test_a_division_that_ended_before_the_days_are_known_is_found_by_its_year() -> None:
    assert get("372901").name == "菏泽市"
    assert get("372901", date(1990, 1, 1)).name == "菏泽市"
    assert get("372901", date(2000, 12, 31)).until == "2000"
    assert find_division("372901", date(2001, 1, 1)) is None
    assert find_division("372901", date(1982, 12, 31)) is None
    assert get("379006", date(1986, 7, 1)).name == "威海市"
    assert get("379006", date(1988, 7, 1)).name == "胶州市"


def test_a_code_that_nobody_bore_is_not_found() -> None:
    assert find_division("379999") is find_division("370100001") is find_division("") is None


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("370102", ["370102"]),
        ("371727", ["371703"]),
        ("372923", ["371703"]),
        ("372901", ["371702"]),
        ("371202", ["370116"]),
        ("370634", ["370614"]),
        ("370622", ["370614"]),
        ("370205", ["370203"]),
        ("372801", ["371302", "371311", "371312"]),
        ("379004", ["370116", "370117"]),
        ("371200", ["370100"]),
        ("372500", ["371500"]),
    ],
)
def test_what_became_of_a_division_is_followed_to_today(code: str, today: list[str]) -> None:
    assert codes(heirs_of(get(code))) == today


def test_every_division_there_ever_was_has_heirs_in_force_and_of_its_level() -> None:
    for line in table():
        division = get(line["code"], first_day(line["since"]))
        assert division.name == line["name"]
        heirs = heirs_of(division)
        assert heirs and all(not heir.until and heir.level is division.level for heir in heirs)


def test_a_division_is_shown_with_what_stands_above_it() -> None:
    assert [d.name for d in path_of(get("371727"))] == ["山东省", "菏泽市", "定陶县"]
    assert [d.name for d in path_of(get("379001"))] == ["山东省", "青州市"]
    assert [d.name for d in path_of(get("370102001"))] == ["山东省", "济南市", "历下区", "解放路街道"]


def test_the_table_is_in_order_and_its_spans_are_none_of_them_empty() -> None:
    lines = table()
    assert [(line["code"], line["since"]) for line in lines] == sorted(
        (line["code"], line["since"]) for line in lines
    )
    assert all(first_day(line["since"]) < end_day(line["until"]) for line in lines)
    assert all(line["source"] for line in lines)
    assert all(bool(line["until"]) == bool(line["successor"]) for line in lines)


def test_zones_that_are_no_counties_are_left_out() -> None:
    assert [line["code"] for line in table() if line["code"][4] == "7" and line["level"] == "county"] == []


def test_there_are_1813_townships() -> None:
    townships = divisions_on(TODAY, TOWNSHIP)
    assert len(townships) == 1813
    kinds = {"街道": 684, "镇": 1072, "乡": 57}
    assert {kind: sum(d.name.endswith(kind) for d in townships) for kind in kinds} == kinds
    assert all(len(d.code) == 9 and d.code.isdigit() and d.code.startswith("37") for d in townships)


def test_every_county_of_today_has_townships() -> None:
    parents = {township.parent for township in divisions_on(TODAY, TOWNSHIP)}
    assert parents == set(codes(divisions_on(TODAY, COUNTY)))


def test_a_township_stands_below_the_county_of_its_code_unless_a_zone_manages_it() -> None:
    elsewhere = [d for d in divisions_on(TODAY, TOWNSHIP) if d.code[:6] != d.parent]
    assert len(elsewhere) == 43
    assert all(d.doubt and d.code[4] == "7" and d.code[:4] == d.parent[:4] for d in elsewhere)
    assert [d for d in divisions_on(TODAY, TOWNSHIP) if d.doubt] == elsewhere


def test_a_township_is_not_older_than_the_code_of_its_county() -> None:
    assert divisions_on(LAST_DAY_OF_LAIWU, TOWNSHIP, "370116") == []
    assert len(divisions_on(NEXT_DAY, TOWNSHIP, "370116")) == 15
    assert get("370116001").since == "2019-01-01"
    assert get("370102001").since == ""
