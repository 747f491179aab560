"""The columns that each kind of list takes: their names, what they hold, how a cell is read."""

from dataclasses import dataclass

from kejia.programmes.imports import readers
from kejia.programmes.imports.kinds import ListKind
from kejia.programmes.imports.readers import Reader, one_of, words
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    Kind,
    Level,
    MarkKind,
    OfficeKind,
    OrganisationKind,
)

OFFICE_WORDS: dict[str, Kind] = {
    "会长": OfficeKind.PRESIDENT,
    "副会长": OfficeKind.VICE_PRESIDENT,
    "常务委员": OfficeKind.STANDING_MEMBER,
    "特邀": OfficeKind.INVITED_DELEGATE,
}
CAPACITY_WORDS: dict[str, Kind] = {"挂职": Capacity.POSTED_IN}
ORGANISATION_WORDS: dict[str, Kind] = {
    "协会": OrganisationKind.SOCIETY,
    "研究会": OrganisationKind.SOCIETY,
    "高校": OrganisationKind.UNIVERSITY,
    "内设机构": OrganisationKind.DEPARTMENT,
    "事业单位": OrganisationKind.INSTITUTION,
    "基层组织": OrganisationKind.GRASSROOTS_UNIT,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, its Chinese header, other headers for it, and the cell of the example row."""

    field: str
    title: str
    read: Reader
    note: str
    example: str = ""
    required: bool = False
    also: str = ""


_PERSON = (
    Column("name", "姓名", words(60), "必填。", "王丽", required=True, also="名字"),
    Column("sex", "性别", readers.sex, "男或女。", "女"),
    Column("ethnic_group", "民族", readers.ethnic_group, "写全称，如“回族”。", "回族", also="族别"),
    Column("birth", "出生年月", readers.birth, "如 1975-03-09；只知道月份就写 1975.03（设成文本）。", "1975.03",
           also="出生日期 出生年月日"),
    Column("document_kind", "证件种类", words(40), "居民身份证可不填；护照、通行证等请写明。"),
    Column("document", "证件号码", words(60), "整列设成文本格式再填。有号码就按号码认人。",
           also="身份证号 身份证号码 公民身份号码"),
    Column("unit", "工作单位", words(200), "全称。没有号码时按姓名、出生、单位认人。", "某市第一中学", also="单位"),
)  # fmt: skip
_PAPER = Column("paper", "文号", words(100), "依据的文件。", also="依据文号 文件号")
_SINCE = Column("since", "起始日期", readers.day, "从哪天起；不填则不限。", "2020-07-01", also="开始日期")
_UNTIL = Column("until", "截止日期", readers.last_day, "到哪天止（含当天）；不填或“至今”为未止。",
                also="结束日期")  # fmt: skip

COLUMNS: dict[ListKind, tuple[Column, ...]] = {
    ListKind.PEOPLE: (
        *_PERSON,
        Column("position", "职务", words(100), "在工作单位的职务。", "教师"),
        Column("party", "党派", words(60), "如“中共党员”“无党派人士”。", "无党派人士", also="政治面貌"),
        Column("title", "职称", words(60), "专业技术职称。", "高级教师"),
        Column("education", "学历", words(60), "最高学历。", "大学", also="文化程度"),
        _SINCE,
        _PAPER,
    ),
    ListKind.ORGANISATIONS: (
        Column("name", "单位名称", words(200), "全称，必填。", "某省机械学会", required=True, also="名称 单位"),
        Column("kind", "种类", one_of(OrganisationKind, ORGANISATION_WORDS),
               "必填：" + "、".join(k.text.zh for k in OrganisationKind) + "。", "学会", required=True,
               also="单位种类 类别 单位性质"),
        Column("short_name", "简称", words(60), "可不填。"),
        Column("level", "级别", one_of(Level), "、".join(k.text.zh for k in Level) + "。", "省级"),
        Column("division", "行政区划代码", readers.division, "6 位；乡镇街道 9 位。设成文本。", "370000",
               also="区划代码"),
        Column("credit_code", "统一社会信用代码", readers.credit_code, "18 位，照证书填。", also="信用代码"),
        Column("discipline", "学科代码", readers.discipline, "GB/T 13745。", "460"),
        Column("industry", "行业代码", readers.industry, "GB/T 4754，如 C35。"),
        Column("part_of", "隶属单位", readers.organisation, "登记册或本表里的单位名称或信用代码。", also="上级单位"),
        Column("supervised_by", "归口单位", readers.organisation, "同上。"),
        Column("hosted_by", "挂靠单位", readers.organisation, "同上。", also="支撑单位"),
        _SINCE,
        _PAPER,
    ),
    ListKind.APPOINTMENTS: (
        *_PERSON,
        Column("organisation", "任职机构", readers.organisation, "必填：登记册里的单位名称或信用代码。",
               "某省机械学会", required=True, also="任职单位 机构"),
        Column("office", "任职职务", one_of(OfficeKind, OFFICE_WORDS),
               "必填：" + "、".join(k.text.zh for k in OfficeKind) + "。", "常务理事", required=True,
               also="职务 任职"),
        Column("title", "职务名称", words(100), "同一职务有几个岗位时写明。"),
        Column("capacity", "任职方式", one_of(Capacity, CAPACITY_WORDS),
               "、".join(k.text.zh for k in Capacity) + "；不填按兼职。", "兼职"),
        Column("establishment", "占用编制", one_of(EstablishmentKind), "只有占编制的专职人员填。"),
        Column("term", "届次", readers.number, "第几届，填数字。", "8"),
        Column("since", "起始日期", readers.day, "必填。", "2020-07-01", required=True, also="任职日期"),
        _UNTIL,
        Column("votes_for", "得票", readers.number, "选举的填。"),
        Column("votes_of", "票数", readers.number, "有效票总数。", also="有效票"),
        _PAPER,
        Column("paper_date", "发文日期", readers.day, "文件的日期。"),
    ),
    ListKind.STANDING: (
        *_PERSON,
        Column("mark", "标注", one_of(MarkKind), "必填：" + "、".join(k.text.zh for k in MarkKind) + "。",
               "基层和一线", required=True, also="身份"),
        Column("holds", "是否", readers.yes_no, "必填：是或否。", "是", required=True),
        Column("value", "说明", words(60), "职级或界别名称。"),
        Column("basis", "认定依据", words(100), "按什么认定。", "单位认定", also="依据"),
        Column("certified_by", "认定单位", words(100), "谁认定的。", "某市科协"),
        Column("paper", "证明材料", words(100), "材料或文号。", also="材料 文号"),
        _SINCE,
        _UNTIL,
    ),
}  # fmt: skip
"""The declared columns of every kind, in the order of the template."""
EXAMPLE = "示例"
"""What stands in the first column of the template's example row: such rows are not read."""
NUMBERING, PROBLEM = "序号", "问题"
"""Columns of ours that hold nothing to import."""
IGNORED = frozenset({NUMBERING, PROBLEM, "备注"})
