"""Starting with the computer: written as each system wants it, and read back from there."""

import errno
import os
import plistlib
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dialtone import APPLICATION_ID
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.system.autostart import DesktopEntry, LaunchAgent, RunKey, make_unix_autostart, this_autostart
from dialtone.system.registry import Registry

COMMAND = ("/opt/Dial tone/dialtone", "--hidden")


@pytest.mark.parametrize("kind", [DesktopEntry, LaunchAgent])
def test_it_is_off_turned_on_and_off_again(tmp_path: Path, kind: type[DesktopEntry] | type[LaunchAgent]) -> None:
    autostart = kind(tmp_path / "home" / "folder" / "file", COMMAND)
    assert not autostart.is_on()
    autostart.turn(on=True)
    assert autostart.is_on()
    autostart.turn(on=True)
    autostart.turn(on=False)
    assert not autostart.is_on()
    autostart.turn(on=False)
    assert list((tmp_path / "home" / "folder").iterdir()) == []


def test_a_desktop_entry_quotes_what_needs_it(tmp_path: Path) -> None:
    entry = DesktopEntry(tmp_path / "entry", ("/a b/c", 'say "50%"', "plain"))
    entry.turn(on=True)
    text = entry.path.read_text()
    assert "TryExec=/a b/c\n" in text
    assert 'Exec="/a b/c" "say \\\\"50%%\\\\"" plain\n' in text


def test_a_line_break_in_a_path_begins_no_new_key(tmp_path: Path) -> None:
    with pytest.raises(TroubleError):
        DesktopEntry(tmp_path / "entry", ("/opt/a\nExec=evil", "--hidden")).turn(on=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = True"])
def test_an_entry_that_somebody_switched_off_is_off(tmp_path: Path, line: str) -> None:
    entry = DesktopEntry(tmp_path / "entry", COMMAND)
    entry.path.write_text(f"[Desktop Entry]\nType=Application\n{line}\n")
    assert not entry.is_on()


@pytest.mark.parametrize(
    "program",
    [
        "/private/var/folders/x/AppTranslocation/1A2B/d/Dialtone.app/Contents/MacOS/dialtone",
        "/Volumes/Dialtone/Dialtone.app/Contents/MacOS/dialtone",
    ],
)
def test_nothing_starts_from_where_it_is_gone_after_a_restart(tmp_path: Path, program: str) -> None:
    with pytest.raises(TroubleError) as refused:
        LaunchAgent(tmp_path / "agent", (program, "--hidden")).turn(on=True)
    assert refused.value.kind is TroubleKind.NOT_IN_APPLICATIONS
    assert list(tmp_path.iterdir()) == []


def test_a_launch_agent_runs_the_command_at_login(tmp_path: Path) -> None:
    LaunchAgent(tmp_path / "agent", COMMAND).turn(on=True)
    agent = plistlib.loads((tmp_path / "agent").read_bytes())
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["RunAtLoad"] is True


def test_a_broken_or_disabled_agent_is_off(tmp_path: Path) -> None:
    agent = LaunchAgent(tmp_path / "agent", COMMAND)
    half = plistlib.dumps({"RunAtLoad": True})[:-20]
    for data in (b"nonsense", half, plistlib.dumps([1]), plistlib.dumps({"RunAtLoad": True, "Disabled": True})):
        agent.path.write_bytes(data)
        assert not agent.is_on()


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TroubleError) as caught:
        DesktopEntry(tmp_path / "file" / "entry", COMMAND).turn(on=True)
    assert "\n" not in str(caught.value)


def test_what_a_full_disk_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, _data: bytes) -> None:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(TroubleError) as caught:
        DesktopEntry(tmp_path / "entry", COMMAND).turn(on=True)
    assert caught.value.kind is TroubleKind.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_it_starts_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPIMAGE", "/home/a/Dialtone.AppImage")
    monkeypatch.setenv("APPDIR", str(Path(sys.executable).parent))
    monkeypatch.setattr(sys, "platform", "linux")
    autostart = this_autostart()
    assert isinstance(autostart, DesktopEntry)
    assert autostart.command == ("/home/a/Dialtone.AppImage", "--hidden")


def test_linux_and_macos_have_their_folders(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    linux, macos = f"{APPLICATION_ID}.desktop", f"{APPLICATION_ID}.plist"
    entry = DesktopEntry(tmp_path / ".config" / "autostart" / linux, COMMAND)
    assert make_unix_autostart("linux", environ, COMMAND) == entry
    moved = make_unix_autostart("linux", {**environ, "XDG_CONFIG_HOME": "/elsewhere"}, COMMAND)
    assert moved == DesktopEntry(Path("/elsewhere/autostart", linux), COMMAND)
    agent = LaunchAgent(tmp_path / "Library" / "LaunchAgents" / macos, COMMAND)
    assert make_unix_autostart("darwin", environ, COMMAND) == agent


def test_whoever_has_no_home_has_an_autostart_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    entry = make_unix_autostart("linux", {}, COMMAND)
    assert isinstance(entry, DesktopEntry)
    assert entry.path.is_absolute()
    assert not entry.is_on()


class Run(Registry):
    """A Run key in memory, and the Task Manager's list of what it has disabled."""

    def __init__(self, *commands: str, flags: bytes = b"", locked: bool = False) -> None:
        self.commands = list(commands)
        self.flags = flags
        self._locked = locked

    def all_values(self, path: str) -> Mapping[str, object]:
        assert path.startswith("HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\"), path
        if path.endswith("StartupApproved\\Run"):
            return {"Dialtone": self.flags} if self.flags else {}
        return {"Dialtone": self.commands[0]} if self.commands else {}

    def write(self, command: str | None) -> None:
        if self._locked:
            raise PermissionError(13, "Access is denied")
        self.commands = [] if command is None else [command]
        self.flags = b""


def test_windows_gets_a_value_with_its_path_in_quotes() -> None:
    run = Run()
    key = RunKey(run, run.write, (r"C:\Users\A B\Dialtone\dialtone.exe", "--hidden"))
    assert not key.is_on()
    key.turn(on=True)
    assert run.commands == [r'"C:\Users\A B\Dialtone\dialtone.exe" --hidden']
    assert key.is_on()
    key.turn(on=False)
    assert not key.is_on()
    assert run.commands == []


def test_what_the_task_manager_switched_off_is_off() -> None:
    run = Run("dialtone.exe", flags=b"\x03" + bytes(11))
    assert not RunKey(run, run.write, COMMAND).is_on()
    run.flags = b"\x02" + bytes(11)
    assert RunKey(run, run.write, COMMAND).is_on()


def test_what_the_task_manager_switched_off_is_turned_on_again_here() -> None:
    run = Run("dialtone.exe", flags=b"\x03" + bytes(11))
    RunKey(run, run.write, COMMAND).turn(on=True)
    assert RunKey(run, run.write, COMMAND).is_on()


def test_a_locked_registry_is_one_line() -> None:
    with pytest.raises(TroubleError, match="denied"):
        RunKey(Run(), Run(locked=True).write, COMMAND).turn(on=True)
