"""What the READMEs show is what the command prints."""

import re
from pathlib import Path

import pytest

from kejia.console.check import main


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_judgement_in_the_readme_is_the_one_the_command_gives(
    name: str,
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    readme = (project / name).read_text(encoding="utf-8")
    (roster,) = re.findall(r"```csv\n(.*?)```", readme, re.DOTALL)
    ((command, printed),) = re.findall(
        r"```console\n\$ \.venv/bin/kejia check (.*?)\n(.*?)```", readme, re.DOTALL
    )
    monkeypatch.chdir(tmp_path)
    words = command.split()
    Path(words[0]).write_text(roster, encoding="utf-8")
    main(words)
    assert capsys.readouterr().out == printed
