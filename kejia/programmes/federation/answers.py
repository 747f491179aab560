"""What the API answers about organisations and bodies."""

from typing import Literal

from ninja import Schema


class Refusal(Schema):
    """Why there is no answer, and what to do."""

    error: str


class KindOut(Schema):
    """A kind: its word in the register, and its name."""

    value: str
    name: str


class FactOut(Schema):
    """One thing said of an organisation; `until` is its last day. `place` is what a code names."""

    kind: KindOut
    value: str
    place: str | None
    since: str | None
    until: str | None
    holds: bool
    document: str


class RelatedOut(Schema):
    """Another organisation; `up` where this one is ... of the other."""

    kind: KindOut
    up: bool
    id: int
    name: str
    since: str | None


class HeadcountOut(Schema):
    """Authorised headcount of one kind; null where no number is authorised."""

    kind: KindOut
    authorised: int | None
    filled: int
    vacant: int | None
    document: str


class HolderOut(Schema):
    """Who holds a post, as official lists print the name."""

    name: str
    capacity: str
    since: str | None
    until: str | None


class PostOut(Schema):
    """A post; `seats` is null where no number is on record, holders are named where they are few."""

    office: KindOut
    title: str
    seats: int | None
    filled: int
    vacant: int | None
    holders: list[HolderOut]


class OrganisationOut(Schema):
    """An organisation on a day. Of one kind of relation up to 30 others are given."""

    id: int
    kind: KindOut
    name: str
    on: str
    facts: list[FactOut]
    relations: list[RelatedOut]
    predecessors: list[RelatedOut]
    successors: list[RelatedOut]
    headcount: list[HeadcountOut]
    posts: list[PostOut]
    bodies: list[KindOut]


class MemberOut(Schema):
    """Somebody in a body, in the official order of strokes within the office."""

    person: int
    name: str
    office: KindOut
    birth: str
    party: str
    where: str
    term: int | None
    since: str | None
    until: str | None


class VerdictOut(Schema):
    """What one rule says of the body; a share comes with its figures, as fractions. `doubtful` are people to ask about."""

    norm: str
    clause: str
    name: str
    modality: Literal["must", "should", "may", "trend"]
    state: Literal["met", "not_met", "cannot_tell", "not_in_force"]
    say: str
    numerator: int | None
    denominator: int | None
    low: str | None
    high: str | None
    threshold: str | None
    doubtful: list[int]


class BodyOut(Schema):
    """A body on a day."""

    organisation: int
    name: str
    body: KindOut
    on: str
    people: int
    filled: int
    seats: int | None
    basis: str
    verdicts: list[VerdictOut]
    roster: list[MemberOut]
