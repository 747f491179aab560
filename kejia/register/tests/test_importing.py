"""Lists become facts: who is known, who is new, what is refused; written whole or not at all, and undone."""

from datetime import date

import pytest

from kejia.plain.identifiers import check_character
from kejia.plain.identity_documents import read_identity_document
from kejia.register import actions
from kejia.register.access import NotAllowed
from kejia.register.identifying import find_by_document
from kejia.register.importing.lists import Judgement, judge_list
from kejia.register.importing.rows import (
    AppointmentRow,
    OrganisationRow,
    Outcome,
    PersonPart,
    PersonRow,
    Row,
    StandingRow,
)
from kejia.register.importing.writing import NotWritten, undo_import, write_list
from kejia.register.kinds import Capacity, EstablishmentKind, MarkKind, OfficeKind, OrganisationKind
from kejia.register.models import (
    Appointment,
    Batch,
    Employment,
    Organisation,
    OrganisationFact,
    Person,
    PersonFact,
    Post,
    Seats,
    Standing,
)
from kejia.register.periods import period
from kejia.register.tests.people import CLERK, OUTSIDER, TERM
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db

SEVENTEEN = "37010219750309002"
NUMBER = read_identity_document(SEVENTEEN + check_character(SEVENTEEN))
BORN = (19750309, 19750309)
WANG = PersonPart("王丽", BORN, NUMBER, "某市第一中学", "女", "回族", "教师")
LI = PersonPart("李强", (19800501, 19800531), None, "某县农技站", "男")


def written(*rows: Row) -> Batch:
    return write_list(judge_list(rows), title="名单", by=CLERK, details={})


def outcomes(judgement: Judgement) -> list[Outcome]:
    return [row.outcome for row in judgement.rows]


def said(judgement: Judgement) -> str:
    return "\n".join(say.zh for row in judgement.rows for say in row.says)


def test_new_people_are_entered_with_all_that_the_list_says_and_one_trail_entry() -> None:
    batch = written(PersonRow(2, WANG, paper="某人〔2020〕1号"), PersonRow(3, LI))
    assert Person.objects.filter(batch=batch).count() == 2
    wang = find_by_document(SEVENTEEN + check_character(SEVENTEEN), by=CLERK)
    facts = set(PersonFact.objects.filter(person=wang).values_list("kind", "value", "low", "document"))
    assert ("birth", "1975-03-09", 19750309, "某人〔2020〕1号") in facts
    assert ("ethnic_group", "回族", None, "某人〔2020〕1号") in facts
    assert Employment.objects.get(person=wang).unit == "某市第一中学"
    entry = Entry.objects.get(act="imported")
    assert entry.details["written"]["people"] == 2


def test_the_same_list_again_brings_nothing() -> None:
    rows = (PersonRow(2, WANG), PersonRow(3, LI))
    written(*rows)
    again = judge_list(rows)
    assert (outcomes(again), again.draft.size) == ([Outcome.SAME, Outcome.SAME], 0)


def test_somebody_is_known_by_number_or_by_name_birth_and_employer_and_what_is_new_is_added() -> None:
    written(PersonRow(2, WANG), PersonRow(3, LI))
    by_number = PersonPart("王丽", document=NUMBER, party="中共党员")
    by_name = PersonPart("李强", (19800512, 19800512), None, "某县农技站", title="高级农艺师")
    judgement = judge_list([PersonRow(2, by_number), PersonRow(3, by_name)])
    assert outcomes(judgement) == [Outcome.ADDS, Outcome.ADDS]
    assert judgement.draft.counts() == {"personfact": 2}


def test_what_differs_from_the_register_is_refused_and_never_corrected() -> None:
    written(PersonRow(2, WANG))
    judgement = judge_list([PersonRow(2, PersonPart("王丽", BORN, NUMBER, sex="男"))])
    assert outcomes(judgement) == [Outcome.REFUSED]
    assert "登记的性别是“女”，表中是“男”" in said(judgement)


