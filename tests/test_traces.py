"""Everything that Dialtone left on this computer goes, with one button or one command; nothing else does."""

import atexit
import logging
import sys
from pathlib import Path

import pytest

from dialtone.app import traces, window_services
from dialtone.app.traces import remove_own_files, remove_rest, remove_traces
from dialtone.cli import run
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.data_folders import LOCK
from dialtone.store.history import History
from dialtone.store.log_file import LogFile, open_log
from dialtone.store.settings import Settings, save_settings
from dialtone.system.autostart import DesktopEntry
from dialtone.system.run_lock import RunLock
from explain.leads import check_of

CHECK = check_of(MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.WORKS))


def leave_everything(config: Path, state: Path) -> None:
    """Write what a year of use leaves."""
    save_settings(config, Settings(language="ru", country="RU"))
    (config / "settings.json.broken").write_text("{")
    History(state).add(CHECK, "home")
    (state / "history-1.sqlite3").write_text("set aside")
    (state / "content" / "current" / "guidance").mkdir(parents=True)
    (state / "content" / "current" / "guidance" / "slow-media.toml").write_text("id")
    if (log := open_log(state)) is not None:
        logging.getLogger().addHandler(log)
        logging.getLogger().error("something")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    config, state = tmp_path / "config" / "dialtone", tmp_path / "state" / "dialtone"
    monkeypatch.setattr(traces, "config_dir", lambda: config)
    monkeypatch.setattr(traces, "state_dir", lambda: state)
    monkeypatch.setattr("dialtone.app.session.config_dir", lambda: config)
    monkeypatch.setattr("dialtone.app.session.state_dir", lambda: state)
    monkeypatch.setattr(traces, "this_autostart", lambda: DesktopEntry(tmp_path / "autostart", ("dialtone",)))
    leave_everything(config, state)
    DesktopEntry(tmp_path / "autostart", ("dialtone",)).turn(on=True)
    return config, state


def test_nothing_is_left_and_nothing_else_is_touched(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    picture = tmp_path / "state" / "picture.png"
    picture.write_bytes(b"saved by the person")
    remove_traces()
    assert not any(isinstance(handler, LogFile) for handler in logging.getLogger().handlers), "Windows keeps open files"
    logging.getLogger().error("after it: no folder comes back")
    assert not any(folder.exists() for folder in folders)
    assert not (tmp_path / "autostart").exists()
    assert picture.exists()
    remove_traces()  # once more harms nothing


def test_a_window_leaves_nothing_not_even_its_lock(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    config, state = folders
    lock = RunLock(state / LOCK)
    assert lock.take()
    at_the_end: list[object] = []
    monkeypatch.setattr(atexit, "register", at_the_end.append)
    keeping = window_services.SettingsKeeper(Settings())
    keeping.remove_traces()
    assert [path.name for path in state.iterdir()] == [LOCK]
    keeping.save_settings(config, Settings(country="RU"))
    assert not config.exists()
    History(state).add(CHECK, "home")  # of a check that was running
    lock.release()
    assert at_the_end == [remove_rest]
    remove_rest()
    assert not state.exists()


def test_the_lock_of_a_window_that_crashed_goes_too(folders: tuple[Path, Path]) -> None:
    """As it was found: it stayed with its folder, and a window was said to be open."""
    (folders[1] / LOCK).touch()
    remove_traces()
    assert not any(folder.exists() for folder in folders)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "letter.txt").write_text("the person's")
    own = tmp_path / "dialtone"
    own.mkdir()
    (own / "there").symlink_to(outside)
    remove_own_files([own])
    assert not own.exists()
    assert (outside / "letter.txt").exists()


def test_a_folder_that_cannot_be_looked_into_is_not_said_to_be_gone(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    with pytest.raises(TroubleError, match="not removed"):
        remove_own_files([Path(f"{tmp_path}/{'long' * 100}"), tmp_path])
    assert not tmp_path.exists()


def test_what_cannot_be_removed_is_named_and_the_rest_goes(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    config, state = folders
    kept = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name.startswith("history.sqlite3"):
            raise PermissionError(13, "Permission denied", str(path))
        kept(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(TroubleError, match=r"history.sqlite3: not removed: Permission denied"):
        remove_traces()
    assert not config.exists()
    assert [path.name for path in state.iterdir()] == ["history.sqlite3"]


def test_a_start_that_cannot_be_switched_off_is_told_after_the_rest(folders: tuple[Path, Path]) -> None:
    class Refusing(DesktopEntry):
        def turn(self, *, on: bool) -> None:
            raise TroubleError(TroubleKind.AUTOSTART_REFUSED)

    with pytest.raises(TroubleError, match="autostart refused"):
        remove_traces(Refusing(folders[0], ()))
    assert not any(folder.exists() for folder in folders)


def test_the_command_says_where_things_lie_and_removes_them_when_told_to(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    config, state = folders
    assert run(["forget", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert str(config) in said
    assert str(state) in said
    assert "dialtone forget --yes" in said
    assert (config / "settings.json").exists()
    lock = RunLock(state / LOCK)
    assert lock.take()
    assert run(["forget", "--yes", "--lang", "en"]) == 0
    assert "is probably open" in capsys.readouterr().out
    assert not config.exists()
    lock.release()
    assert run(["forget", "--yes", "--lang", "en"]) == 0
    assert not state.exists()
    capsys.readouterr()
    assert run(["forget", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "Dialtone keeps nothing on this computer.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_the_name_of_a_folder_cannot_drive_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    styled = tmp_path / "gone\x1b[31m\nDialtone keeps nothing\u202e"
    styled.mkdir()
    monkeypatch.setattr(traces, "config_dir", lambda: styled)
    monkeypatch.setattr(traces, "state_dir", lambda: styled)
    assert run(["forget", "--lang", "en"]) == 0
    first_line = capsys.readouterr().out.splitlines()[0]
    assert first_line.endswith("gone?[31m?Dialtone keeps nothing?")
