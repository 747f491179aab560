"""The beginning of a real register: one association and its first administrator, in an empty register."""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from kejia.codes.divisions import find_division
from kejia.plain.folding import folded
from kejia.plain.names import read_name
from kejia.plain.text import Text
from kejia.register.access import may_begin, require
from kejia.register.actions import RegisterError, appoint, believe
from kejia.register.authority.duties import give_common_set
from kejia.register.kinds import Level, OfficeKind, OrganisationFactKind, OrganisationKind, PersonFactKind
from kejia.register.models import Organisation, OrganisationFact, Person, PersonFact, Post
from kejia.register.orphans import holds_anything
from kejia.register.periods import period
from kejia.trail import actions as trail
from kejia.trail.actor import Actor

LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)
"""Whose association it can be."""
ADMINISTRATOR = "管理员"
"""What the first administrator's post is called."""
NO_NAME = Text("请填写科协的名称（200 字以内）", "the association needs a name (of 200 characters at most)")
NO_LEVEL = Text("级别应为省级、市级、县级或乡级之一", "its level is one of: province, city, county, township")
NO_ADMINISTRATOR = Text(
    "请填写第一位管理员的姓名（200 字以内）",
    "the first administrator needs a name (of 200 characters at most)",
)
NO_DIVISION = Text(
    "没有现行的行政区划代码“{division}”；请填写 6 位代码（乡镇街道 9 位），如 370100",
    "no division bears the code {division} today; enter its six digits (nine for a township), as 370100",
)
OTHER_LEVEL = Text(
    "行政区划“{division} {name}”与级别“{level}”不符；请核对其中一项",
    "{division} ({name}) is no division of that level ({level}); check one of the two",
)


class NotEmpty(RegisterError):
    """The register holds something already; only an empty one can be begun."""


class CannotBegin(RegisterError):
    """What was given will not do; carries every fault, as sentences."""

    def __init__(self, faults: list[Text]) -> None:
        super().__init__("; ".join(fault.en for fault in faults))
        self.faults = faults


class Begun(NamedTuple):
    """The records there are now."""

    association: Organisation
    administrator: Person


@transaction.atomic
def begin_association(*, name: str, level: str, division: str, administrator: str, by: Actor) -> Begun:
    """Begin. The level by its word in either language. Raises NotEmpty, CannotBegin.

    The administrator is a person of the register like any other, with a post that brings every right.
    """
    require(may_begin(by))
    name, who = folded(name), read_name(administrator).name
    its_level = next((each for each in LEVELS if folded(level).lower() in (each.value, each.text.zh)), None)
    if faults := faults_of(name, its_level, folded(division), who, timezone.localdate()):
        raise CannotBegin(faults)
    with connection.cursor() as cursor:  # of two who begin at once, the second finds what the first wrote
        cursor.execute("LOCK TABLE register_organisation, register_person IN SHARE ROW EXCLUSIVE MODE")
    if holds_anything():
        raise NotEmpty
    assert its_level is not None
    association = Organisation.objects.create(kind=OrganisationKind.ASSOCIATION)
    said = {
        OrganisationFactKind.NAME: name,
        OrganisationFactKind.LEVEL: its_level.value,
        OrganisationFactKind.DIVISION: folded(division),
    }
    for kind, value in said.items():
        fact = OrganisationFact(organisation=association, kind=kind, value=value, valid=period(None))
        believe(fact, by=by)
    person = Person.objects.create()
    believe(PersonFact(person=person, kind=PersonFactKind.NAME, value=who, valid=period(None)), by=by)
    post = Post.objects.create(organisation=association, office=OfficeKind.STAFF, title=ADMINISTRATOR)
    give_common_set(post, "administrator", since=None, by=by)
    appoint(person, post, since=timezone.localdate(), by=by)
    trail.record("began", by=by, subject=association, details={"first_administrator": person.pk})
    return Begun(association, person)


def faults_of(name: str, level: Level | None, division: str, administrator: str, on: date) -> list[Text]:
    """What will not do, each with what to do."""
    faults = []
    if not 0 < len(name) <= 200:
        faults.append(NO_NAME)
    if level is None:
        faults.append(NO_LEVEL)
    found = find_division(division, on)
    if found is None:
        faults.append(NO_DIVISION.filled(division=division))
    elif level is not None and found.level.value != level.value:
        faults.append(OTHER_LEVEL.filled(division=division, name=found.name, level=level.text))
    if not 0 < len(administrator) <= 200:
        faults.append(NO_ADMINISTRATOR)
    return faults
