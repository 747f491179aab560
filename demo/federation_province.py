"""The provincial association of the invented federation: before and after the reform of articles 1 to 3.

Departments 9 before and 8 after, institutions 6 and 5, their headcount 260 and 246 (5.4 % less).
"""

from datetime import date
from typing import NamedTuple

from demo.federation_cast import BEGINNING, Cast, Sort
from demo.federation_rows import NO_PAPER, Days, Federation, Paper, paper
from kejia.codes.divisions import PROVINCE
from kejia.register.kinds import (
    Capacity,
    EstablishmentKind,
    FunctionKind,
    Level,
    MeasureKind,
    OfficeKind,
    OrganisationFactKind,
    OrganisationKind,
    RelationKind,
)

REFORM = date(2017, 5, 27)
"""The day on which the institutions changed."""
FROM_BEGINNING = Days(BEGINNING)
FROM_REFORM, TO_REFORM = Days(REFORM), Days(BEGINNING, REFORM)
STAFFING_BEFORE = paper("某编发", date(2012, 1, 1), 3)
STAFFING_AFTER = paper("某编办发", REFORM, 46)
SNAPSHOT = paper("某编办函", date(2016, 12, 31), 118)
FLATTENING = paper("某科协发", date(2017, 6, 30), 31)
ORDINALS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
FLAT = date(2018, 1, 1)
"""From this day institutions have fewer departments."""


class Department(NamedTuple):
    """A department of the association's office."""

    name: str
    headcount: int
    function: FunctionKind
    matter: str


DEPARTMENTS = (
    Department("办公室", 14, FunctionKind.COORDINATE, "综合协调"),
    Department("组织人事部", 9, FunctionKind.SUPERVISE, "干部考核"),
    Department("学会学术部", 10, FunctionKind.PLAN, "学会改革规划"),
    Department("科学技术普及部", 10, FunctionKind.PLAN, "科普规划"),
    Department("调研宣传部", 9, FunctionKind.DESIGN, "改革总体设计"),
    Department("企业工作部", 7, FunctionKind.COORDINATE, "企业科协统筹"),
    Department("机关党委", 8, FunctionKind.SUPERVISE, "党建监督"),
    Department("离退休干部处", 5, FunctionKind.COORDINATE, "离退休干部服务统筹"),
)
CLOSED_DEPARTMENT = Department("国际联络部", 4, FunctionKind.COORDINATE, "对外交流统筹")
"""Its work went to the department of societies."""


class Institution(NamedTuple):
    """An institution; `until` is None where it goes on, `departments` are those before and after flattening."""

    name: str
    headcount: int
    after: int | None
    departments: tuple[int, int]
    levels: tuple[int, int]
    supervisor: str
    matter: str


BEFORE = (
    Institution("《科技经济导刊》杂志社", 26, None, (3, 3), (3, 3), "调研宣传部", "期刊出版"),
    Institution("省科学技术宣传馆", 92, None, (8, 8), (3, 3), "科学技术普及部", "科普展览"),
    Institution("省青少年科技活动中心", 38, None, (5, 5), (3, 3), "科学技术普及部", "青少年科技竞赛"),
    Institution("省学会服务中心", 44, 42, (6, 5), (3, 2), "学会学术部", "学会办事服务"),
    Institution("省科技咨询服务中心", 36, 32, (5, 4), (3, 2), "企业工作部", "科技咨询"),
    Institution("省科协信息中心", 24, 22, (4, 4), (3, 3), "办公室", "信息系统运行"),
)
FOUNDED = (
    Institution(
        "省科学技术馆（省青少年科技活动中心）", 120, 120, (12, 9), (3, 2), "科学技术普及部", "科普展教"
    ),
    Institution("省创新战略研究院", 30, 30, (5, 4), (2, 2), "调研宣传部", "创新战略研究"),
)


class Office(NamedTuple):
    """The provincial association and what others refer to."""

    association: int
    departments: dict[str, int]


def write_province(federation: Federation, cast: Cast) -> Office:
    """The association, its departments and institutions, headcount, baselines, functions, staff, postings."""
    association = federation.organisation(
        OrganisationKind.ASSOCIATION, "某省科学技术协会", level=Level.PROVINCE, division=PROVINCE
    )
    federation.credit_code(association, "13")
    departments = {each.name: _department(federation, cast, association, each) for each in DEPARTMENTS}
    closed = _department(federation, cast, association, CLOSED_DEPARTMENT, TO_REFORM)
    merged = Days(REFORM)
    federation.relate(closed, RelationKind.MERGED_INTO, departments["学会学术部"], merged, STAFFING_AFTER)
    before = {each.name: _institution(federation, cast, association, departments, each) for each in BEFORE}
    museum, institute = (
        _institution(federation, cast, association, departments, each, founded=True) for each in FOUNDED
    )
    for name in ("省科学技术宣传馆", "省青少年科技活动中心"):
        federation.relate(before[name], RelationKind.MERGED_INTO, museum, merged, STAFFING_AFTER)
    _baselines(federation, association)
    # a finding of 1.4 and of 1.3: an institution that plans, and a matter that two declare
    federation.does(institute, FunctionKind.PLAN, "科技人才规划", FROM_REFORM, STAFFING_AFTER)
    federation.does(before["省学会服务中心"], FunctionKind.CARRY_OUT, "科技咨询", TO_REFORM, STAFFING_BEFORE)
    _postings(federation, cast, association, departments, museum)
    return Office(association, departments)


