"""Reading the trail: each read names who reads, and refuses who may not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from kejia.crypt.choosing import by_hash
from kejia.crypt.suites import SHA_AES, equal
from kejia.trail.access import require_reader
from kejia.trail.actor import Actor, ActorKind
from kejia.trail.canonical import Plain
from kejia.trail.leaves import digest_of
from kejia.trail.models import Entry, PrivateSalt, TreeHead
from kejia.trail.subjects import Subject, name_of_subject


def entries_of_subject(subject: Subject, *, by: Actor) -> QuerySet[Entry]:
    """What was done to one thing, oldest first."""
    kind, id = name_of_subject(subject)
    return _seen_by(by).filter(subject_type=kind, subject_id=id)


def entries_of_actor(kind: ActorKind, id: str, *, by: Actor) -> QuerySet[Entry]:
    """What one actor did, under whatever post, oldest first."""
    return _seen_by(by).filter(actor_kind=kind, actor_id=id)


def entries_between(first: date, last: date, *, by: Actor) -> QuerySet[Entry]:
    """What was done from the first day to the last, both included, in the time of the installation; oldest first."""
    return _seen_by(by).filter(at__gte=_begin(first), at__lt=_begin(last + timedelta(days=1)))


def was_private(entry: Entry, values: Mapping[str, Plain], *, by: Actor) -> bool | None:
    """Whether these are the private values of an entry; None once they have been forgotten, or where it has none."""
    require_reader(by)
    kept = PrivateSalt.objects.filter(entry=entry).first()
    if kept is None or entry.private_digest is None:
        return None
    suite = by_hash(entry.digested_by or SHA_AES.hash_name)
    return equal(digest_of(values, bytes(kept.salt), suite), bytes(entry.private_digest))


def names_of_actors(subjects: Iterable[tuple[str, str]], *, by: Actor) -> dict[tuple[str, str], str]:
    """Who did the first act to each of these things, by name, in one statement; those forgotten are left out."""
    require_reader(by)
    ids: dict[str, set[str]] = defaultdict(set)
    for kind, id in subjects:
        ids[kind].add(id)
    if not ids:
        return {}
    which = Q()
    for kind, theirs in ids.items():
        which |= Q(subject_type=kind, subject_id__in=theirs)
    found = Entry.objects.filter(which, kept_name__isnull=False).order_by("-at", "-id")
    return {
        (kind, id): name
        for kind, id, name in found.values_list("subject_type", "subject_id", "kept_name__name")
    }


def find_newest_head() -> TreeHead | None:
    """The newest head of the tree, None before the first sealing; a head tells nothing and is open to all."""
    return TreeHead.objects.order_by("-size").first()


def _seen_by(actor: Actor) -> QuerySet[Entry]:
    require_reader(actor)
    return Entry.objects.select_related("kept_name").order_by("at", "id")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
