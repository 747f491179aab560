"""What a column of a roster is, told from its header, whatever the header is called."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from kejia.plain.folding import squeezed
from kejia.plain.ranks import find_rank
from kejia.plain.text import Text
from kejia.rosters.seats import Seat, seats_of_title


class Field(StrEnum):
    """What a column of a roster can hold."""

    NAME = "name"
    SEX = "sex"
    ETHNIC_GROUP = "ethnic_group"
    BIRTH = "birth"
    BIRTH_MONTH = "birth_month"
    BIRTH_DAY = "birth_day"
    AGE = "age"
    ID_NUMBER = "id_number"
    UNIT = "unit"
    POST = "post"
    TITLE = "title"
    SECTOR = "sector"
    PARTY = "party"
    EDUCATION = "education"
    UNIT_KIND = "unit_kind"
    CHANNEL = "channel"
    SEAT = "seat"
    RANK = "rank"
    GRASSROOTS_FRONTLINE = "grassroots_frontline"
    FRONTLINE = "frontline"
    LEADING_CADRE = "leading_cadre"
    WORKER = "worker"
    SCIPOP_WORKER = "scipop_worker"
    RURAL_TALENT = "rural_talent"

    @property
    def text(self) -> Text:
        """Its name, as a header an official would write."""
        return FIELD_NAMES[self]


FIELD_NAMES = {
    Field.NAME: Text("姓名", "name"),
    Field.SEX: Text("性别", "sex"),
    Field.ETHNIC_GROUP: Text("民族", "ethnic group"),
    Field.BIRTH: Text("出生年月", "birth"),
    Field.BIRTH_MONTH: Text("出生月", "month of birth"),
    Field.BIRTH_DAY: Text("出生日", "day of birth"),
    Field.AGE: Text("年龄", "age"),
    Field.ID_NUMBER: Text("身份证号", "ID number"),
    Field.UNIT: Text("工作单位", "employer"),
    Field.POST: Text("职务", "post"),
    Field.TITLE: Text("职称", "title"),
    Field.SECTOR: Text("界别", "sector"),
    Field.PARTY: Text("党派", "party"),
    Field.EDUCATION: Text("学历", "education"),
    Field.UNIT_KIND: Text("单位性质", "kind of employer"),
    Field.CHANNEL: Text("推荐单位", "recommending unit"),
    Field.SEAT: Text("类别", "seat"),
    Field.RANK: Text("职级", "rank"),
    Field.GRASSROOTS_FRONTLINE: Text("是否基层和一线", "grassroots and front-line"),
    Field.FRONTLINE: Text("是否一线", "front-line"),
    Field.LEADING_CADRE: Text("是否领导干部", "leading cadre"),
    Field.WORKER: Text("是否科技工作者", "science and technology worker"),
    Field.SCIPOP_WORKER: Text("是否科普工作者", "science-popularisation worker"),
    Field.RURAL_TALENT: Text("是否农村实用人才", "rural talent"),
}

_SYNONYMS: dict[Field, str] = {
    Field.NAME: "姓名 名字 推荐人选 name fullname",
    Field.SEX: "性别 sex gender",
    Field.ETHNIC_GROUP: "民族 族别 ethnicgroup",
    Field.BIRTH: "出生年月 出生日期 出生年月日 出生时间 出生 生日 出生年份 出生年 出生年、月 birth dateofbirth birthdate",
    Field.BIRTH_MONTH: "出生月 出生月份",
    Field.BIRTH_DAY: "出生日",
    Field.AGE: "年龄 周岁 实足年龄 age",
    Field.ID_NUMBER: "身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 居民身份证号 居民身份证号码 证件号码 证件号 身份号码 idnumber",
    Field.UNIT: "工作单位 单位 所在单位 单位名称 现工作单位 工作单位全称 工作单位及职务 单位及职务 单位职务 "
    "工作单位和职务 工作单位、职务 单位全称 工作单位名称 employer",
    Field.POST: "职务 职务/职称 职务职称 职务、职称 职务及职称 职务和职称 行政职务 现任职务 党政职务 单位内职务 现任职 post",
    Field.TITLE: "职称 专业技术职务 技术职称 专业技术职称 技术职务 专业职称 职称等级 title",
    Field.SECTOR: "界别 行业 所属界别 界别/行业 行业领域 所属行业 领域 学科 所属学科 专业领域 从事专业 专业 sector",
    Field.PARTY: "党派 政治面貌 党派(政治面貌) 所属党派 party",
    Field.EDUCATION: "学历 文化程度 最高学历 学历学位 学历/学位 学历及学位 education",
    Field.UNIT_KIND: "单位性质 单位类别 单位类型 单位属性 所在单位性质",
    Field.CHANNEL: "推荐单位 选举单位 代表团 推荐渠道 产生单位 推荐选举单位 所在代表团",
    Field.SEAT: "类别 身份 代表类别 代表身份 人员类别 席位 席位类别 拟任 届内职务 本届职务 推荐类别 人选类别 会内职务 会内任职 seat",
    Field.RANK: "职级 行政级别 级别 干部级别 行政职级 职务层次",
    Field.WORKER: "科技工作者 是否科技工作者 是否为科技工作者",
    Field.FRONTLINE: "一线 是否一线 是否为一线 一线科技工作者 是否一线科技工作者 是否为一线科技工作者 是否在一线 是否属于一线",
    Field.LEADING_CADRE: "是否领导 是否为领导",
}
_EXACT = {word: column for column, words in _SYNONYMS.items() for word in words.split()}
_MARK_WORDS = frozenset("领导干部 基层一线 致富带头人 科普工作者 科技工作者".split())
_TRIMMED = re.compile(r"^[\d*.、]+|[*:?]+$")
_BRACKETS = re.compile(r"[(\[【].*$")
_LONGEST = 24
"""A header is short; what is longer is a title or a note."""

_OF_SOMEBODY_ELSE = re.compile(
    r"推荐人(?!选)|联系人|填表人|负责人|介绍人|经办人|配偶|导师|英文|曾用|拼音|审核人|法人|法定"
)
_OF_NOBODY = re.compile(r"人数|比例|占比|数量|名额|名单|名册|依据|说明|理由|备注")
_NOT = re.compile(r"非(基层|一线|领导|科普|农村|科技)")
_SEAT_HELD = re.compile(
    r"(科协|学会|协会|研究会|理事会|委员会|本会|拟任|拟提名|推荐|提名).*(职务|任职|类别|席位)"
)
_LEADING = re.compile(r"领导干部|领导职务|[厅处科局部]级.*干部|[厅处科局部]级[及或]?以上(领导)?$")


def field_of(header: str) -> Field | None:
    """The field a header names, None where it names none we use."""
    text = _TRIMMED.sub("", squeezed(header[:400])).lower()
    if not text:
        return None
    if text in _EXACT:
        return _EXACT[text]
    bare = _TRIMMED.sub("", _BRACKETS.sub("", text))
    if bare in _EXACT:
        return _EXACT[bare]
    if len(bare) > _LONGEST or _OF_NOBODY.search(bare) or _NOT.search(bare) or _OF_SOMEBODY_ELSE.search(bare):
        return None
    return _mark_of(bare) or _mark_of(text) or _other_of(bare)


def is_header_word(text: str) -> bool:
    """Whether what stands where a name should is a header instead; quicker than `field_of`, and enough for it."""
    return text in _EXACT or text in _MARK_WORDS or text.endswith("姓名") or text.startswith("是否")


def _mark_of(text: str) -> Field | None:
    """The mark a header asks about; one that asks about two at once asks about none."""
    found = {
        Field.LEADING_CADRE: bool(_LEADING.search(text)),
        Field.GRASSROOTS_FRONTLINE: "基层" in text and "一线" in text,
        Field.SCIPOP_WORKER: "科普工作者" in text,
        Field.RURAL_TALENT: "农村实用人才" in text or "致富带头人" in text,
    }
    marks = [mark for mark, named in found.items() if named]
    return marks[0] if len(marks) == 1 else None


def _other_of(text: str) -> Field | None:
    if text.endswith("姓名"):
        return Field.NAME
    if re.match(r"出生(年月|日期|时间|年份)", text):
        return Field.BIRTH
    if "身份证" in text or "身份号码" in text:
        return Field.ID_NUMBER
    return Field.SEAT if _SEAT_HELD.search(text) else None


def seat_of_header(header: str) -> Seat:
    """The seat whose holders a column marks (是否常委, 委员), none where it is no such column."""
    text = squeezed(header[:400])
    asked = re.sub(r"^是否(为|是|担任|任)?", "", _BRACKETS.sub("", text))
    return seats_of_title(asked) if len(asked) <= _LONGEST and field_of(text) is None else Seat.NONE


@dataclass(frozen=True, slots=True)
class Header:
    """Where a sheet's table begins and what its columns are; rows and columns count from 0."""

    first_row: int
    last_row: int
    columns: dict[Field, int]
    titles: dict[int, str]
    rivals: dict[Field, list[int]] = field(default_factory=dict)
    seat_columns: dict[int, Seat] = field(default_factory=dict)
    """Columns that mark the holders of one seat each."""

    @property
    def rank_line(self) -> str | None:
        """The rank line written into the header of the leading cadres' column (厅级以上领导干部)."""
        column = self.columns.get(Field.LEADING_CADRE)
        return None if column is None else find_rank(self.titles.get(column, ""))
