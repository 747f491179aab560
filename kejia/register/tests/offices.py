"""A small federation with its offices, for tests of who may what."""

from datetime import date

from kejia.register import actions
from kejia.register.authority.duties import give_common_set
from kejia.register.kinds import OfficeKind, OrganisationFactKind, OrganisationKind, RelationKind
from kejia.register.models import Organisation, OrganisationFact, OrganisationRelation, Person, Post
from kejia.register.periods import period
from kejia.register.tests.people import CLERK, TERM, person
from kejia.trail.actor import Actor


def organisation(kind: OrganisationKind, name: str) -> Organisation:
    """An organisation with a name."""
    made = Organisation.objects.create(kind=kind)
    fact = OrganisationFact(organisation=made, kind=OrganisationFactKind.NAME, value=name, valid=period(None))
    actions.believe(fact, by=CLERK)
    return made


def relate(
    one: Organisation, kind: RelationKind, other: Organisation, since: date = TERM
) -> OrganisationRelation:
    """One stands to another."""
    fact = OrganisationRelation(organisation=one, kind=kind, other=other, valid=period(since))
    return actions.believe(fact, by=CLERK)


def office(
    of: Organisation, common_set: str, holder: str, *, since: date = TERM, until: date | None = None
) -> tuple[Post, Person]:
    """A post with its common duties, and a new person who holds it."""
    kind = OfficeKind.SECRETARY_GENERAL if "secretary" in common_set else OfficeKind.STAFF
    post = Post.objects.create(organisation=of, office=kind)
    give_common_set(post, common_set, since=None, by=CLERK)
    who = person(holder)
    actions.appoint(who, post, since=since, until=until, document="任字〔2016〕1号", by=CLERK)
    return post, who


def acting(who: Person, post: Post | None = None) -> Actor:
    """Somebody signed in, under a post."""
    return Actor("person", str(who.pk), "某人", f"post:{post.pk}" if post else "")


class Federation:
    """Province, city, county, two societies, a department, each with an office."""

    def __init__(self) -> None:
        kinds = OrganisationKind
        self.province = organisation(kinds.ASSOCIATION, "甲省科协")
        self.department = organisation(kinds.DEPARTMENT, "甲省科协组织人事部")
        self.city = organisation(kinds.ASSOCIATION, "乙市科协")
        self.county = organisation(kinds.ASSOCIATION, "丙县科协")
        self.unit = organisation(kinds.GRASSROOTS_UNIT, "丙县某厂科协")
        self.society = organisation(kinds.SOCIETY, "甲省物理学会")
        self.other_society = organisation(kinds.SOCIETY, "甲省化学会")
        self.branch = organisation(kinds.BRANCH, "甲省物理学会光学分会")
        relate(self.department, RelationKind.PART_OF, self.province)
        relate(self.city, RelationKind.GUIDED_BY, self.province)
        relate(self.county, RelationKind.GUIDED_BY, self.city)
        relate(self.unit, RelationKind.GUIDED_BY, self.county)
        relate(self.society, RelationKind.SUPERVISED_BY, self.department)
        relate(self.other_society, RelationKind.SUPERVISED_BY, self.department)
        relate(self.branch, RelationKind.PART_OF, self.society)
        relate(self.society, RelationKind.MEMBER_OF, self.other_society)
        self.head_post, self.head = office(self.province, "association_in_charge", "省主任")
        self.clerk_post, self.clerk = office(self.department, "provincial_clerk", "省干事")
        self.city_post, self.city_head = office(self.city, "association_in_charge", "市主任")
        self.county_post, self.county_head = office(self.county, "association_in_charge", "县主任")
        self.secretary_post, self.secretary = office(self.society, "society_secretary_general", "甲秘书长")
        self.rival_post, self.rival = office(self.other_society, "society_secretary_general", "乙秘书长")

    @property
    def all(self) -> set[Organisation]:
        """All its organisations."""
        return {
            self.province, self.department, self.city, self.county, self.unit,
            self.society, self.other_society, self.branch,
        }  # fmt: skip
