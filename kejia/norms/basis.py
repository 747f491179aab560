"""The counting basis (口径): what was settled outside the plan before anyone could be counted.

Each setting is optional. What is not set is judged as marked in the file, and where a norm cannot do without it
the verdict is `cannot_tell` and names the setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from kejia.plain.ranks import RANKS, find_rank
from kejia.plain.text import Text

SETTINGS: dict[str, Text] = {
    "title": Text("口径文件名称", "title of the document"),
    "document": Text("文号", "document number"),
    "dated": Text("发文日期", "date of the document"),
    "grassroots_frontline": Text("基层和一线的认定办法", "what counts as grassroots and front-line"),
    "leading_cadre_rank": Text("领导干部的职级线", "rank line of leading cadres"),
    "age_reckoned_on": Text("年龄计算日", "day on which ages are reckoned"),
    "young_born_since": Text("青年的出生界限（含当日）", "birth cut-off of the young (that day included)"),
    "young_middle_aged_age": Text("中青年的年龄线", "age line of the young and middle-aged"),
    "invited_delegates_count": Text("特邀代表是否计入", "whether invited delegates count"),
}


class UnusableBasis(Exception):
    """The basis cannot be used; carries the sentence that says what to change."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


@dataclass(frozen=True, slots=True)
class Basis:
    """One body's counting basis for one term; `UNSET` is the bare roster's."""

    title: str = ""
    document: str = ""
    dated: date | None = None
    grassroots_frontline: str = ""
    leading_cadre_rank: str = ""
    age_reckoned_on: date | None = None
    young_born_since: date | None = None
    young_middle_aged_age: int | None = None
    invited_delegates_count: bool | None = None

    @property
    def source(self) -> Text:
        """Where it comes from, as printed under a verdict."""
        if not self.title and not self.document:
            return Text("按文件中的标注", "as marked in the file")
        name = f"《{self.title}》" if self.title else ""
        number = f"（{self.document}）" if self.document and name else self.document
        return Text(f"按{name}{number}", f"by {name}{number}")

    def settings(self) -> dict[str, str | int | bool | None]:
        """All settings as plain values, for JSON."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            k: v.isoformat() if isinstance(v, date) else v or (None if v == "" else v)
            for k, v in values.items()
        }


UNSET = Basis()


def read_basis(given: Mapping[str, object]) -> Basis:
    """A basis from plain values (a YAML or JSON file, a form). Blank means not set.

    Raises UnusableBasis for an unknown setting or a value it cannot read, naming both.
    """
    if not isinstance(given, Mapping):
        raise UnusableBasis(
            Text("口径文件应为“设置: 值”逐行书写", "a basis file is written as `setting: value`, a line each")
        )
    values: dict[str, object] = {}
    for key, value in given.items():
        if key not in SETTINGS:
            known = "、".join(SETTINGS)
            raise UnusableBasis(
                Text(
                    f"口径中有不认识的设置“{key}”；可用的有：{known}",
                    f"unknown setting {key!r}; known are {known}",
                )
            )
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        values[key] = _READERS[key](key, value)
    return Basis(**values)  # type: ignore[arg-type]  # each reader returns its setting's type


def _words(_key: str, value: object) -> str:
    text = str(value).strip()
    if len(text) > 500:
        raise UnusableBasis(
            Text("口径的文字请在 500 字以内", "keep each text of the basis within 500 characters")
        )
    return text


def _day(key: str, value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise UnusableBasis(
            Text(
                f"“{SETTINGS[key].zh}”请写成 2017-06-30 的样子，不是“{value}”",
                f"write {key} like 2017-06-30, not {value!r}",
            )
        ) from None


def _age(key: str, value: object) -> int:
    text = str(value).strip().removesuffix("岁")
    if not text.isdecimal() or not 18 <= int(text) <= 100 or isinstance(value, bool):
        raise UnusableBasis(
            Text(
                f"“{SETTINGS[key].zh}”请写 18 至 100 的整数，不是“{value}”",
                f"{key} is a whole number from 18 to 100, not {value!r}",
            )
        )
    return int(text)


def _yes_or_no(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    known = {
        "是": True,
        "计入": True,
        "yes": True,
        "true": True,
        "1": True,
        "否": False,
        "不计入": False,
        "no": False,
    }
    known |= {"false": False, "0": False}
    try:
        return known[str(value).strip().lower()]
    except KeyError:
        raise UnusableBasis(
            Text(f"“{SETTINGS[key].zh}”请写“是”或“否”，不是“{value}”", f"{key} is yes or no, not {value!r}")
        ) from None


def _rank(key: str, value: object) -> str:
    rank = find_rank(str(value))
    if rank is not None:
        return rank
    known = "、".join(RANKS)
    raise UnusableBasis(
        Text(f"“{SETTINGS[key].zh}”请写{known}之一，不是“{value}”", f"{key} is one of {known}, not {value!r}")
    )


_READERS = {
    "title": _words,
    "document": _words,
    "dated": _day,
    "grassroots_frontline": _words,
    "leading_cadre_rank": _rank,
    "age_reckoned_on": _day,
    "young_born_since": _day,
    "young_middle_aged_age": _age,
    "invited_delegates_count": _yes_or_no,
}
