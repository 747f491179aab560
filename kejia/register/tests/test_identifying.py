"""Identity numbers: sealed, found, masked, revealed for a purpose, one person a number, blank after erasure."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from pytest_django.fixtures import Settings

from kejia.plain.identifiers import check_character
from kejia.plain.identity_documents import DocumentKind
from kejia.register import actions, sealing
from kejia.register.access import NotAllowed
from kejia.register.identifying import (
    Erased,
    NotADocument,
    NumberTaken,
    SeveralFit,
    find_by_document,
    reseal_documents,
    reveal_document,
    set_document,
)
from kejia.register.models import IdentityDocument, Person
from kejia.register.protected import NoPurpose
from kejia.register.tests.beside import run_beside
from kejia.register.tests.people import CLERK, OUTSIDER, person
from kejia.trail.reads import entries_of_subject, was_private

pytestmark = pytest.mark.django_db

OLD_KEY = "1:" + "first-key-of-thirty-two-characters"
NEW_KEY = "2:" + "second-key-of-thirty-two-characters"


def number(serial: int = 101) -> str:
    """A citizen's number of nobody."""
    seventeen = f"37010219750309{serial:03}"
    return seventeen + check_character(seventeen)


def test_a_number_is_kept_sealed_and_shown_masked() -> None:
    wang = person("王丽")
    document = set_document(wang, number(), by=CLERK)
    assert (document.kind, document.masked) == ("citizen_card", f"3701**********{number()[-4:]}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text FROM register_identitydocument d")
        (row,) = cursor.fetchone()
    assert number() not in row
    assert number().encode().hex() not in row


def test_a_number_is_found_however_it_is_typed() -> None:
    wang = person("王丽")
    set_document(wang, number(), by=CLERK)
    assert find_by_document(f" {number()[:6]} {number()[6:]} ", by=CLERK) == wang
    assert find_by_document(number(102), by=CLERK) is None
    assert find_by_document("不是号码", by=CLERK) is None


def test_a_renewed_permit_finds_the_same_person() -> None:
    wang = person("王丽")
    set_document(wang, "H1234567801", DocumentKind.HONG_KONG_MACAO_PERMIT, by=CLERK)
    assert find_by_document("H12345678", DocumentKind.HONG_KONG_MACAO_PERMIT, by=CLERK) == wang


def test_a_number_that_may_be_of_two_kinds_and_two_people_is_not_guessed_at() -> None:
    first, second = person("王丽"), person("李强")
    set_document(first, "M12345678", DocumentKind.HONG_KONG_MACAO_PERMIT, by=CLERK)
    set_document(second, "M12345678", DocumentKind.PASSPORT, by=CLERK)
    with pytest.raises(SeveralFit) as refused:
        find_by_document("M12345678", by=CLERK)
    assert refused.value.people == [first.pk, second.pk]
    assert find_by_document("M12345678", DocumentKind.PASSPORT, by=CLERK) == second


def test_a_wrong_number_is_refused_with_what_to_do() -> None:
    wrong = number()[:-1] + ("0" if number()[-1] != "0" else "1")
    with pytest.raises(NotADocument) as refused:
        set_document(person("王丽"), wrong, by=CLERK)
    assert "请对照证件" in refused.value.why.zh
    assert IdentityDocument.objects.count() == 0


def test_a_number_put_right_leaves_what_was_believed_and_the_same_number_again_changes_nothing() -> None:
    wang = person("王丽")
    wrong = set_document(wang, number(), by=CLERK)
    right = set_document(wang, number(102), by=CLERK, reason="录错")
    assert set_document(wang, number(102), by=CLERK) == right
    assert IdentityDocument.objects.count() == 2
    assert reveal_document(wrong, purpose="核对旧值", by=CLERK) == number()
    assert find_by_document(number(), by=CLERK) is None


def test_a_new_passport_follows_the_old_one() -> None:
    wang = person("王丽")
    set_document(wang, "E12345678", DocumentKind.PASSPORT, by=CLERK)
    set_document(wang, "E87654321", DocumentKind.PASSPORT, by=CLERK, since=date(2020, 5, 1))
    believed = IdentityDocument.objects.filter(known__upper_inf=True).order_by("valid")
    assert [(d.masked, d.valid.lower, d.valid.upper) for d in believed] == [
        ("E1*****78", None, date(2020, 5, 1)),
        ("E8*****21", date(2020, 5, 1), None),
    ]


def test_the_number_of_another_person_is_refused_and_names_only_an_id() -> None:
    wang = person("王丽")
    set_document(wang, number(), by=CLERK)
    with pytest.raises(NumberTaken) as refused:
        set_document(person("李强"), number(), by=CLERK)
    assert refused.value.person == wang.pk
    assert str(refused.value) == f"person {wang.pk} has this number"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_one_number_at_once_for_two_people_one_is_refused_by_name() -> None:
    people = [person("王丽"), person("李强")]
    both_ready = threading.Barrier(2, timeout=20)

    def enter(who: Person) -> None:
        with transaction.atomic():
            both_ready.wait()
            set_document(who, number(), by=CLERK)

    errors = run_beside([partial(enter, who) for who in people])
    (holder,) = IdentityDocument.objects.values_list("person_id", flat=True)
    assert [(type(e), getattr(e, "person", None)) for e in errors] == [(NumberTaken, holder)]


