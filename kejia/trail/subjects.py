"""What an act was done to: a row of any table, or a pair of words for what is none."""

from typing import TypeAlias

from django.db import models

Subject: TypeAlias = "models.Model | tuple[str, str]"


def name_of_subject(subject: Subject) -> tuple[str, str]:
    """Its type and its id: ("register.post", "7"); ids, never a person's name or number."""
    if isinstance(subject, models.Model):
        if subject.pk is None:
            raise ValueError(f"{type(subject).__name__} has no id yet: save it before the act is recorded")
        return subject._meta.label_lower, str(subject.pk)
    kind, id = subject
    if not kind or not id:
        raise ValueError("a subject has a type and an id")
    return kind, id