def test_a_number_of_somebody_of_another_name_is_refused() -> None:
    written(PersonRow(2, WANG))
    judgement = judge_list([PersonRow(2, PersonPart("赵敏", BORN, NUMBER))])
    assert (outcomes(judgement), "姓名是“王丽”" in said(judgement)) == ([Outcome.REFUSED], True)


def test_the_same_person_twice_in_a_list_is_refused_with_the_first_row() -> None:
    judgement = judge_list([PersonRow(2, WANG), PersonRow(3, WANG), PersonRow(4, LI), PersonRow(5, LI)])
    assert outcomes(judgement) == [Outcome.NEW, Outcome.REFUSED, Outcome.NEW, Outcome.REFUSED]
    assert "与第 2 行是同一个人" in said(judgement)


def test_same_name_and_birth_at_another_employer_is_new_and_pointed_out() -> None:
    written(PersonRow(2, LI))
    judgement = judge_list([PersonRow(2, PersonPart("李强", LI.birth, None, "另一单位"))])
    assert (outcomes(judgement), "另一单位" in said(judgement)) == ([Outcome.NEW], False)
    assert "姓名、出生相同而单位不同" in said(judgement)


def test_two_who_fit_are_refused_until_the_number_says_who() -> None:
    written(PersonRow(2, LI))
    written(PersonRow(2, PersonPart("李强", LI.birth, NUMBER, "另一单位")))
    judgement = judge_list([PersonRow(2, PersonPart("李强", LI.birth))])
    assert (outcomes(judgement), "2 人相符" in said(judgement)) == ([Outcome.REFUSED], True)


def test_a_name_alone_tells_nobody_apart() -> None:
    assert outcomes(judge_list([PersonRow(2, PersonPart("李强"))])) == [Outcome.REFUSED]


SOCIETY = OrganisationRow(2, "某省机械学会", OrganisationKind.SOCIETY, division="370000")


def test_organisations_may_stand_under_others_of_the_same_list() -> None:
    branch = OrganisationRow(
        3, "某省机械学会青年分会", OrganisationKind.BRANCH, part_of="某省机械学会", since=date(2018, 1, 1)
    )
    judgement = judge_list([branch, SOCIETY])
    assert outcomes(judgement) == [Outcome.NEW, Outcome.NEW]
    write_list(judgement, title="单位", by=CLERK, details={})
    found = Organisation.objects.get(kind="branch").relations.get()
    assert (found.kind, found.other.kind) == ("part_of", "society")


def test_an_organisation_of_another_kind_or_of_no_register_is_refused() -> None:
    written(SOCIETY)
    other = OrganisationRow(2, "某省机械学会", OrganisationKind.HOSPITAL, division="370000")
    lost = OrganisationRow(3, "某分会", OrganisationKind.BRANCH, part_of="没有的学会")
    assert outcomes(judge_list([other, lost])) == [Outcome.REFUSED, Outcome.REFUSED]
    again = OrganisationRow(2, "某省机械学会", OrganisationKind.SOCIETY, division="370100")
    judgement = judge_list([again])
    assert (outcomes(judgement), "同名而区划不同" in said(judgement)) == ([Outcome.NEW], True)


def appointed(line: int, who: PersonPart, office: OfficeKind = OfficeKind.DIRECTOR, **more: object) -> Row:
    values = {"since": TERM, "organisation": "某省机械学会", **more}
    return AppointmentRow(line, who, office=office, **values)  # type: ignore[arg-type]


def test_appointments_bring_people_and_posts_and_one_person_may_hold_several() -> None:
    written(SOCIETY)
    written(appointed(2, WANG), appointed(3, WANG, OfficeKind.PRESIDENT), appointed(4, LI))
    assert (Person.objects.count(), Post.objects.count(), Appointment.objects.count()) == (2, 2, 3)
    assert Post.objects.get(office="president").one_seat


