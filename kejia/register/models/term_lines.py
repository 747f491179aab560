"""What a document asks of one body and one of its terms, in plain words."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kejia.register.models.identities import Fact, Organisation, no_overlap


class TermLine(Fact):
    """A line of a term (届次要求): `kejia.norms.lines.read_line` says what its words may be. `valid` are its days."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="term_lines")
    body = models.CharField(max_length=20)
    term = models.PositiveSmallIntegerField()
    attribute = models.CharField(max_length=40)
    age = models.PositiveSmallIntegerField(default=0)
    """The age of an attribute that has one, else 0."""
    relation = models.CharField(max_length=20)
    value = models.CharField(max_length=20, blank=True)
    modality = models.CharField(max_length=8)
    quote = models.CharField(max_length=300)
    addressee = models.CharField(max_length=100, blank=True)
    """Who is to keep it, where the document names somebody; else whoever makes up the body."""
    clause = models.CharField(max_length=8, blank=True)
    """The clause of the plan that the line carries out; blank where it stands beside the plan."""

    class Meta(Fact.Meta):
        """The same thing is asked once at a time; never without document, its day, a first day and the words."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("term_line_once", "organisation", "body", "attribute", "age", "relation"),
            models.CheckConstraint(
                condition=~Q(document="") & Q(document_date__isnull=False), name="term_line_has_a_document"
            ),
            models.CheckConstraint(
                condition=~Q(quote="") & Q(valid__startswith__isnull=False),
                name="term_line_has_words_and_a_day",
            ),
        ]
