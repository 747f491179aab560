"""What the forms of settled matters are sent, and the body they are about."""

from datetime import date

from kejia.judging.tests.federation import organisation
from kejia.register import actions
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.models import Organisation
from kejia.register.tests.people import CLERK, TERM, person, post

DOCUMENT = "某科协发〔2016〕30号"
WORDS = "女代表一般不少于百分之四十"
PAPER = {"document": DOCUMENT, "document_date": "2016-10-08", "reason": ""}
LINE = {
    "term": "9",
    "attribute": "woman",
    "age": "",
    "relation": "at_least",
    "value": "40％",
    "modality": "must",
    "quote": WORDS,
    "addressee": "大会筹备组",
    "clause": "",
    "since": "2016-12-01",
    "last": "",
    **PAPER,
}
BASIS = {
    "term": "9",
    "title": "代表构成口径",
    "leading_cadre_rank": "厅局级",
    "age_reckoned_on": "2016-12-31",
    "invited_delegates_count": "no",
    "since": "2016-12-01",
    "last": "2021-11-30",
    **PAPER,
}
BASELINE = {"measure": "departments", "number": "8", "day": "2016-12-31", **PAPER}


def congress(women: int, men: int, name: str = "某省科协") -> Organisation:
    """An association with delegates."""
    ours = organisation(OrganisationKind.ASSOCIATION, name, level="province")
    place = post(ours, OfficeKind.DELEGATE)
    for sex in ["女"] * women + ["男"] * men:
        actions.appoint(person(born=date(1980, 1, 1), sex=sex), place, since=TERM, by=CLERK)
    return ours