def test_a_second_holder_a_second_term_at_once_and_a_second_headcount_are_refused_beforehand() -> None:
    written(SOCIETY)
    full = {"capacity": Capacity.FULL_TIME, "establishment": EstablishmentKind.PUBLIC_INSTITUTION}
    rows = [
        appointed(2, WANG, OfficeKind.PRESIDENT),
        appointed(3, LI, OfficeKind.PRESIDENT),
        appointed(4, LI),
        appointed(5, LI, since=date(2018, 1, 1)),
        appointed(6, WANG, OfficeKind.STAFF, **full),
        appointed(7, WANG, OfficeKind.STAFF, title="会计", **full),
    ]
    judgement = judge_list(rows)
    new, adds, refused = Outcome.NEW, Outcome.ADDS, Outcome.REFUSED
    assert outcomes(judgement) == [new, refused, adds, refused, adds, refused]
    with pytest.raises(ValueError, match="refused"):
        write_list(judgement, title="任职", by=CLERK, details={})
    assert Appointment.objects.count() == 0


def test_more_people_than_seats_are_refused_beforehand() -> None:
    written(SOCIETY)
    society = Organisation.objects.get()
    post = Post.objects.create(organisation=society, office=OfficeKind.DIRECTOR)
    actions.believe(Seats(post=post, number=1, valid=period(None)), by=CLERK)
    judgement = judge_list([appointed(2, WANG), appointed(3, LI)])
    assert outcomes(judgement) == [Outcome.REFUSED] * 2
    assert "会有 2 人，只有 1 席" in said(judgement)
    follows = judge_list(
        [appointed(2, WANG, until=date(2018, 1, 1)), appointed(3, LI, since=date(2018, 1, 1))]
    )
    assert outcomes(follows) == [Outcome.NEW] * 2


def test_marks_are_for_people_the_register_knows() -> None:
    mark = StandingRow(2, WANG, MarkKind.GRASSROOTS_FRONTLINE, holds=True, basis="单位认定")
    assert outcomes(judge_list([mark])) == [Outcome.REFUSED]
    written(PersonRow(2, WANG))
    written(mark)
    assert Standing.objects.get().holds
    other = StandingRow(2, WANG, MarkKind.GRASSROOTS_FRONTLINE, holds=False)
    assert outcomes(judge_list([mark, other])) == [Outcome.SAME, Outcome.REFUSED]


def test_what_the_database_refuses_leaves_nothing() -> None:
    written(SOCIETY)
    judgement = judge_list([appointed(2, WANG)])
    draft = judgement.draft
    draft.facts[Appointment].append(draft.facts[Appointment][0])
    before = (Batch.objects.count(), Entry.objects.count())
    with pytest.raises(NotWritten, match="appointment_once"):
        write_list(judgement, title="任职", by=CLERK, details={})
    assert (Batch.objects.count(), Entry.objects.count(), Person.objects.count()) == (*before, 0)


def test_an_import_is_undone_but_for_what_was_corrected_since() -> None:
    batch = written(PersonRow(2, WANG), PersonRow(3, LI))
    name = PersonFact.objects.get(value="王丽")
    actions.correct(name, by=CLERK, reason="改名", value="王莉")
    undone = undo_import(batch, by=CLERK, reason="导错了")
    believed = PersonFact.objects.filter(known__upper_inf=True).values_list("value", flat=True)
    assert (list(believed), undone.stayed) == (["王莉"], 1)
    assert undone.ended == 9
    assert undo_import(batch, by=CLERK, reason="再来").ended == 0


def test_what_was_undone_can_be_imported_again() -> None:
    undo_import(written(SOCIETY), by=CLERK, reason="导错了")
    judgement = judge_list([SOCIETY])
    assert outcomes(judgement) == [Outcome.NEW]
    write_list(judgement, title="单位", by=CLERK, details={})
    assert OrganisationFact.objects.filter(known__upper_inf=True, kind="name").count() == 1


def test_an_outsider_imports_nothing_and_undoes_nothing() -> None:
    batch = written(SOCIETY)
    with pytest.raises(NotAllowed):
        write_list(judge_list([PersonRow(2, LI)]), title="人员", by=OUTSIDER, details={})
    with pytest.raises(NotAllowed):
        undo_import(batch, by=OUTSIDER, reason="")
