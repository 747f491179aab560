"""From what a page sent to what is asked: the desk, the answers, the what-if, the question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kejia.judging.check import Added, Question, check_workbook
from kejia.judging.findings import Check
from kejia.norms.kinds import Body, Level, Mark
from kejia.plain.days import YEAR, day_number
from kejia.plain.text import Text
from kejia.programmes.check.forms import AskForm, RosterForm
from kejia.programmes.check.reads import read_law
from kejia.rosters.desk import COLUMN_FIELDS, Desk, unpacked
from kejia.rosters.files import open_workbook
from kejia.rosters.problems import UnusableFile
from kejia.rosters.reading import Reading

DROPPED_AT_MOST = 10_000
ADDED_AT_MOST = 10_000
NO_DESK = Text("页面里没有名册，请重新上传", "there is no roster on the page; upload it again")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sent besides the questions of its form."""

    words: Mapping[str, str]
    """Each field's last value."""
    dropped: frozenset[int] = frozenset()
    before: "UploadedFile[Any] | None" = None  # Any: what the file wraps

    @property
    def columns(self) -> dict[str, str]:
        """The columns a person picked, by the names of their fields."""
        return {
            name: value for name, value in self.words.items() if name in COLUMN_FIELDS and value.isalpha()
        }

    @property
    def added(self) -> int:
        """How many people a what-if adds."""
        written = self.words.get("add", "").strip()
        return min(int(written), ADDED_AT_MOST) if written.isdecimal() and len(written) <= 5 else 0


def read_sent(request: HttpRequest) -> Sent:
    """What a request sent, as words."""
    given = request.POST
    dropped = [str(value) for value in given.getlist("drop")[:DROPPED_AT_MOST]]
    return Sent(
        {name: str(given[name]) for name in given},
        frozenset(int(value) for value in dropped if value.isdecimal() and len(value) < 9),
        request.FILES.get("before"),
    )


def desk_from_upload(form: RosterForm) -> Desk:
    """The desk of a first page. Raises UnusableFile, naming the file it cannot use."""
    file, before = form.cleaned_data.get("file"), form.cleaned_data.get("before")
    if file is not None:
        workbook = open_workbook(file.read(), file.name)
    else:
        workbook = open_workbook(form.cleaned_data["pasted"].encode(), _("粘贴的名册"))
    return Desk(workbook, None if before is None else open_workbook(before.read(), before.name))


def desk_from_page(sent: Sent) -> Desk:
    """The desk a later page carries, with the answers and the earlier list it adds. Raises UnusableFile."""
    if not sent.words.get("desk"):
        raise UnusableFile(NO_DESK)
    desk = unpacked(sent.words["desk"])
    if sent.before is not None:
        desk = replace(desk, before=open_workbook(sent.before.read(), sent.before.name or ""))
    return desk.with_words(sent.words)


def judge(desk: Desk, form: AskForm, sent: Sent) -> Check:
    """The desk judged as asked. Raises UnusableFile."""
    asked = form.cleaned_data
    columns = {COLUMN_FIELDS[name]: letter.upper() for name, letter in sent.columns.items()}
    reading = Reading(asked["on"], asked["blank"] == "no", sheet=asked["sheet"] or None, columns=columns)
    question = Question(
        asked["on"],
        None if asked["body"] == "all" else Body(asked["body"]),
        Level(asked["level"]),
        asked["basis"],
        reading,
        sent.dropped,
        _added(sent, asked["on"]),
    )
    return check_workbook(read_law(asked["law"]), desk.answered_workbook(), question, desk.before)


def _added(sent: Sent, on: date) -> tuple[Added, ...]:
    if not sent.added:
        return ()
    frontline = int("add-frontline" in sent.words)
    marks = {
        Mark.GRASSROOTS_FRONTLINE: frontline,
        Mark.FRONTLINE: frontline,
        Mark.LEADING_CADRE: int("add-leading" in sent.words),
    }
    age = 30 if "add-young" in sent.words else 70
    return (Added(sent.added, marks, day_number(on) - age * YEAR),)
