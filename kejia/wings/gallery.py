"""Invented content for the gallery of components; no name or figure in it is real."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kejia.norms.kinds import Modality, Outcome
from kejia.plain.text import Text
from kejia.wings.marks import State, word_of
from kejia.wings.words import spoken

VERDICTS = [*Outcome, *State]
AS_MARKED = Text("按文件中的标注", "as marked in the file")

FINDINGS: list[dict[str, Any]] = [
    {
        "clause": "4.1",
        "modality": Modality.MUST,
        "verdict": Outcome.NOT_MET,
        "numerator": 128,
        "denominator": 200,
        "low": "16/25",
        "high": "16/25",
        "threshold": "13/20",
        "quote": "基层和一线的科技工作者代表比例不低于65%",
        "reading": None,
        "say": Text(
            "差 2 人：替换 2 人，或增加 6 名符合条件的人",
            "2 too few: replace 2, or add 6 who count",
        ),
        "title": Text("代表中的基层和一线科技工作者", "Grassroots and front-line delegates"),
        "line": Text("不低于65%", "at least 65%"),
        "basis": AS_MARKED,
    },
    {
        "clause": "4.1",
        "modality": Modality.MUST,
        "verdict": Outcome.MET,
        "numerator": 67,
        "denominator": 200,
        "low": "67/200",
        "high": "67/200",
        "threshold": "1/3",
        "quote": "45岁以下青年科技工作者不少于三分之一",
        "reading": Text(
            "“45岁以下”含45岁，按判断之日的周岁计。",
            '"45 or under" includes 45, in completed years.',
        ),
        "say": Text(
            "刚好达到；其中 1 人次日满 46 岁",
            "just reached; one of them turns 46 the next day",
        ),
        "title": Text("代表中45岁以下的科技工作者", "Delegates aged 45 or under"),
        "line": Text("不低于三分之一", "at least 1/3"),
        "basis": AS_MARKED,
    },
    {
        "clause": "8.3",
        "modality": Modality.MUST,
        "verdict": Outcome.CANNOT_TELL,
        "numerator": 59,
        "denominator": 85,
        "low": "59/85",
        "high": "66/85",
        "threshold": "3/4",
        "quote": "学会理事四分之三以上……应为基层和一线科技工作者",
        "reading": None,
        "say": Text("7 人未标明，请核实这些人", "7 people are unmarked; ask about them"),
        "title": Text("理事中的基层和一线科技工作者", "Grassroots and front-line directors"),
        "line": Text("不低于四分之三", "at least 3/4"),
        "basis": AS_MARKED,
    },
]

PEOPLE = [
    (
        Text("陈示明", "Chen Shiming"),
        Text("示例农业科学院", "Example Academy"),
        Text("双肩挑，未注明口径", "dual role, basis not stated"),
    ),
    (
        Text("李　例", "Li Li"),
        Text("示例区科协", "Example District"),
        Text("出生仅到年", "birth known to the year"),
    ),
    (Text("欧阳示例（女）", "Ouyang Shili (f)"), Text("示例大学", "Example University"), Text("", "")),
]


class ExampleForm(forms.Form):
    """One field of each kind."""

    roster = forms.FileField(
        label=_("名册文件"),
        help_text=_("Excel、WPS 表格或 CSV；表头前有标题行、单元格合并都可以。"),
        error_messages={"required": _("请选一个文件；没有文件的，可以把表格里的内容粘贴到下面。")},
    )
    day = forms.DateField(
        label=_("判断日期"), required=False, help_text=_("写成 2017-06-30 的样子；不填即今天。")
    )
    body = forms.ChoiceField(
        label=_("机构"),
        choices=[
            ("congress", _("科协代表大会")),
            ("standing", _("常委会")),
            ("society-directors", _("学会理事会")),
        ],
    )
    blank = forms.ChoiceField(
        label=_("空白的格子"),
        choices=[("unknown", _("算作未标明")), ("no", _("算作否"))],
        widget=forms.RadioSelect,
        initial="unknown",
    )
    keep = forms.BooleanField(label=_("把更正过的名册也放进报告"), required=False)


def contents() -> dict[str, Any]:
    """What the gallery page shows."""
    return {
        "verdicts": VERDICTS,
        "states": [(v, spoken(word_of(v))) for v in VERDICTS],
        "findings": [
            {name: spoken(v) if isinstance(v, Text) else v for name, v in finding.items()}
            for finding in FINDINGS
        ],
        "people": [tuple(spoken(part) for part in row) for row in PEOPLE],
    }
