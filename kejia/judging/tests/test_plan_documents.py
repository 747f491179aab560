"""What 1.2 and 12.1 ask of documents: a number on record keeps them, a missing one leaves them in doubt."""

from datetime import date

import pytest

from kejia.judging.plan import judge_plan
from kejia.judging.tests.federation import PAPER, organisation, province
from kejia.norms.law import load_law
from kejia.register import actions
from kejia.register.kinds import OfficeKind, OrganisationKind, RelationKind
from kejia.register.models import OrganisationRelation
from kejia.register.tests.people import CLERK, TERM, person, post

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 1)
PLAN = load_law()


def state_of(clause: str) -> str:
    return judge_plan(PLAN, DAY).find(clause).state.value


def test_whoever_is_in_charge_or_supervises_without_a_document_is_in_doubt_and_breaks_nothing() -> None:
    township = organisation(OrganisationKind.TOWNSHIP, "甲镇")
    told = actions.appoint(person(), post(township, OfficeKind.IN_CHARGE), since=TERM, by=CLERK)
    assert state_of("12.1") == "cannot_tell"
    actions.correct(told, by=CLERK, reason="补登文号", document=PAPER)
    assert state_of("12.1") == "met"
    province()
    first = OrganisationRelation.objects.filter(kind=RelationKind.SUPERVISED_BY).first()
    assert first is not None
    actions.correct(first, by=CLERK, reason="查无文号", document="")
    judged = judge_plan(PLAN, DAY).find("1.2")
    assert judged.evidence is not None
    assert (judged.state, judged.evidence.met, judged.evidence.cannot_tell) == ("cannot_tell", 1, 1)
