"""Invented people: a few by name, and as many others as are asked for, the same every time.

Nobody here exists. Their ID numbers are of division 379999, which never was.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice, product

from kejia.plain.identifiers import check_character

DIVISION = "379999"
_FIRST_BIRTH = date(1956, 1, 17)
_BIRTH_STEP = 211
"""Days; prime to the span, so that births spread over years, months and days."""
_SPAN = 13_199

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    "若川苒澈墨骁然疏桐砚舟绍庭望舒予安知微景行怀瑾以宁书屿清越朗叙岑昭汀珩野渡晴岚松筠霁遥溪竹言蹊照临溯渊"
)
_GROUPS = ("汉族",) * 11 + ("回族", "满族", "蒙古族")
_PARTIES = ("中共党员",) * 4 + ("民盟盟员", "九三学社社员", "群众", "无党派人士")
_TITLES = ("教授", "研究员", "正高级工程师", "主任医师", "副教授", "高级工程师", "农艺师", "工程师")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One invented person, with all that a roster may say."""

    name: str
    sex: str
    ethnic_group: str
    birth: date
    unit: str
    unit_kind: str
    sector: str
    post: str
    title: str
    party: str
    education: str
    grassroots_frontline: bool
    leading_cadre: bool
    number: int
    """Which of the invented people this is; part of the ID number."""

    @property
    def id_number(self) -> str:
        """A number with the right check character, of a division that never was."""
        order = (self.number * 2 + (self.sex == "男")) % 1000
        seventeen = f"{DIVISION}{self.birth:%Y%m%d}{order:03d}"
        return seventeen + check_character(seventeen)


_UNITS = (
    ("海岱大学", "高校", "教育界"),
    ("云岫智能装备有限公司", "企业", "企业界"),
    ("岱麓农业科学研究院", "科研院所", "农业界"),
    ("松澜市第一人民医院", "医疗卫生机构", "医药卫生界"),
    ("汐州新材料股份有限公司", "企业", "企业界"),
    ("临屿县农业技术推广中心", "县乡", "农业界"),
    ("青岫社区科普服务站", "社区", "科普界"),
    ("省海洋与工程学会", "学会", "学会界"),
)
_OFFICE = ("松澜市科学技术局", "党政机关", "党政界")

LIN = DemoPerson("林若川", "女", "汉族", date(1975, 3, 9), "海岱大学", "高校", "教育界", "教师", "教授",
                 "九三学社社员", "博士研究生", grassroots_frontline=True, leading_cadre=False, number=1)  # fmt: skip
"""A professor: delegate, standing member; the one who asks."""
WANG = DemoPerson("王苒", "女", "回族", date(1984, 10, 1), "云岫智能装备有限公司", "企业", "企业界", "技术员", "高级工程师",
                  "群众", "硕士研究生", grassroots_frontline=True, leading_cadre=False, number=2)  # fmt: skip
"""A young engineer whose name has two characters, is written with a space, and bears two marks."""
AYXA = DemoPerson("阿依夏·买合木提", "女", "维吾尔族", date(1979, 1, 31), "松澜市第一人民医院", "医疗卫生机构", "医药卫生界",
                  "主任", "主任医师", "群众", "博士研究生", grassroots_frontline=True, leading_cadre=False, number=3)  # fmt: skip
"""A name with a dot in it."""
OUYANG = DemoPerson("欧阳澈", "男", "汉族", date(1962, 2, 28), "松澜市科学技术局", "党政机关", "党政界", "局长", "研究员",
                    "中共党员", "大学", grassroots_frontline=False, leading_cadre=True, number=4)  # fmt: skip
"""A leading cadre with a compound surname."""
NAMED = (LIN, WANG, AYXA, OUYANG)


@cache
def people(count: int) -> tuple[DemoPerson, ...]:
    """So many people with different names: the named ones, then others. Nine in ten are from the front line.

    Raises ValueError for more than there are names.
    """
    pairs = (a + b for a, b in product(_GIVEN, _GIVEN) if a != b)
    names = (
        (surname + given, number) for number, (given, surname) in enumerate(product(pairs, _SURNAMES), 5)
    )
    taken = {person.name for person in NAMED}
    others = (_other(name, number) for name, number in names if name not in taken)
    found = (*NAMED, *islice(others, max(0, count - len(NAMED))))[:count]
    if len(found) < count:
        raise ValueError(count)
    return found


def _other(name: str, number: int) -> DemoPerson:
    in_office = number % 10 == 0
    unit, unit_kind, sector = _OFFICE if in_office else _UNITS[number % len(_UNITS)]
    return DemoPerson(
        name=name,
        sex="女" if number % 3 == 0 else "男",
        ethnic_group=_GROUPS[number % len(_GROUPS)],
        birth=_FIRST_BIRTH + timedelta(days=number * _BIRTH_STEP % _SPAN),
        unit=unit,
        unit_kind=unit_kind,
        sector=sector,
        post="局长" if in_office else "教师" if unit_kind == "高校" else "科技人员",
        title=_TITLES[number % len(_TITLES)],
        party=_PARTIES[number % len(_PARTIES)],
        education=("博士研究生", "硕士研究生", "大学")[number % 3],
        grassroots_frontline=not in_office,
        leading_cadre=in_office,
        number=number,
    )
