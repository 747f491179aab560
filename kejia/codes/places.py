"""The place that six digits name in an identity number or an organisation's code: shown, never a reason to refuse."""

from dataclasses import dataclass

from kejia.codes.divisions import Division, find_division, heirs_of, path_of
from kejia.plain.text import Text

NATIONAL = "100000"
PROVINCES = dict(
    pair.split()
    for pair in (
        "11 北京市,12 天津市,13 河北省,14 山西省,15 内蒙古自治区,21 辽宁省,22 吉林省,23 黑龙江省,31 上海市,"
        "32 江苏省,33 浙江省,34 安徽省,35 福建省,36 江西省,37 山东省,41 河南省,42 湖北省,43 湖南省,44 广东省,"
        "45 广西壮族自治区,46 海南省,50 重庆市,51 四川省,52 贵州省,53 云南省,54 西藏自治区,61 陕西省,62 甘肃省,"
        "63 青海省,64 宁夏回族自治区,65 新疆维吾尔自治区,71 台湾省,81 香港特别行政区,82 澳门特别行政区,83 台湾省"
    ).split(",")
)
"""By the first two digits; 83 is used for people of Taiwan in residence permits."""

UNKNOWN = Text("未知区划（{code}）", "unknown division ({code})")
UNKNOWN_WITHIN = Text("{province}，未知区划（{code}）", "{province}, unknown division ({code})")
OTHER_PROVINCE = Text("{province}（{code}）", "{province} ({code})")
ABOLISHED = Text("{place}（今{heirs}）", "{place} (now {heirs})")


@dataclass(frozen=True, slots=True)
class Place:
    """What a code of six digits names: the division where the table has it, and how to show it."""

    code: str
    division: Division | None
    shown: Text

    @property
    def is_known(self) -> bool:
        """False where the table should have the code and has not: worth a look, not a refusal."""
        return self.division is not None or self.code == NATIONAL or self.code[:2] in set(PROVINCES) - {"37"}


def place_of(code: str) -> Place:
    """The place of six digits, whenever it existed; other provinces are named and not looked into."""
    if code == NATIONAL:
        return Place(code, None, Text("全国", "national"))
    division = find_division(code)
    if division is not None:
        return Place(code, division, _shown(division))
    province = PROVINCES.get(code[:2])
    said = UNKNOWN if province is None else UNKNOWN_WITHIN if code[:2] == "37" else OTHER_PROVINCE
    return Place(code, None, said.filled(code=code, province=province))


def _shown(division: Division) -> Text:
    place = "".join(each.name for each in path_of(division))
    heirs = [heir for heir in heirs_of(division) if heir is not division]
    if not heirs:
        return Text(place, place)
    names = "、".join(heir.name for heir in heirs)
    return ABOLISHED.filled(place=place, heirs=names)
