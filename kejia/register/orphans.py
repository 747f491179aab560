"""What an undone import leaves behind: identity rows, which never change, of which nothing is believed any more."""

from collections.abc import Collection

from django.db.models import Model

from kejia.register.models import Fact, Organisation, Person, Post


def orphans_among(subject: type[Model], ids: Collection[int] | None = None) -> set[int]:
    """Which of these people, organisations or posts (None: of all) an undone import left with nothing believed.

    An organisation is held by its posts too: one of them with a holder, and the organisation is no orphan.
    """
    rows = subject._default_manager.filter(batch__undone_at__isnull=False)
    left = set((rows if ids is None else rows.filter(pk__in=ids)).values_list("pk", flat=True))
    for model in Fact.__subclasses__():
        for column in model._meta.concrete_fields:
            related = column.related_model
            path = column.attname if related is subject else ""
            if subject is Organisation and related is Post:
                path = f"{column.name}__organisation_id"
            if path and left:
                believed = model._default_manager.filter(known__upper_inf=True, **{f"{path}__in": left})
                left -= set(believed.values_list(path, flat=True))
    return left


def holds_anything() -> bool:
    """Whether the register holds any person or organisation but orphans."""
    return any(
        subject._default_manager.exclude(pk__in=orphans_among(subject)).exists()
        for subject in (Organisation, Person)
    )
