"""`dialtone check --reach`: the question, the answer in the terminal, and that nothing of it is written anywhere."""

import io
import logging
from pathlib import Path

import pytest

from dialtone.app.session import Session
from dialtone.cli import run
from dialtone.commands.run_check import ask_reach
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.way import Reach
from dialtone.store.check_file import load_check
from dialtone.store.data_folders import config_dir, state_dir
from judge.saved import CHECKS
from ready_session import Settled, let_check, of_these

CLEAN = load_check(CHECKS / "clean.json")
ANSWERS = "Turkmenistan\nThreema, nobody\nc\n"
TOLD = ("Turkmenistan", '"TM"', "TM", "threema", "Threema", "reach")
"""What must stand in no file."""


def asked(text: str) -> Reach:
    return ask_reach(Session("en"), io.StringIO(text).readline)


def test_what_is_typed_is_understood_and_what_is_not_is_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    reach = asked("kazakhstan\nWhatsApp, whatsapp, MAX, atlantis\nc\n")
    assert (reach.country, reach.uses, reach.call) == ("KZ", ("whatsapp", "max"), True)
    assert "not known, and was skipped: atlantis" in capsys.readouterr().err
    assert (asked("\n\n\n").country, asked("").uses, asked("KZ\n\nm\n").call) == ("", (), False)
    assert asked("nowhere\n").country == ""
    assert asked("KZ\n\nс\n").call, "the Russian letter on the same key"


@pytest.fixture
def with_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_session: Session, messengers: tuple[Messenger, ...], _settled: Settled) -> Check:
        logging.getLogger("dialtone").warning("checked %s", [one.id for one in messengers])
        return of_these(CLEAN, messengers)

    let_check(monkeypatch, check)


@pytest.mark.usefixtures("with_check")
def test_whom_somebody_wants_to_reach_is_shown_and_written_nowhere(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(ANSWERS))
    monkeypatch.chdir(tmp_path)
    before = _written(tmp_path)
    assert run(["check", "whatsapp", "signal", "--reach"]) == 0
    shown = capsys.readouterr().out
    assert "Known to be closed in Turkmenistan" in shown
    assert shown.index("To reach them") < shown.index("Make a normal phone call")
    assert not any(
        word in record.getMessage() for record in caplog.records for word in ("Turkmenistan", "TM", "threema")
    )
    for place, text in (_written(tmp_path) | _written(config_dir()) | _written(state_dir())).items():
        assert before.get(place) == text or not [word for word in TOLD if word.encode() in text], place


def _written(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("with_check")
def test_what_would_keep_it_is_refused_and_the_rest_is_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for keeps in (["--json"], ["--save", str(tmp_path / "check.json")]):
        monkeypatch.setattr("sys.stdin", io.StringIO(ANSWERS))
        assert run(["check", "whatsapp", "--reach", *keeps]) == 2
        assert "--json" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    assert run(["check", "whatsapp"]) == 0
    plain = capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(ANSWERS))
    assert run(["check", "whatsapp", "--reach"]) == 0
    assert capsys.readouterr().out.startswith(plain.rstrip("\n")), "the answer above is the same"


def test_it_has_no_word_in_what_is_printed_by_accident_and_no_field_in_a_check() -> None:
    assert repr(Reach("TM", ("threema",))) == "Reach(…)"
    assert not [name for name in Check.__struct_fields__ if "reach" in name]