def test_a_whole_number_is_read_for_a_purpose_and_that_is_written_down() -> None:
    wang = person("王丽")
    document = set_document(wang, number(), by=CLERK)
    with pytest.raises(NoPurpose):
        reveal_document(document, purpose=" 　", by=CLERK)
    with pytest.raises(NotAllowed):
        reveal_document(document, purpose="好奇", by=OUTSIDER)
    assert entries_of_subject(wang, by=CLERK).filter(act="revealed").count() == 0
    assert reveal_document(document, purpose="办理因公出国", by=CLERK) == number()
    (entry,) = entries_of_subject(wang, by=CLERK).filter(act="revealed")
    assert (entry.details["document"], entry.details["kind"]) == (document.pk, "citizen_card")
    assert was_private(entry, {"purpose": "办理因公出国"}, by=CLERK) is True


@pytest.mark.django_db(transaction=True)
def test_a_number_is_not_read_inside_a_transaction_that_could_take_the_entry_back() -> None:
    document = set_document(person("王丽"), number(), by=CLERK)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        reveal_document(document, purpose="办理因公出国", by=CLERK)


def test_an_outsider_neither_enters_nor_finds_a_number() -> None:
    wang = person("王丽")
    for act in (
        lambda: set_document(wang, number(), by=OUTSIDER),
        lambda: find_by_document(number(), by=OUTSIDER),
        lambda: reseal_documents(by=OUTSIDER),
    ):
        refused: Callable[[], object] = act
        with pytest.raises(NotAllowed):
            refused()


def test_after_erasure_the_number_is_gone_from_every_version_and_free_again() -> None:
    wang = person("王丽")
    set_document(wang, number(), by=CLERK)
    document = set_document(wang, number(102), by=CLERK)
    actions.erase_person(wang, by=CLERK, reason="本人申请")
    assert {(bytes(d.sealed), d.digest, d.masked) for d in IdentityDocument.objects.all()} == {
        (b"", None, "")
    }
    document.refresh_from_db()
    with pytest.raises(Erased):
        reveal_document(document, purpose="核对", by=CLERK)
    set_document(person("李强"), number(102), by=CLERK)


def test_a_new_key_seals_while_the_old_one_still_opens_and_after_resealing_the_old_one_can_go(
    settings: Settings,
) -> None:
    wang, li = person("王丽"), person("李强")
    derived = set_document(wang, number(100), by=CLERK)
    settings.KEJIA_FIELD_KEYS = [OLD_KEY]
    under_old = set_document(wang, number(), by=CLERK)
    settings.KEJIA_FIELD_KEYS = [NEW_KEY, OLD_KEY]
    under_new = set_document(li, "E12345678", DocumentKind.PASSPORT, by=CLERK)
    assert [sealing.key_of(bytes(each.sealed)) for each in (derived, under_old, under_new)] == [0, 1, 2]
    assert find_by_document(number(), by=CLERK) == wang
    with pytest.raises(NumberTaken):
        set_document(li, number(), by=CLERK)
    assert reseal_documents(by=CLERK) == 2
    assert reseal_documents(by=CLERK) == 0
    settings.KEJIA_FIELD_KEYS = [NEW_KEY]
    assert find_by_document(number(), by=CLERK) == wang
    for document, whole in ((derived, number(100)), (under_old, number()), (under_new, "E12345678")):
        document.refresh_from_db()
        assert sealing.key_of(bytes(document.sealed)) == 2
        assert reveal_document(document, purpose="核对", by=CLERK) == whole


def test_the_command_reseals_and_says_which_key_is_missing(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.KEJIA_FIELD_KEYS = [OLD_KEY]
    document = set_document(person("王丽"), number(), by=CLERK)
    settings.KEJIA_FIELD_KEYS = [NEW_KEY]
    with pytest.raises(CommandError, match="key 1"):
        call_command("reseal")
    settings.KEJIA_FIELD_KEYS = [NEW_KEY, OLD_KEY]
    call_command("reseal")
    assert "1 numbers sealed again under key 2" in capsys.readouterr().out
    document.refresh_from_db()
    assert sealing.key_of(bytes(document.sealed)) == 2


def test_a_number_whose_key_is_gone_or_whose_bytes_were_changed_does_not_open(
    settings: Settings,
) -> None:
    settings.KEJIA_FIELD_KEYS = [OLD_KEY]
    sealed = sealing.seal("370102", bound_to=b"a")
    assert sealing.open_sealed(sealed, bound_to=b"a") == "370102"
    assert sealing.seal("370102", bound_to=b"a") != sealed
    for other, bound in ((sealed, b"b"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), b"a"), (b"", b"a")):
        with pytest.raises(sealing.CannotOpen):
            sealing.open_sealed(other, bound_to=bound)
    settings.KEJIA_FIELD_KEYS = [NEW_KEY]
    with pytest.raises(sealing.CannotOpen, match="key 1"):
        sealing.open_sealed(sealed, bound_to=b"a")


@pytest.mark.parametrize("keys", [["abc"], ["1:short"], [f"0:{'k' * 40}"], [f"256:{'k' * 40}"]])
def test_a_key_that_will_not_do_is_refused_before_anything_is_sealed(
    settings: Settings, keys: list[str]
) -> None:
    settings.KEJIA_FIELD_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="KEJIA_FIELD_KEY"):
        sealing.seal("370102", bound_to=b"a")


def test_resealing_is_no_way_to_change_what_is_said() -> None:
    set_document(person("王丽"), number(), by=CLERK)
    change = "SET LOCAL kejia.resealing = 'on'; UPDATE register_identitydocument SET masked = 'x'"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
