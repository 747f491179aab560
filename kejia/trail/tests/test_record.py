"""Recording: with its act or not at all, nothing personal in it, forgotten without breaking it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from kejia.trail.access import MayNotReadTrail
from kejia.trail.actions import OutsideTransaction, forget_actor, forget_private, record
from kejia.trail.actor import Actor
from kejia.trail.canonical import CannotBeWritten
from kejia.trail.leaves import digest_of
from kejia.trail.models import ActorName, Entry, PrivateSalt
from kejia.trail.reads import was_private
from kejia.trail.tests.acting import CHEN, CONSOLE, LI, act, act_and_seal, seal_all
from kejia.trail.verifying import verify

POST = ("register.post", "12")
committed = pytest.mark.django_db(transaction=True)


@pytest.mark.django_db
def test_an_entry_says_who_under_which_post_did_what_to_what_and_when() -> None:
    before = datetime.now(UTC)
    entry = record(
        "appointed", by=CHEN, subject=POST, details={"paper": "鲁科协发〔2017〕3 号", "seats": [1, 2]}
    )
    read = Entry.objects.get()
    assert read == entry
    assert (read.actor_kind, read.actor_id, read.actor_name) == ("person", "7", "陈静")
    assert (read.acted_as, read.on_behalf_of) == ("组织部部长", "科协党组 2017 年第 3 号文")
    assert (read.act, read.subject_type, read.subject_id) == ("appointed", "register.post", "12")
    assert read.details == {"paper": "鲁科协发〔2017〕3 号", "seats": [1, 2]}
    assert before - timedelta(seconds=5) < read.at < datetime.now(UTC) + timedelta(seconds=5)
    assert (entry.at, entry.transaction) == (read.at, read.transaction)
    assert (read.position, read.leaf, read.private_digest) == (None, None, None)


@pytest.mark.django_db
def test_a_row_of_a_table_is_a_subject_once_it_has_an_id() -> None:
    subject = act()[0]
    assert record("corrected", by=CHEN, subject=subject).subject_id == str(subject.pk)
    assert Entry.objects.get(act="corrected").subject_type == "trail.entry"
    with pytest.raises(ValueError, match="Entry has no id yet"):
        record("corrected", by=CHEN, subject=Entry())
    with pytest.raises(ValueError, match="a type and an id"):
        record("corrected", by=CHEN, subject=("register.post", ""))


@committed
def test_an_act_that_is_rolled_back_leaves_no_entry() -> None:
    def appoint_and_fail() -> None:
        with transaction.atomic():
            record("appointed", by=CHEN, subject=POST)
            raise KeyError("the seat was taken")

    with pytest.raises(KeyError):
        appoint_and_fail()
    assert Entry.objects.count() == ActorName.objects.count() == 0


@committed
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(OutsideTransaction, match="appointed"):
        record("appointed", by=CHEN, subject=POST)
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["", "Appointed", "appointed!", "任命", "appointed by", "1st"])
def test_an_act_is_one_word_in_lower_case(verb: str) -> None:
    with pytest.raises(ValueError, match="past tense"):
        record(verb, by=CHEN, subject=POST)


@pytest.mark.django_db
def test_details_that_could_not_be_hashed_are_refused_by_name() -> None:
    with pytest.raises(CannotBeWritten, match=r"value\.share: float"):
        record("counted", by=CHEN, subject=POST, details={"share": 0.75})  # type: ignore[dict-item] # that is the point
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("kind", "id", "name"), [("robot", "1", "x"), ("person", " ", "x"), ("person", "1", "")]
)
def test_an_actor_is_of_a_known_kind_and_has_id_and_name(kind: str, id: str, name: str) -> None:
    with pytest.raises(ValueError, match="an actor"):
        Actor(kind, id, name, "")  # type: ignore[arg-type] # a kind that does not exist


@pytest.mark.django_db
def test_private_values_are_kept_nowhere_and_proved_while_their_salt_is_there() -> None:
    number = {"number": "370102199003077777"}
    entry = record("read_number", by=CHEN, subject=("register.person", "3"), private=number)
    with connection.cursor() as cursor:
        for table in ("trail_entry", "trail_privatesalt", "trail_actorname"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%%370102199003077777%%'")
            assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM trail_actorname t WHERE t::text LIKE '%%陈静%%'")
        assert cursor.fetchone() == (1,)  # the search would have found it
    assert was_private(entry, number, by=CONSOLE) is True
    assert was_private(entry, {"number": "370102199003077778"}, by=CONSOLE) is False
    with pytest.raises(MayNotReadTrail):
        was_private(entry, number, by=CHEN)


@pytest.mark.django_db
def test_the_same_private_value_never_has_the_same_digest_twice() -> None:
    entries = [record("read_number", by=CHEN, subject=POST, private={"n": "1"}) for _ in range(2)]
    assert bytes(entries[0].private_digest or b"") != bytes(entries[1].private_digest or b"")
    assert bytes(entries[0].actor_name_digest) != bytes(entries[1].actor_name_digest)


@committed
def test_after_erasure_nobody_can_try_values_and_the_trail_still_verifies() -> None:
    person, other = ("register.person", "3"), ("register.person", "4")
    with transaction.atomic():
        entry = record("read_number", by=CHEN, subject=person, private={"number": "1"})
        kept = record("read_number", by=CHEN, subject=other, private={"number": "1"})
    salt = bytes(PrivateSalt.objects.get(entry=entry).salt)
    assert digest_of({"number": "1"}, salt) == bytes(
        entry.private_digest or b""
    )  # a guesser with the salt would know
    seal_all(2)
    assert forget_private(person) == 1
    assert was_private(entry, {"number": "1"}, by=CONSOLE) is None
    assert was_private(kept, {"number": "1"}, by=CONSOLE) is True
    assert not PrivateSalt.objects.filter(entry=entry).exists()
    assert verify().whole


@committed
def test_a_forgotten_actor_keeps_the_id_and_loses_the_name_and_the_trail_still_verifies() -> None:
    act_and_seal(2)
    with transaction.atomic():
        record("withdrew", by=LI, subject=POST)
    seal_all(1)
    assert forget_actor("person", "7") == 2
    assert [entry.actor_name for entry in Entry.objects.order_by("id")] == ["", "", "李强"]
    assert [entry.actor_id for entry in Entry.objects.order_by("id")] == ["7", "7", "8"]
    with connection.cursor() as cursor:
        for table in ("trail_entry", "trail_actorname"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%%陈静%%'")
            assert cursor.fetchone() == (0,)
    assert verify().whole
