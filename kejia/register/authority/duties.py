"""Duties given to posts: singly, or by a common set; nobody gives more than they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.db import transaction

from kejia.plain.text import Text
from kejia.register.actions import believe
from kejia.register.kinds import Right, Scope
from kejia.register.models import Post, PostDuty
from kejia.register.periods import period
from kejia.trail.actor import Actor

FILE = Path(__file__).with_name("duties.yaml")


@dataclass(frozen=True)
class CommonSet:
    """What posts of a sort commonly may do."""

    key: str
    name: Text
    duties: Mapping[Right, Scope]


@cache
def common_sets() -> Mapping[str, CommonSet]:
    """All sets of `duties.yaml`, in its order. Raises ValueError where a right stands in it twice."""
    return {key: _read(key, told) for key, told in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()}


@transaction.atomic
def give_duty(
    post: Post, right: Right, scope: Scope, *, since: date | None, document: str = "", by: Actor
) -> PostDuty:
    """A post brings a right from a day on. Raises NotAllowed where it is more than the giver has, Overlaps."""
    duty = PostDuty(post=post, right=right, scope=scope, valid=period(since), document=document)
    return believe(duty, by=by, act="gave_duty")


@transaction.atomic
def give_common_set(
    post: Post, key: str, *, since: date | None, document: str = "", by: Actor
) -> list[PostDuty]:
    """All duties of a set, from a day on."""
    duties = common_sets()[key].duties
    return [
        give_duty(post, right, scope, since=since, document=document, by=by)
        for right, scope in duties.items()
    ]


def _read(key: str, told: Mapping[str, list[str]]) -> CommonSet:
    zh, en = told["name"]
    duties: dict[Right, Scope] = {}
    for scope in Scope:
        for word in told.get(scope.value, []):
            right = Right[word.upper()]
            if right in duties:
                raise ValueError(f"{FILE.name}: {key} has {word} twice")
            duties[right] = scope
    return CommonSet(key, Text(zh, en), duties)
