"""From a seat on a roster to the office that a register keeps: of all that a person is called, the highest."""

from kejia.norms.kinds import Body
from kejia.register.kinds import Capacity, OfficeKind
from kejia.rosters.seats import Seat

LOWEST: dict[Body, OfficeKind] = {
    Body.CONGRESS: OfficeKind.DELEGATE,
    Body.COMMITTEE: OfficeKind.COMMITTEE_MEMBER,
    Body.STANDING: OfficeKind.STANDING_MEMBER,
    Body.VICE_CHAIRS: OfficeKind.PART_TIME_VICE_CHAIR,
    Body.SOCIETY_CONGRESS: OfficeKind.SOCIETY_DELEGATE,
    Body.SOCIETY_DIRECTORS: OfficeKind.DIRECTOR,
    Body.SOCIETY_STANDING: OfficeKind.STANDING_DIRECTOR,
}
"""What everybody in a body is, where the roster does not tell them apart."""
_ASSOCIATION = (
    (Seat.CHAIR, OfficeKind.CHAIR),
    (Seat.PART_TIME_VICE_CHAIR, OfficeKind.PART_TIME_VICE_CHAIR),
    (Seat.VICE_CHAIR, OfficeKind.VICE_CHAIR),
    (Seat.STANDING, OfficeKind.STANDING_MEMBER),
)
_SOCIETY = ((Seat.STANDING_DIRECTOR, OfficeKind.STANDING_DIRECTOR),)
_DEPUTIES = ("副理事长", "副会长")


def office_in(body: Body, seats: Seat, typed: str, has_seats: bool) -> OfficeKind:
    """The office by which somebody with these seats, typed so, sits in a body."""
    if not has_seats:
        return LOWEST[body]
    if body is Body.CONGRESS and seats & Seat.INVITED and not seats & Seat.DELEGATE:
        return OfficeKind.INVITED_DELEGATE
    if body in (Body.COMMITTEE, Body.STANDING):
        return next((office for seat, office in _ASSOCIATION if seats & seat), LOWEST[body])
    if body in (Body.SOCIETY_DIRECTORS, Body.SOCIETY_STANDING):
        if seats & Seat.SOCIETY_CHAIR:
            deputy = any(word in typed for word in _DEPUTIES)
            return OfficeKind.VICE_PRESIDENT if deputy else OfficeKind.PRESIDENT
        return next((office for seat, office in _SOCIETY if seats & seat), LOWEST[body])
    return LOWEST[body]


def capacity_of(office: OfficeKind, seats: Seat, typed: str) -> Capacity:
    """How the office is held: part-time, as lists take it, unless the roster says otherwise."""
    if office is OfficeKind.VICE_CHAIR and seats & Seat.FULL_TIME_VICE_CHAIR:
        return Capacity.POSTED_IN if "挂职" in typed else Capacity.FULL_TIME
    return Capacity.PART_TIME
