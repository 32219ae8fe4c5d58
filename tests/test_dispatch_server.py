"""`dialtone server`: one line says which server is tested, and it is kept."""

from pathlib import Path

import pytest

from dialtone.app import session
from dialtone.app.session import Session
from dialtone.cli import run
from dialtone.store.settings import load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(session, "config_dir", lambda: tmp_path)
    return tmp_path


def test_a_server_is_kept_said_and_forgotten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["server", "element"]) == 0
    assert capsys.readouterr().out == "No server is known for Element, so it is not tested.\n"
    assert run(["server", "Element", "https://Matrix.Example.org/"]) == 0
    assert capsys.readouterr().out == "Element is tested with the server matrix.example.org.\n"
    assert load_settings(folder).servers == {"element": "matrix.example.org"}
    assert run(["server", "element", "--forget"]) == 0
    assert capsys.readouterr().out == "No server is known for Element, so it is not tested.\n"
    assert load_settings(folder).servers == {}


def test_what_is_kept_is_tested() -> None:
    assert run(["server", "mattermost", "chat.example.org:8065"]) == 0
    mattermost = Session("en").catalogue.messenger("mattermost")
    assert mattermost is not None
    assert mattermost.untested is None
    assert {(e.host, e.port) for e in mattermost.endpoints if e.of_person} == {("chat.example.org", 8065)}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["element", "not a server"],
            "dialtone: not a server is not the name of a server. A server looks like this: chat.example.org.",
        ),
        (["telegram"], "dialtone: Telegram has its own servers, so you need not name one."),
        (["telegram", "chat.example.org"], "dialtone: Telegram has its own servers, so you need not name one."),
        (["pigeon"], "dialtone: No messenger is called pigeon."),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], line: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["server", *arguments]) == 2
    said = capsys.readouterr().err
    assert said.startswith(line)
    assert said.count("\n") == 1
    assert not list(folder.iterdir())
