"""`kejia init` begins a real register, `kejia recover` helps out in an emergency; both refuse with what to do."""

import io
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from kejia.console import init, recover
from kejia.register.access import NotAllowed, may_write
from kejia.register.beginning import NotEmpty, begin_association
from kejia.register.models import Batch, EmergencyRight, Organisation, OrganisationFact, Person, PersonFact
from kejia.register.tests.beside import run_beside
from kejia.register.tests.people import OUTSIDER, person
from kejia.trail.actor import Actor, whoever_commands
from kejia.trail.reads import entries_of_subject
from kejia.trail.tests.acting import address

pytestmark = pytest.mark.django_db(transaction=True)

Run = Callable[..., tuple[int, str, str]]
CITY = ("--name", "某市科学技术协会", "--level", "city", "--division", "370100", "--administrator", "王　丽")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command on the test's database, with lines typed at it: exit code, what it printed, what it complained of."""
    monkeypatch.setenv("DATABASE_URL", address())

    def run_it(main: Callable[[list[str]], int], *arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


def said_of(association: Organisation) -> dict[str, str]:
    return dict(OrganisationFact.objects.filter(organisation=association).values_list("kind", "value"))


def test_a_real_association_begins_with_itself_and_its_first_administrator(run: Run) -> None:
    code, said, complained = run(init.main, *CITY)
    assert (code, complained) == (0, "")
    association, administrator = Organisation.objects.get(), Person.objects.get()
    assert said_of(association) == {"name": "某市科学技术协会", "level": "city", "division": "370100"}
    assert PersonFact.objects.get().value == "王丽"
    assert f"kejia manage claim --account 手机号 --person {administrator.pk}" in said
    assert said.index("单位名单") < said.index("人员名单") < said.index("任职名单")
    (entry,) = entries_of_subject(association, by=whoever_commands()).filter(act="began")
    assert (entry.actor_kind, entry.details) == ("console", {"first_administrator": administrator.pk})


def test_what_no_flag_says_is_asked(run: Run) -> None:
    code, said, asked = run(init.main, "--lang", "en", "--division", "370000", typed="某省科协\n省级\n王丽\n")
    assert code == 0
    assert asked.startswith("Name of the association: Level (")
    assert "division" not in asked
    assert "begun: 某省科协" in said
    assert said_of(Organisation.objects.get())["level"] == "province"


def test_a_register_that_is_not_empty_is_not_begun_and_nothing_is_asked(run: Run) -> None:
    person("李强")
    code, said, complained = run(init.main)
    assert (code, said) == (2, "")
    assert "登记簿里已有内容" in complained
    assert "名称：" not in complained
    assert not Organisation.objects.exists()


def test_a_register_of_which_an_undone_import_left_only_bare_rows_is_begun(run: Run) -> None:
    batch = Batch.objects.create(title="名单", made_by="console", undone_at=timezone.now())
    Person.objects.create(batch=batch)
    code, _said, complained = run(init.main, *CITY)
    assert (code, complained) == (0, "")
    assert OrganisationFact.objects.filter(kind="name").exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (("--division", "379999"), "没有现行的行政区划代码“379999”"),
        (("--division", "371200"), "没有现行的行政区划代码“371200”"),  # Laiwu, until 2018
        (("--division", "370000"), "与级别“市级”不符"),
        (("--level", "国家级"), "级别应为"),
        (("--name", " 　"), "请填写科协的名称"),
        (("--administrator", "（女）"), "请填写第一位管理员的姓名"),
    ],
)
def test_what_will_not_do_is_refused_with_what_to_do(run: Run, wrong: tuple[str, str], says: str) -> None:
    code, said, complained = run(init.main, *CITY, *wrong)
    assert (code, said) == (2, "")
    assert says in complained
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()


def test_all_faults_are_told_at_once(run: Run) -> None:
    code, said, _ = run(init.main, "--json", "--lang", "en", typed="\n\n\n\n")
    assert code == 2
    assert len(json.loads(said)["errors"]) == 4


def test_of_two_who_begin_at_once_one_does() -> None:
    given = {"name": "某市科协", "level": "city", "division": "370100", "administrator": "王丽"}
    errors = run_beside([lambda: begin_association(**given, by=whoever_commands())] * 2)
    assert [type(error) for error in errors] == [NotEmpty]
    assert (Organisation.objects.count(), Person.objects.count()) == (1, 1)


def test_only_the_machine_begins_a_register() -> None:
    for other in (OUTSIDER, Actor("system", "worker", "worker", "")):
        with pytest.raises(NotAllowed):
            begin_association(
                name="某市科协", level="city", division="370100", administrator="王丽", by=other
            )


def test_recover_gives_one_person_the_right_for_a_day(run: Run) -> None:
    wang = person("王丽")
    code, said, _ = run(recover.main, "--person", str(wang.pk), "--reason", "管理员全部离岗")
    given = EmergencyRight.objects.get()
    assert code == 0
    assert timezone.localtime(given.until).strftime("%Y-%m-%d %H:%M") in said
    assert given.until - given.made_at == timedelta(hours=24)
    assert may_write(Actor("person", str(wang.pk), "王丽", ""))
    (entry,) = entries_of_subject(wang, by=whoever_commands()).filter(act="gave_emergency_right")
    assert entry.actor_kind == "console"


def test_recover_says_the_same_to_programs_and_asks_why(run: Run) -> None:
    wang = person("王丽")
    flags = ("--person", str(wang.pk), "--right", "write", "--hours", "2", "--json", "--lang", "en")
    code, said, asked = run(recover.main, *flags, typed="管理员全部离岗\n")
    found = json.loads(said)
    assert (code, asked, found["person"], found["right"]) == (0, "Why: ", wang.pk, "write")
    assert abs(datetime.fromisoformat(found["until"]) - EmergencyRight.objects.get().until) < timedelta(
        seconds=1
    )


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--person", "999999"), "没有编号为 999999 的人员"),
        (("--hours", "25"), "1 至 24 小时"),
        (("--hours", "0"), "1 至 24 小时"),
        (("--right", "everything"), "可给的权限：write"),
        (("--reason", ""), "没有写明原因"),
    ],
)
def test_recover_refuses_with_what_to_do(run: Run, flags: tuple[str, str], says: str) -> None:
    wang = person("王丽")
    code, said, complained = run(recover.main, "--person", str(wang.pk), "--reason", "管理员全部离岗", *flags)
    assert (code, said) == (2, "")
    assert says in complained
    assert not EmergencyRight.objects.exists()
