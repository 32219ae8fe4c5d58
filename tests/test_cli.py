"""The command line from outside: what is asked for, and how a process ends. Nothing here checks a network."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dialtone import __version__
from dialtone.__main__ import main
from dialtone.cli import run
from dialtone.commands import unexpected
from dialtone.store.settings import Settings
from judge.saved import CHECKS

CLEAN, OFFLINE = CHECKS / "clean.json", CHECKS / "offline-link-down.json"
TROUBLE = ("Traceback", "Exception ignored", "Warning", "BrokenPipeError")


def shell(line: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `dialtone` is the program."""
    program = f'dialtone() {{ "{sys.executable}" -m dialtone "$@"; }}\n'
    without_screen = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR")}
    path = str(Path(__file__).resolve().parents[1] / "desktop")
    return subprocess.run(
        ["sh", "-c", program + line],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**without_screen, "PYTHONPATH": path, **(environment or {})},
    )


def in_peace(done: subprocess.CompletedProcess[str]) -> bool:
    return not any(word in done.stderr for word in TROUBLE)


@pytest.mark.parametrize(
    "line",
    [
        "dialtone --no-such-option",
        "dialtone no-such-command",
        "dialtone check --no-such-option",
        "dialtone open",
        "dialtone check --save",
    ],
)
def test_bad_usage(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()[1:]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage: dialtone")


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"dialtone {__version__}\n"
    assert run(["--help"]) == 0
    assert "3: the network itself is unusable" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("file", "code"), [(CLEAN, 0), (CHECKS / "russia-2026.json", 1), (OFFLINE, 3)])
def test_open_shows_a_saved_check_and_ends_as_it_did(file: Path, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", str(file), "--text", "--lang", "en"]) == code
    out, err = capsys.readouterr()
    assert "WhatsApp" in out
    assert err == ""


def test_little_is_loaded_before_an_interruption_is_caught() -> None:
    """As it was found: ctrl-C in the first 60 ms, while a library was imported there, ended with a traceback."""
    loads = "import sys; before = {*sys.modules}; import dialtone.__main__; print(sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert done.stdout == "['dialtone', 'dialtone.__main__', 'gc']\n"


def test_an_interruption_while_modules_are_loaded_ends_without_a_traceback() -> None:
    interrupted = (
        "import sys, dialtone.__main__\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'dialtone.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "sys.exit(dialtone.__main__.main())\n"
    )
    done = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_packaged_program_starts_others_with_the_environment_that_it_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "dialtone")
    monkeypatch.setattr("dialtone.cli.run", lambda _arguments: int("_PYI_ARCHIVE_FILE" in os.environ))
    monkeypatch.setattr("dialtone.__main__._end_process", lambda _code: None)
    assert main() == 0


def test_a_bug_is_one_line_and_no_answer_about_a_messenger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it was found: with Python's exit code of 1 a script took a bug for a messenger that fails here."""

    def fail(_arguments: object) -> int:
        raise ValueError("odd host.example")

    monkeypatch.setattr("dialtone.cli.run", fail)
    monkeypatch.setattr("dialtone.__main__._end_process", lambda _code: None)
    monkeypatch.setattr(unexpected, "state_dir", lambda: tmp_path)
    assert main() == 2
    said = capsys.readouterr().err
    assert said == "dialtone: Dialtone stopped because of a mistake of its own. Details: ValueError: odd host.example\n"
    log = (tmp_path / "dialtone.log").read_text()
    assert "ValueError: odd [host]" in log
    assert "in fail" in log


def test_a_bug_is_written_nowhere_in_the_quiet_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unexpected, "load_settings", lambda _folder: Settings(quiet_profile=True))
    monkeypatch.setattr(unexpected, "state_dir", lambda: tmp_path)
    assert unexpected.report_unexpected(ValueError()) == 2
    assert not list(tmp_path.iterdir())


