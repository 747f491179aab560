"""The tables of the register; see `identities` for what they have in common."""

from kejia.register.models.appointments import Appointment, Seats
from kejia.register.models.authority import PostDuty, StandIn
from kejia.register.models.baselines import Baseline, CountingBasis
from kejia.register.models.claims import Claim, Invitation
from kejia.register.models.countersigns import Countersign, HandOver
from kejia.register.models.identities import BELIEVED, Batch, Fact, Identity, Organisation, Person, Post
from kejia.register.models.merges import Merge, Replacement
from kejia.register.models.organisations import (
    Establishment,
    Membership,
    OrganisationFact,
    OrganisationFunction,
    OrganisationRelation,
)
from kejia.register.models.people import Employment, IdentityDocument, PersonFact, PostApproval, Standing
from kejia.register.models.readings import CorrectionRequest, ProtectedReading
from kejia.register.models.rights import EmergencyRight
from kejia.register.models.term_lines import TermLine

__all__ = [
    "BELIEVED",
    "Appointment",
    "Baseline",
    "Batch",
    "Claim",
    "CorrectionRequest",
    "Countersign",
    "CountingBasis",
    "EmergencyRight",
    "Employment",
    "Establishment",
    "Fact",
    "HandOver",
    "Identity",
    "IdentityDocument",
    "Invitation",
    "Membership",
    "Merge",
    "Organisation",
    "OrganisationFact",
    "OrganisationFunction",
    "OrganisationRelation",
    "Person",
    "PersonFact",
    "Post",
    "PostApproval",
    "PostDuty",
    "ProtectedReading",
    "Replacement",
    "Seats",
    "StandIn",
    "Standing",
    "TermLine",
]
