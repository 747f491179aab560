"""The command itself: what it says, what it refuses, what it does not load."""

import subprocess
import sys

import pytest

from kejia.console.main import COMMANDS, main
from kejia.site.folders import ROOT


def test_help_names_every_command_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for name, (_, says) in COMMANDS.items():
        assert name in said
        assert says.zh in said
        assert says.en in said


def test_without_a_command_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "kejia <命令 command>" in capsys.readouterr().out


def test_an_unknown_command_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chekc"]) == 2
    assert "no such command: chekc" in capsys.readouterr().err


def test_asking_for_help_loads_neither_django_nor_the_database() -> None:
    script = (
        "import sys; from kejia.console.main import main; main(['--help']);"
        "print([name for name in ('django', 'psycopg', 'psutil', 'ninja') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
