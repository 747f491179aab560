"""Finds the header row of a sheet and what each column is, whatever the columns are called and ordered."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from kejia.plain.folding import squeezed
from kejia.plain.ranks import find_rank
from kejia.plain.text import Text
from kejia.rosters.workbook import Cell, Sheet

LOOK_IN_ROWS = 40


class Field(StrEnum):
    """What a column of a roster can hold."""

    NAME = "name"
    SEX = "sex"
    ETHNIC_GROUP = "ethnic_group"
    BIRTH = "birth"
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
    Field.NAME: "姓名 代表姓名 委员姓名 理事姓名 人员姓名 候选人姓名 被推荐人姓名 名字 name",
    Field.SEX: "性别 sex",
    Field.ETHNIC_GROUP: "民族",
    Field.BIRTH: "出生年月 出生日期 出生年月日 出生时间 出生 生日 出生年份 出生年 出生年、月 birth",
    Field.ID_NUMBER: "身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 居民身份证号 居民身份证号码 证件号码 证件号",
    Field.UNIT: "工作单位 单位 所在单位 单位名称 现工作单位 工作单位全称 工作单位及职务 单位及职务 单位职务 工作单位和职务",
    Field.POST: "职务 职务/职称 职务职称 职务、职称 职务及职称 行政职务 现任职务 党政职务 单位内职务 职务(职称)",
    Field.TITLE: "职称 专业技术职务 技术职称 专业技术职称 技术职务 专业技术职务(职称)",
    Field.SECTOR: "界别 行业 所属界别 界别/行业 行业领域 所属行业 领域 学科 所属学科 专业领域 从事专业 专业",
    Field.PARTY: "党派 政治面貌 党派(政治面貌)",
    Field.EDUCATION: "学历 文化程度 最高学历 学历学位 学历/学位",
    Field.UNIT_KIND: "单位性质 单位类别 单位类型 单位属性",
    Field.CHANNEL: "推荐单位 选举单位 代表团 推荐渠道 产生单位",
    Field.SEAT: "类别 身份 代表类别 人员类别 席位 拟任职务 拟任 届内职务 科协职务 学会职务 本届职务 拟提名职务 推荐类别 会内职务 学会任职 理事会职务",
    Field.RANK: "职级 行政级别 级别 干部级别 行政职级",
    Field.WORKER: "科技工作者 是否科技工作者 是否为科技工作者",
    Field.FRONTLINE: "一线 是否一线 是否为一线 一线科技工作者 是否一线科技工作者 是否为一线科技工作者",
}
_EXACT = {word: column for column, words in _SYNONYMS.items() for word in words.split()}
_TRIMMED = re.compile(r"^[\d*.、]+|[*:]+$")


@lru_cache(maxsize=4096)
def field_of(header: str) -> Field | None:
    """The field a header names, None where it names none we use."""
    text = _TRIMMED.sub("", squeezed(header)).lower()
    if not text or len(text) > 40:
        return None
    if text in _EXACT:
        return _EXACT[text]
    bare = re.sub(r"\(.*$", "", text)
    if bare in _EXACT:
        return _EXACT[bare]
    if bare.startswith("非") or "人数" in text:
        return None
    if "领导干部" in text:
        return Field.LEADING_CADRE
    if "基层" in text and "一线" in text:
        return Field.GRASSROOTS_FRONTLINE
    if "科普工作者" in text:
        return Field.SCIPOP_WORKER
    if "农村实用人才" in text or "致富带头人" in text:
        return Field.RURAL_TALENT
    return None


@dataclass(frozen=True, slots=True)
class Header:
    """Where a sheet's table begins and what its columns are; rows and columns count from 0."""

    first_row: int
    last_row: int
    columns: dict[Field, int]
    titles: dict[int, str]
    rivals: dict[Field, list[int]] = field(default_factory=dict)

    @property
    def rank_line(self) -> str | None:
        """The rank line written into the header of the leading cadres' column (厅级以上领导干部)."""
        column = self.columns.get(Field.LEADING_CADRE)
        return None if column is None else find_rank(self.titles[column])


def find_header(sheet: Sheet, chosen: dict[Field, int] | None = None) -> Header | None:
    """The first row that names a name column and at least one other; one row or two. None where there is none.

    `chosen` says which column a person picked for a field that several columns could be.
    """
    alone = None
    for index, row in enumerate(sheet.rows[:LOOK_IN_ROWS]):
        fields = _fields(row)
        if Field.NAME not in fields.values():
            continue
        header = _header(sheet, index, fields, chosen or {})
        if len(header.columns) > 1:
            return header
        alone = alone or header
    return alone


def is_repeated_header(row: list[Cell], name_column: int) -> bool:
    """Whether a row below the header is the header again, as on printed pages."""
    cell = row[name_column] if name_column < len(row) else None
    return isinstance(cell, str) and field_of(cell) is Field.NAME


def _fields(row: list[Cell]) -> dict[int, Field]:
    return {i: f for i, cell in enumerate(row) if isinstance(cell, str) and cell and (f := field_of(cell))}


def _header(sheet: Sheet, index: int, fields: dict[int, Field], chosen: dict[Field, int]) -> Header:
    titles = {i: squeezed(str(c)) for i, c in enumerate(sheet.rows[index]) if isinstance(c, str) and c}
    last = index
    name_column = next(i for i, f in fields.items() if f is Field.NAME)
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else []
    lower = _fields(below)
    under_name = below[name_column] if name_column < len(below) else None
    if lower and (under_name in ("", None) or field_of(str(under_name)) is Field.NAME) and _is_header_row(below):
        last = index + 1
        for i, found in lower.items():
            fields[i] = found
            titles[i] = squeezed(str(below[i]))
    columns: dict[Field, int] = {}
    rivals: dict[Field, list[int]] = {}
    for i, found in sorted(fields.items()):
        rivals.setdefault(found, []).append(i)
        columns.setdefault(found, i)
    columns.update({f: c for f, c in chosen.items()})
    for c in chosen.values():
        titles.setdefault(c, "")
    return Header(index, last, columns, titles, {f: cs for f, cs in rivals.items() if len(cs) > 1 and f not in chosen})


def _is_header_row(row: list[Cell]) -> bool:
    """A second header row holds words only: no numbers and no dates."""
    return all(cell is None or isinstance(cell, str) for cell in row)
