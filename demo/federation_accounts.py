"""Whose accounts come with the invented federation: each sees another part of the inside pages."""

from demo.federation_cast import LIN_IS, Cast
from demo.federation_places import Places
from demo.federation_province import Office
from demo.federation_rows import Days, DemoAccount, Federation
from demo.federation_societies import OURS
from kejia.register.kinds import OfficeKind


def accounts_of(
    federation: Federation, cast: Cast, office: Office, places: Places, societies: list[int]
) -> list[DemoAccount]:
    """Five: of the province two, of a society and a county one each, and a worker without rights by a post."""
    found = []
    for key, organisation, kind, common_set in (
        ("office", office.departments["办公室"], OfficeKind.HEAD, "administrator"),
        ("personnel", office.departments["组织人事部"], OfficeKind.HEAD, "provincial_clerk"),
        ("society", societies[OURS], OfficeKind.SECRETARY_GENERAL, "society_secretary_general"),
        ("county", next(iter(places.counties.values())), OfficeKind.STAFF, "association_clerk"),
    ):
        person, post = _holder(federation, organisation, kind)
        found.append(DemoAccount(key, cast.people[person - 1].name, person, post, common_set))
    return [*found, DemoAccount("worker", cast.people[LIN_IS - 1].name, LIN_IS, None, "")]


def _holder(federation: Federation, organisation: int, kind: OfficeKind) -> tuple[int, int]:
    """Who holds a post of an organisation to this day, and which."""
    posts = {
        number
        for number, (at, office, _, _) in enumerate(federation.posts, 1)
        if (at, office) == (organisation, kind.value)
    }
    columns = federation.facts["appointment"].columns
    person, post, valid = (columns.index(name) for name in ("person_id", "post_id", "valid"))
    for row in federation.facts["appointment"].rows:
        who, which, days = row[person], row[post], row[valid]
        if which in posts and isinstance(days, Days) and days.until is None:
            assert isinstance(who, int) and isinstance(which, int)
            return who, which
    raise LookupError(organisation, kind)
