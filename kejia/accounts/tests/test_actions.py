"""What is done to accounts, by whom, and what stays in the trail."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction

from kejia.accounts import actions
from kejia.accounts.access import MayNot
from kejia.accounts.kinds import TechnicalRoleKind
from kejia.accounts.models import Account, TechnicalRole
from kejia.accounts.reads import actor_of, find_account, find_accounts, is_suspended, technical_roles_of
from kejia.accounts.tests.people import CONSOLE, LI, WANG, WANG_MAIL, an_account, an_officer
from kejia.trail.actor import Actor
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db
SYSTEM, SECURITY, AUDIT = TechnicalRoleKind


def a_session(account: Account) -> str:
    """A session of this account, as signing in leaves it."""
    store = SessionStore()
    store["_auth_user_id"] = str(account.pk)
    store.create()
    assert store.session_key
    UserSession.objects.create(user=account, ip="192.0.2.7", session_key=store.session_key, user_agent="x")
    return store.session_key


def acts(account: Account) -> list[str]:
    entries = Entry.objects.filter(subject_type="accounts.account", subject_id=str(account.pk))
    return list(entries.order_by("pk").values_list("act", flat=True))


def test_an_account_is_created_with_its_addresses_and_leaves_an_entry_without_them() -> None:
    account = an_account(email=WANG_MAIL)
    assert (find_account(WANG), find_account(WANG_MAIL)) == (account, account)
    assert EmailAddress.objects.get().verified
    assert acts(account) == ["account_created"]
    assert "1380000" not in str(Entry.objects.values().get())


def test_an_address_that_is_taken_makes_no_second_account() -> None:
    an_account()
    with pytest.raises(actions.AddressTaken):
        an_account(name="冒名者")
    assert Account.objects.count() == 1


def test_a_new_phone_takes_the_place_of_the_old_but_not_of_another_account() -> None:
    wang, li = an_account(), an_account(LI, "李朔")
    with pytest.raises(actions.AddressTaken):
        actions.set_address(wang, LI, by=actor_of(wang))
    actions.set_address(wang, WANG_MAIL, by=actor_of(wang))
    assert find_account(WANG_MAIL) == wang
    assert find_account(LI) == li


def test_suspending_ends_every_session_and_can_be_undone_by_the_security_officer_alone() -> None:
    account = an_account()
    key = a_session(account)
    officer, security = an_officer(SECURITY)
    actions.suspend(account, reason="手机遗失", by=security)
    assert is_suspended(account)
    assert not SessionStore().exists(key)
    assert not UserSession.objects.exists()
    with pytest.raises(MayNot):
        actions.restore(account, reason="找到了", by=actor_of(account))
    actions.restore(account, reason="找到了", by=security)
    assert not is_suspended(account)
    assert acts(account) == ["account_created", "account_suspended", "account_restored"]
    assert "手机遗失" not in str(list(Entry.objects.values()))
    assert officer.is_active


def test_nobody_suspends_another_without_the_role_or_after_it_ended() -> None:
    wang, li = an_account(), an_account(LI, "李朔")
    _, audit = an_officer(AUDIT)
    past, was_security = an_officer(SECURITY, "13900000008")
    TechnicalRole.objects.filter(account=past).update(valid=("2020-01-01", "2021-01-01"))
    for actor in (actor_of(li), audit, was_security, Actor("person", "7", "登记册中的人", "post:1")):
        with pytest.raises(MayNot):
            actions.suspend(wang, reason="想试试", by=actor)
    assert not is_suspended(wang)


def test_a_suspended_officer_has_no_power_left() -> None:
    wang = an_account()
    officer, security = an_officer(SECURITY)
    actions.suspend(officer, reason="离任", by=CONSOLE)
    with pytest.raises(MayNot):
        actions.suspend(wang, reason="报复", by=security)


def test_suspending_asks_for_a_reason() -> None:
    account = an_account()
    with pytest.raises(actions.NoReason):
        actions.suspend(account, reason=" ", by=CONSOLE)
    assert not is_suspended(account)


def test_one_session_or_all_but_this_one_end() -> None:
    account, li = an_account(), an_account(LI, "李朔")
    here, there, third = (a_session(account) for _ in range(3))
    his = a_session(li)
    theirs = UserSession.objects.get(session_key=his)
    assert not actions.revoke_session(account, theirs.pk, by=actor_of(account))
    assert actions.revoke_session(
        account, UserSession.objects.get(session_key=third).pk, by=actor_of(account)
    )
    assert actions.revoke_sessions(account, by=actor_of(account), keep_session=here) == 1
    assert [SessionStore().exists(key) for key in (here, there, third, his)] == [True, False, False, True]


def test_a_new_password_ends_the_other_sessions() -> None:
    account = an_account()
    here, there = a_session(account), a_session(account)
    actions.set_password(account, "正确的马和电池订书钉", by=actor_of(account), keep_session=here)
    assert [SessionStore().exists(key) for key in (here, there)] == [True, False]
    assert account.password.startswith("argon2")


def test_nobody_holds_two_technical_roles_on_one_day() -> None:
    account, _ = an_officer(SYSTEM)
    with pytest.raises(actions.TwoTechnicalRoles):
        actions.give_technical_role(account, AUDIT, since=date(2030, 1, 1), by=CONSOLE)
    given = technical_roles_of(account)[0]
    actions.end_technical_role(given, by=CONSOLE)
    assert technical_roles_of(account) == []
    actions.give_technical_role(account, AUDIT, since=date(2030, 1, 1), until=date(2030, 12, 31), by=CONSOLE)


def test_a_technical_role_is_given_by_two_and_never_to_oneself() -> None:
    wang = an_account()
    officer, security = an_officer(SECURITY)
    _, audit = an_officer(AUDIT, "13900000008")
    since = date(2026, 1, 1)
    for second, name in ((None, "by_two"), (security, "by_two")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            actions.give_technical_role(wang, SYSTEM, since=since, by=security, second=second)
    with pytest.raises(MayNot):
        actions.give_technical_role(wang, SYSTEM, since=since, by=security, second=actor_of(wang))
    with pytest.raises(MayNot):
        actions.give_technical_role(wang, SYSTEM, since=since, by=audit, second=security)
    given = actions.give_technical_role(wang, SYSTEM, since=since, by=security, second=audit)
    assert technical_roles_of(wang) == [given]
    actions.end_technical_role(technical_roles_of(officer)[0], by=CONSOLE)
    with pytest.raises(MayNot):
        actions.give_technical_role(officer, SYSTEM, since=since, by=security, second=audit)


def test_the_database_refuses_a_role_one_gives_to_oneself() -> None:
    account = an_account()
    with pytest.raises(IntegrityError, match="by_others"):
        TechnicalRole.objects.create(
            account=account,
            role=SYSTEM,
            valid=("2026-01-01", None),
            given_by="account:999999",
            second_by=f"account:{account.pk}",
        )


def test_the_security_officer_finds_an_account_by_phone_number_or_name() -> None:
    account = an_account(email=WANG_MAIL)
    an_account(LI, "李朔")
    for typed in ("138 0000 0001", "WANG@example.org", "王岚", str(account.pk)):
        assert find_accounts(typed) == [account]
    assert find_accounts("王") == find_accounts("") == []
