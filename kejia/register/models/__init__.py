"""The tables of the register; see `identities` for what they have in common."""

from kejia.register.models.appointments import Appointment, Seats
from kejia.register.models.identities import BELIEVED, Batch, Fact, Identity, Organisation, Person, Post
from kejia.register.models.organisations import (
    Establishment,
    Membership,
    OrganisationFact,
    OrganisationFunction,
    OrganisationRelation,
)
from kejia.register.models.people import Employment, IdentityDocument, PersonFact, PostApproval, Standing

__all__ = [
    "BELIEVED",
    "Appointment",
    "Batch",
    "Employment",
    "Establishment",
    "Fact",
    "Identity",
    "IdentityDocument",
    "Membership",
    "Organisation",
    "OrganisationFact",
    "OrganisationFunction",
    "OrganisationRelation",
    "Person",
    "PersonFact",
    "Post",
    "PostApproval",
    "Seats",
    "Standing",
]
