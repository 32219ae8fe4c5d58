"""A line for who started Dialtone by a click: a broken file, or another Dialtone that does not answer."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from dialtone.cli import run
from dialtone.commands import terminal
from dialtone.ui.message_window import show_message


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda window: lines.append(window.text()))
    return lines


def test_the_line_is_plain_text(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, Qt.TextFormat]] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda window: seen.append((window.text(), window.textFormat())))
    show_message("<b>x</b>")
    assert seen == [("<b>x</b>", Qt.TextFormat.PlainText)]


@pytest.mark.parametrize(("screen", "count"), [(True, 1), (False, 0)])
def test_a_broken_file_opened_by_a_double_click_says_so_in_a_window(
    tmp_path: Path,
    shown: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    screen: bool,
    count: int,
) -> None:
    """As it was found: one line on standard error, which nobody saw."""
    monkeypatch.setattr(terminal, "has_screen", lambda: screen)
    file = tmp_path / "check.json"
    file.write_text("{")
    assert run([str(file)]) == 2
    assert len(shown) == count
    assert all("check.json" in line for line in shown)
    assert "check.json" in capsys.readouterr().err


def test_who_typed_it_reads_it_in_a_terminal(tmp_path: Path, shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "has_screen", lambda: True)
    (tmp_path / "check.json").write_text("{")
    assert run(["open", str(tmp_path / "check.json")]) == 2
    assert shown == []
