"""Hosts, and 1,000 grassroots units of the invented federation by the four ways of founding, with members of societies."""

from datetime import date
from itertools import product

from demo.federation_cast import Cast
from demo.federation_places import Places
from demo.federation_rows import Days, Federation, paper
from kejia.codes.divisions import find_division
from kejia.codes.industries import industries_on
from kejia.register.kinds import FoundingMode, OrganisationFactKind, OrganisationKind, RelationKind

ROSTER_UNITS = {
    "海岱大学": OrganisationKind.UNIVERSITY,
    "云岫智能装备有限公司": OrganisationKind.ENTERPRISE,
    "岱麓农业科学研究院": OrganisationKind.RESEARCH_INSTITUTE,
    "松澜市第一人民医院": OrganisationKind.HOSPITAL,
    "汐州新材料股份有限公司": OrganisationKind.ENTERPRISE,
    "临屿县农业技术推广中心": OrganisationKind.OTHER,
    "青岫社区科普服务站": OrganisationKind.OTHER,
    "省海洋与工程学会": OrganisationKind.OTHER,
    "松澜市科学技术局": OrganisationKind.GOVERNMENT_BODY,
}
"""Where the people of the sample rosters work."""
_STEMS = "云岫 汐州 岱麓 松澜 临屿 青岫 墨屿 若渊 砚川 望舒 行简 知微 清晏 朗月 昭明 星渡 晴岚 遥岑 溪言 照野".split()
_TRADES = "智能装备 新材料 生物科技 精密仪器 海洋工程 现代农业 环保技术 信息技术".split()
_UNIVERSITIES = "理工学院 农业学院 医学院 海洋学院 师范学院 职业技术学院".split()
ALONE, BY_AREA, BY_TRADE, THROUGH_HOST = 480, 200, 160, 160
"""How many units were founded in each way; a thousand."""


def write_units(federation: Federation) -> dict[str, int]:
    """The units of the sample rosters, by their names."""
    return {name: federation.organisation(kind, name) for name, kind in ROSTER_UNITS.items()}


def write_hosts(federation: Federation) -> tuple[list[int], list[int]]:
    """Universities and institutes, which host societies; and enterprises."""
    universities = [
        federation.organisation(OrganisationKind.UNIVERSITY, f"{stem}{kind}")
        for stem, kind in list(product(_STEMS[:10], _UNIVERSITIES))
    ]
    trades = industries_on(date(2017, 12, 31))
    enterprises = []
    for number in range(480):
        stem, second = _STEMS[number % 20], _STEMS[(number // 20 + number + 1) % 20]
        trade = _TRADES[number // 60]
        name = f"{stem}{second}{trade}有限公司"
        id = federation.organisation(OrganisationKind.ENTERPRISE, name)
        federation.credit_code(id, "91")
        federation.say(
            id, OrganisationFactKind.INDUSTRY, trades[number % len(trades)].code, Days(date(2017, 10, 1))
        )
        enterprises.append(id)
    return universities, enterprises


def write_grassroots(
    federation: Federation, places: Places, universities: list[int], enterprises: list[int]
) -> None:
    """Enterprises and universities by themselves, areas and trades together, others through a host."""
    counties = sorted(code for code in places.counties if not _ended(code))
    modes = (
        [FoundingMode.ALONE] * ALONE
        + [FoundingMode.BY_AREA] * BY_AREA
        + [FoundingMode.BY_TRADE] * BY_TRADE
        + [FoundingMode.THROUGH_HOST] * THROUGH_HOST
    )
    for number, mode in enumerate(modes):
        code = counties[number * 37 % len(counties)]
        place = find_division(code)
        assert place is not None
        since = date(2013 + number % 6, 1 + number % 12, 1 + number % 28)
        until = date(since.year + 2, since.month, 1) if number % 50 == 17 else None
        host = None
        if mode is FoundingMode.ALONE:
            host = enterprises[number] if number < 430 else universities[number - 430]
            name = f"第{number + 1}号单位科协"
        elif mode is FoundingMode.BY_AREA:
            name = f"{place.name}第{number}园区联合科协（演示）"
        elif mode is FoundingMode.BY_TRADE:
            name = f"{place.name}{_TRADES[number % len(_TRADES)]}行业科协第{number}分会（演示）"
        else:
            host = enterprises[430 + number % 50]
            name = f"{place.name}第{number}农村专业技术协会（演示）"
        if mode is FoundingMode.ALONE and host is not None:
            name = f"{_name_of(federation, host)}科学技术协会"
        days = Days(since, until)
        order = paper("某协发", since, 200 + number % 90)
        id = federation.organisation(OrganisationKind.GRASSROOTS_UNIT, name, days, division=code, paper=order)
        federation.say(id, OrganisationFactKind.FOUNDING_MODE, mode.value, days, paper=order)
        federation.relate(id, RelationKind.GUIDED_BY, places.counties[code], days)
        if host is not None:
            federation.relate(id, RelationKind.HOSTED_BY, host, days)


def _ended(code: str) -> bool:
    division = find_division(code)
    return division is None or bool(division.until)


def _name_of(federation: Federation, organisation: int) -> str:
    for row in federation.facts["organisationfact"].rows:
        if row[0] == organisation and row[1] == OrganisationFactKind.NAME.value:
            return str(row[2])
    raise KeyError(organisation)


def write_members(federation: Federation, cast: Cast, societies: list[int], enterprises: list[int]) -> None:
    """Whoever plays no other part is a member of a society; so are some enterprises."""
    for number, person in enumerate(cast.rest()):
        society = societies[number * 13 % len(societies)]
        federation.member(
            society, Days(date(2013 + number % 7, 1 + number % 12, 1)), person=person, grade="普通会员"
        )
    for number, enterprise in enumerate(enterprises):
        society = societies[number * 11 % len(societies)]
        federation.member(society, Days(date(2014 + number % 5, 6, 1)), unit=enterprise, grade="单位会员")
