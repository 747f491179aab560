"""Keys between models follow the order of imports, which a linter of imports cannot see."""

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

ORDER = (
    "plain",
    "trail",
    "accounts",
    "files",
    "messages",
    "rosters",
    "norms",
    "register",
    "judging",
    "wings",
    "programmes",
    "site",
)
"""Our packages that may hold models, the lowest first."""


def package_of(model: type[models.Model]) -> str | None:
    """The package of ours that holds a model: "programmes.plan" for one of a programme, None for others' models."""
    words = model.__module__.split(".")
    if words[0] != "kejia":
        return None
    return ".".join(words[1:3]) if words[1] == "programmes" else words[1]


def level(package: str) -> int:
    return ORDER.index(package.split(".")[0])


def faults(found: Iterable[type[models.Model]]) -> list[str]:
    """What is wrong with the keys of these models."""
    said = []
    for model in found:
        here = package_of(model)
        for field in (*model._meta.fields, *model._meta.many_to_many):
            target = field.related_model
            there = package_of(target) if isinstance(target, type) else None
            if here is None or there is None or there == here:
                continue
            name = f"{model.__name__}.{field.name}"
            if level(there) >= level(here):
                said.append(f"{name} points up, from {here} to {there}")
            if getattr(field.remote_field, "related_name", None) != "+":
                said.append(f'{name} leaves {there} and needs related_name="+"')
    return said


def test_keys_point_down_and_leave_no_trace_below() -> None:
    assert faults(apps.get_models()) == []


@pytest.mark.parametrize(
    ("below", "above", "related_name", "said"),
    [
        ("kejia.register.models", "kejia.programmes.plan.models", "+", []),
        (
            "kejia.wings.models",
            "kejia.register.models",
            "+",
            ["Holder.thing points up, from register to wings"],
        ),
        (
            "kejia.register.models",
            "kejia.wings.models",
            "holders",
            ['Holder.thing leaves register and needs related_name="+"'],
        ),
        (
            "kejia.programmes.awards.models",
            "kejia.programmes.plan.models",
            "+",
            ["Holder.thing points up, from programmes.plan to programmes.awards"],
        ),
    ],
)
def test_a_key_in_the_wrong_direction_is_found(
    below: str, above: str, related_name: str, said: list[str]
) -> None:
    with isolate_apps():
        thing = type(
            "Thing", (models.Model,), {"__module__": below, "Meta": type("Meta", (), {"app_label": "below"})}
        )
        holder = type(
            "Holder",
            (models.Model,),
            {
                "__module__": above,
                "Meta": type("Meta", (), {"app_label": "above"}),
                "thing": models.ForeignKey(thing, models.CASCADE, related_name=related_name),
            },
        )
        assert faults([thing, holder]) == said