def _department(
    federation: Federation, cast: Cast, association: int, each: Department, days: Days = FROM_BEGINNING
) -> int:
    ending = STAFFING_AFTER if days.until else STAFFING_BEFORE
    id = federation.organisation(OrganisationKind.DEPARTMENT, each.name, days, paper=ending)
    federation.relate(id, RelationKind.PART_OF, association, days, STAFFING_BEFORE)
    federation.authorise(id, EstablishmentKind.ADMINISTRATIVE, each.headcount, days, STAFFING_BEFORE)
    federation.does(id, each.function, each.matter, days, STAFFING_BEFORE)
    head = federation.post(id, OfficeKind.HEAD, "部长", one_seat=True)
    staff = federation.post(id, OfficeKind.STAFF, seats=each.headcount - 1)
    people = cast.mixed(0, each.headcount - 2, 1)
    leader = cast.of_sort(people, Sort.CADRE)[0]
    for person in people:
        post, position = (head, "部长") if person == leader else (staff, "干部")
        if days.until is None:
            cast.works_at(person, id, position)
        federation.appoint(
            person, post, days, capacity=Capacity.FULL_TIME, establishment=EstablishmentKind.ADMINISTRATIVE
        )
    return id


def _institution(
    federation: Federation,
    cast: Cast,
    association: int,
    departments: dict[str, int],
    each: Institution,
    *,
    founded: bool = False,
) -> int:
    days = FROM_REFORM if founded else TO_REFORM if each.after is None else Days(BEGINNING)
    its_paper = STAFFING_AFTER if founded or days.until else STAFFING_BEFORE
    id = federation.organisation(OrganisationKind.INSTITUTION, each.name, days, paper=its_paper)
    federation.credit_code(id, "12", days)
    federation.relate(id, RelationKind.PART_OF, association, days, its_paper)
    late = each.name == "省科协信息中心"  # its supervisor was named only in the autumn
    supervised = Days(date(2017, 10, 16)) if late else days
    federation.relate(id, RelationKind.SUPERVISED_BY, departments[each.supervisor], supervised, its_paper)
    federation.does(id, FunctionKind.CARRY_OUT, each.matter, days, its_paper)
    kind = EstablishmentKind.PUBLIC_INSTITUTION
    if founded or each.after is None:
        federation.authorise(id, kind, each.headcount, days, its_paper)
    else:
        federation.authorise(id, kind, each.headcount, TO_REFORM, STAFFING_BEFORE)
        federation.authorise(id, kind, each.after, FROM_REFORM, STAFFING_AFTER)
    _departments_within(federation, id, each, days)
    vacant = 2 if each.headcount > 30 else 0
    post = federation.post(id, OfficeKind.STAFF, seats=each.after or each.headcount)
    for person in cast.draw(Sort.FRONTLINE, (each.after or each.headcount) - vacant):
        if days.until is None:
            cast.works_at(person, id, "科技人员")
        federation.appoint(person, post, days, capacity=Capacity.FULL_TIME, establishment=kind)
    return id


def _departments_within(federation: Federation, institution: int, each: Institution, days: Days) -> None:
    """Its own departments, of which some end when it is flattened; and its levels."""
    before, after = each.departments
    flat = Days(days.since, FLAT)
    for number in range(1, before + 1):
        span = days if days.until or number <= after else flat
        name = f"{each.name.split('（')[0]}第{ORDINALS[number - 1]}部"
        end = FLATTENING if span.until == FLAT else NO_PAPER
        department = federation.organisation(OrganisationKind.DEPARTMENT, name, span, paper=end)
        federation.relate(department, RelationKind.PART_OF, institution, span)
    levels = [(each.levels[0], days)]
    if days.until is None and each.levels[1] != each.levels[0]:
        levels = [(each.levels[0], flat), (each.levels[1], Days(FLAT))]
    for level, span in levels:
        federation.say(institution, OrganisationFactKind.INTERNAL_LEVELS, str(level), span)
    if days.until is None:
        snapshot = date(2017, 7, 1)
        federation.baseline(institution, MeasureKind.DEPARTMENTS, before, snapshot, FLATTENING)
        federation.baseline(institution, MeasureKind.LEVELS, each.levels[0], snapshot, FLATTENING)


def _baselines(federation: Federation, association: int) -> None:
    """As it stood at the end of 2016."""
    institutions = sum(each.headcount for each in BEFORE)
    office = sum(each.headcount for each in DEPARTMENTS) + CLOSED_DEPARTMENT.headcount
    for measure, number in (
        (MeasureKind.DEPARTMENTS, len(DEPARTMENTS) + 1),
        (MeasureKind.INSTITUTIONS, len(BEFORE)),
        (MeasureKind.INSTITUTION_HEADCOUNT, institutions),
        (MeasureKind.HEADCOUNT, institutions + office),
    ):
        federation.baseline(association, measure, number, date(2017, 1, 1), SNAPSHOT)


def _postings(
    federation: Federation, cast: Cast, association: int, departments: dict[str, int], museum: int
) -> None:
    """Ten people posted in from the reform on; ten more from March to August 2019, which is too many (3.4)."""
    places = [*list(departments.values())[:5], museum]
    order: Paper = paper("某科协发", REFORM, 33)
    posts = [federation.post(place, OfficeKind.STAFF, "挂职干部") for place in places]
    long, short = Days(date(2017, 7, 3)), Days(date(2019, 3, 1), date(2019, 9, 1))
    for at, person in enumerate(cast.draw(Sort.FRONTLINE, 20)):
        days = long if at < 10 else short
        post = posts[at % len(posts)]
        federation.appoint(person, post, days, capacity=Capacity.POSTED_IN, paper=order)
    outward = federation.post(association, OfficeKind.STAFF, "外派挂职")
    for person in cast.draw(Sort.MANAGER, 4):
        federation.appoint(
            person, outward, Days(date(2018, 3, 1), date(2019, 3, 1)), capacity=Capacity.POSTED_OUT
        )
