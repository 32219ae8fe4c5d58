"""What a Linux package tells of the commands: in the man page, and to the shell that completes them."""

import re
from pathlib import Path

import pytest

from dialtone.cli import run

LINUX = Path(__file__).resolve().parents[2] / "packaging/linux"


def _commands(capsys: pytest.CaptureFixture[str], *asked: str) -> set[str]:
    """The commands that the help lists."""
    run([*asked, "--help", "--lang", "en"])
    listed = capsys.readouterr().out.partition("\nCommands:")[2]
    return set(re.findall(r"^ {4}(\w+)", listed, re.MULTILINE))


def test_the_man_page_tells_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    page = (LINUX / "dialtone.1").read_text(encoding="utf-8")
    assert set(re.findall(r"^\.TP\n\.B (\w+)$", page, re.MULTILINE)) == _commands(capsys)


def test_the_shell_completes_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    words = re.findall(r'compgen -W "([^"]*)"', (LINUX / "dialtone.bash").read_text(encoding="utf-8"))
    assert _commands(capsys) <= set(words[0].split())
    assert any(_commands(capsys, "content") <= set(line.split()) for line in words)
