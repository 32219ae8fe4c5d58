"""Where a screen is there and Qt cannot open a window: a line instead of a crash, and in a terminal the answer."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dialtone.cli import run
from dialtone.commands.window_or_text import open_window
from judge.saved import CHECKS

SAVED = str(CHECKS / "clean.json")
NO_SERVER = "127.0.0.1:87"
"""A screen of another computer is not asked before Qt asks it; at this one nobody listens."""
LINE = "dialtone: The window could not be opened on this screen."


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND_", "XDG_"))}
    return {**kept, "DISPLAY": NO_SERVER, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "NO_COLOR": "1"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize(
    "words", [["--lang", "en"], ["--lang", "en", "--hidden"], ["--lang", "en", "open", SAVED]], ids=len
)
def test_where_nobody_reads_the_line_is_all(environment: Mapping[str, str], words: list[str]) -> None:
    """No check begins that nobody sees, and Qt leaves no core."""
    command = [sys.executable, "-P", "-m", "dialtone", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (2, "", [LINE])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_in_a_terminal_the_answer_is_text(environment: Mapping[str, str]) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-P", "-m", "dialtone", "--lang", "en", "open", SAVED]
    with subprocess.Popen(command, env=environment, stdout=theirs, stderr=subprocess.PIPE, text=True) as program:
        os.close(theirs)
        said = b""
        while more := _read(ours):
            said += more
        _, problems = program.communicate(timeout=120)
    os.close(ours)
    assert problems.splitlines() == [LINE]
    assert "A saved check." in said.decode()
    assert "WhatsApp" in said.decode()
    assert program.returncode == run(["open", "--text", SAVED])


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        (
            "libEGL.so.1: cannot open shared object file: No such file or directory",
            "dialtone: The window needs the library libEGL.so.1, which is not installed."
            " Install it, then start Dialtone again.",
        ),
        ("DLL load failed", LINE),
    ],
)
def test_a_library_that_is_missing_is_named(
    reason: str, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _lose_the_window(reason, monkeypatch)
    assert open_window("en") == 2
    assert capsys.readouterr().err.splitlines() == [line]


def test_with_a_screen_nothing_restarts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As on Windows and macOS: it would try the same window again, also in a terminal, and for ever."""
    _lose_the_window("DLL load failed", monkeypatch)
    begun = list[object]()
    monkeypatch.setattr(os, "execve", lambda *words: begun.append(words))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("dialtone.commands.window_or_text.has_screen", lambda _environment: True)
    assert open_window("en") == 2
    assert begun == []
    assert capsys.readouterr().err.splitlines() == [LINE]


def _lose_the_window(reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        @staticmethod
        def find_spec(name: str, _path: object, _target: object = None) -> None:
            if name == "dialtone.app.window":
                raise ImportError(reason)

    monkeypatch.delitem(sys.modules, "dialtone.app.window", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
