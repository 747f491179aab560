"""`kejia verify`: its words, its exit codes, its heads in a file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from kejia.console.verify import main
from kejia.trail import verifying
from kejia.trail.models import TreeHead
from kejia.trail.tests.acting import act_and_seal, address, deletion, tamper

pytestmark = pytest.mark.django_db(transaction=True)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command on the test's database: exit code, what it printed, what it complained of."""
    monkeypatch.setenv("DATABASE_URL", address())

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def newest() -> str:
    return str(TreeHead.objects.order_by("-size").first())


def test_a_whole_trail_is_said_to_be_whole_in_both_languages(verify: Run) -> None:
    act_and_seal(3, 2)
    code, said, _ = verify()
    assert code == 0
    assert "已封存 5 条记录，核对 2 个封存点；尚未封存 0 条" in said
    assert f"✓ 操作记录完整  {newest()}" in said
    assert "--head" in said  # what it could not see without one
    code, said, _ = verify("--lang", "en")
    assert code == 0
    assert "5 entries sealed, 2 heads compared; 0 not sealed yet" in said
    assert f"✓ the trail is whole  {newest()}" in said


def test_a_broken_trail_ends_with_1_and_names_the_entry(verify: Run) -> None:
    entries = act_and_seal(3)
    tamper("UPDATE trail_entry SET act = 'dismissed' WHERE position = 1")
    code, said, _ = verify()
    assert code == 1
    assert f"✕ 第 {entries[1].pk} 号记录（位置 1：dismissed, register.post 1）在封存后被改动" in said
    assert "✕ 操作记录被改动：1 处" in said
    code, said, _ = verify("--lang", "en")
    assert code == 1
    assert f"✕ entry {entries[1].pk} (position 1: dismissed, register.post 1) was changed" in said


def test_json_says_the_same_to_programs(verify: Run) -> None:
    entries = act_and_seal(3)
    code, said, _ = verify("--json")
    assert code == 0
    assert json.loads(said) == {
        "whole": True,
        "size": 3,
        "root": newest().partition(":")[2],
        "heads": 1,
        "heads_not_checked": 0,
        "noted": 0,
        "unsealed": 0,
        "fault_count": 0,
        "faults": [],
        "cautions": [],
    }
    tamper("UPDATE trail_entry SET act = 'dismissed' WHERE position = 1")
    code, said, _ = verify("--json", "--lang", "en")
    fault = json.loads(said)["faults"][0]
    assert (code, fault["kind"], fault["entries"], fault["first_position"]) == (
        1,
        "changed",
        [entries[1].pk],
        1,
    )


def test_a_head_that_was_exported_finds_what_was_deleted_with_its_head(verify: Run, tmp_path: Path) -> None:
    act_and_seal(3)
    code, first, _ = verify("--export-head")
    assert (code, first) == (0, newest() + "\n")
    act_and_seal(2)
    _, second, _ = verify("--export-head")
    noted = tmp_path / "heads.txt"
    noted.write_text("# 每周记一次\n" + first + "\n" + second, encoding="utf-8")
    code, said, _ = verify("--head", str(noted))
    assert code == 0
    assert "与另存的封存点核对（--head）才能发现" not in said
    assert verify("--head", second.strip())[0] == 0
    tamper(*deletion(4), *deletion(3), "DELETE FROM trail_treehead WHERE size = 5")
    assert verify()[0] == 0
    assert verify("--head", first.strip())[0] == 0
    for asked in (str(noted), second.strip()):
        code, said, _ = verify("--head", asked)
        assert code == 1
        assert "曾记下 5 条记录，现在只有 3 条：最后的 2 条被删除" in said


def test_the_exported_head_as_json(verify: Run) -> None:
    act_and_seal(2)
    code, said, _ = verify("--export-head", "--json")
    head = TreeHead.objects.get()
    assert code == 0
    assert json.loads(said) == {"size": 2, "root": bytes(head.root).hex(), "at": head.at.isoformat()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--export-head"], "还没有封存过任何记录"),
        (["--export-head", "--lang", "en"], "nothing has been sealed yet"),
        (["--head", "nowhere.txt"], "读不到“nowhere.txt”"),
        (["--head", "5:abc"], "读不到“5:abc”"),
        (["--head", "0:" + "0" * 64], "大小为 0 的封存点什么也证明不了"),
        (["--head", "1:" + "0" * 64, "--head", "1:" + "1" * 64], "两个大小为 1 而根值不同"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_says_why(verify: Run, arguments: list[str], said: str) -> None:
    code, _, complaint = verify(*arguments)
    assert code == 2
    assert said in complaint


def test_a_file_without_heads_is_refused_by_its_line(verify: Run, tmp_path: Path) -> None:
    noted = tmp_path / "heads.txt"
    noted.write_text("# nothing\n5:xyz\n", encoding="utf-8")
    code, _, complaint = verify("--head", str(noted), "--lang", "en")
    assert code == 2
    assert "line 2: should read SIZE:ROOT" in complaint
    noted.write_text("# nothing\n", encoding="utf-8")
    assert verify("--head", str(noted))[0] == 2


def test_an_unknown_option_ends_with_2(verify: Run) -> None:
    with pytest.raises(SystemExit) as end:
        verify("--hed", "x")
    assert end.value.code == 2


def test_without_the_tables_it_says_to_migrate(verify: Run) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trail_treehead RENAME TO gone")
    try:
        code, said, complaint = verify("--json")
        assert code == 2
        assert "kejia manage migrate" in complaint
        assert "kejia manage migrate" in json.loads(said)["error"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE gone RENAME TO trail_treehead")


def test_a_fault_of_the_program_is_no_verdict(verify: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    act_and_seal(1)
    monkeypatch.setattr(verifying, "CHUNK", None)
    monkeypatch.delenv("KEJIA_DEBUG", raising=False)
    code, said, complaint = verify("--lang", "en")
    assert (code, said) == (2, "")
    assert "the program failed and verified nothing (TypeError" in complaint


def test_a_database_that_does_not_answer_ends_with_2(verify: Run) -> None:
    port = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = "1"
    try:
        code, _, complaint = verify("--lang", "en")
    finally:
        connection.settings_dict["PORT"] = port
    assert code == 2
    assert "kejia doctor --database" in complaint