def test_the_language_may_stand_before_and_after_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "ru", "open", str(CLEAN), "--text"]) == 0
    before = capsys.readouterr().out
    assert run(["open", str(CLEAN), "--text", "--lang", "ru"]) == 0
    assert capsys.readouterr().out == before
    assert any("а" <= letter <= "я" for letter in before)


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
class TestAsAProcess:
    def test_nobody_reads_to_the_end(self) -> None:
        done = shell("dialtone list | true")
        assert in_peace(done), done.stderr

    @pytest.mark.parametrize("command", ["list", f"open {CLEAN} --text"])
    def test_standard_output_is_closed(self, command: str) -> None:
        done = shell(f"dialtone {command} >&-")
        assert done.returncode == 2
        assert done.stderr == "dialtone: The result could not be written.\n"

    def test_everything_is_closed(self) -> None:
        done = shell("dialtone list >&- 2>&- <&-")
        assert (done.returncode, done.stderr) == (2, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device for that")
    @pytest.mark.parametrize("command", ["list", "check --help"])
    def test_the_disk_under_standard_output_is_full(self, command: str) -> None:
        done = shell(f"dialtone {command} > /dev/full")
        assert done.returncode == 2
        assert in_peace(done), done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device for that")
    @pytest.mark.parametrize("command", ["nonsense", "check nonsense"])
    def test_the_disk_under_standard_error_is_full(self, command: str) -> None:
        assert shell(f"dialtone {command} 2> /dev/full").returncode == 2

    def test_nobody_has_a_home(self, tmp_path: Path) -> None:
        gone = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), "")
        done = shell(f"unset {' '.join(gone)}; cd {tmp_path}; dialtone list --lang en")
        assert (done.returncode, done.stderr) == (0, "")
        assert list(tmp_path.iterdir()) == [], "nothing is left lying around"

    def test_a_home_that_does_not_exist(self, tmp_path: Path) -> None:
        gone = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), "/nowhere/at/all")
        done = shell("dialtone list", gone)
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.parametrize("language", ["C", "POSIX", "no_SUCH.locale", "ru_RU.UTF-8"])
    def test_any_locale(self, language: str) -> None:
        done = shell(f"dialtone open {CLEAN} --text", {"LC_ALL": language, "LANG": language})
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1251"])
    def test_an_output_that_cannot_spell_everything(self, encoding: str) -> None:
        """What Windows gives to a pipe or a file."""
        done = shell(f"dialtone open {CLEAN} --text --lang ru | cat > /dev/null", {"PYTHONIOENCODING": encoding})
        assert in_peace(done), done.stderr

    def test_no_colour_where_nobody_looks(self) -> None:
        assert "\x1b" not in shell(f"dialtone open {CLEAN} --text").stdout

    def test_the_terminal_loads_no_window(self) -> None:
        loaded = "import sys; from dialtone.cli import run; run(sys.argv[1:]); sys.exit('PySide6' in sys.modules)"
        done = shell(f'"{sys.executable}" -c "{loaded}" list')
        assert (done.returncode, done.stderr) == (0, "")


def test_a_check_can_be_given_to_researchers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(CLEAN), "--out", str(tmp_path / "ooni.jsonl")]) == 0
    assert (tmp_path / "ooni.jsonl").read_text(encoding="utf-8").count("\n") == 3
    assert run(["export", str(CLEAN)]) == 0
    assert '"test_name": "signal"' in capsys.readouterr().out
    assert run(["export", str(tmp_path / "nowhere.json")]) == 2


@pytest.mark.parametrize("command", ["", "card", "--quit", "--self-test"])
def test_without_the_window_one_line_says_how_it_is_installed(command: str, tmp_path: Path) -> None:
    (tmp_path / "PySide6.py").write_text("raise ModuleNotFoundError('No module named PySide6', name='PySide6')\n")
    ours = Path(__file__).resolve().parents[1] / "desktop"
    words = f"{command} --from {CLEAN} --out {tmp_path / 'card.png'}" if command == "card" else command
    screen = {"DISPLAY": ":99", "PYTHONPATH": f"{tmp_path}:{ours}"}
    done = shell(f"dialtone {words}", screen)
    assert done.returncode != 0
    assert in_peace(done), done.stderr
    assert 'pip install "dialtone-desktop[window]"' in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_a_copy_of_dialtone_can_test_itself() -> None:
    done = shell("dialtone --self-test")
    assert done.returncode == 0, done.stderr
    assert "OpenSSL" in done.stdout
    assert done.stdout.count("words ") >= 2


def test_a_file_alone_is_opened() -> None:
    done = shell(f"dialtone '{CLEAN}'")
    assert done.returncode == 0, done.stderr
    assert "Signal" in done.stdout


def test_a_file_named_like_a_command_does_not_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list").write_text("{")
    (tmp_path / "list.json").write_text("{")
    assert run(["list"]) == 0
    assert run(["list.json"]) == 2
    err = capsys.readouterr().err
    assert "list.json" in err
    assert "usage" not in err


def test_without_a_screen_nothing_starts_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Least of all a check that nobody asked for."""
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert run(["--hidden"]) == 2


def test_what_was_loaded_is_set_aside_and_garbage_is_looked_for_from_then_on() -> None:
    program = """if True:
        import gc, sys
        gc.disable()
        from dialtone.cli import run
        run(["list"])
        sys.stderr.write(f"{gc.isenabled()} {gc.get_freeze_count() > 1000}")
    """
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stderr == "True True"
