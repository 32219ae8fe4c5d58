"""The process that checks for the window: the real one, where no packet can leave."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from dialtone import CHECKER
from dialtone.app.check_plan import plan_check, plan_proxy_test, read_plan_basis
from dialtone.app.session import Session
from dialtone.app.window_services import checker_command
from dialtone.commands.try_proxy import choose_messengers
from dialtone.engine.check_process import CheckProcess
from dialtone.engine.events import CheckFailed, CheckFinished, CheckStarted, Event, ProxyTestFinished
from dialtone.engine.requests import CheckRequest, ProxyTestRequest, Request, encode_request
from dialtone.model.frozen import replace
from dialtone.model.proxy_link import parse_link
from dialtone.store.content import find_imported_folder, write_hash
from dialtone.store.data_folders import config_dir, resources, state_dir
from dialtone.store.log_file import CHECKS_FILE
from dialtone.store.settings import Settings, save_settings
from dialtone.system.linux import Linux
from dialtone.system.operating_system import ToolResult
from dialtone.system.own_process import own_command

ALONE = ("unshare", "-n")
"""An empty network of its own."""


def test_a_plan_is_made_for_the_messengers_asked_for() -> None:
    plan = plan_check(CheckRequest(("signal",), frozenset({"signal"}), "RU"))
    assert [m.id for m in plan.messengers] == ["signal"]
    assert (plan.installed, plan.country) == (frozenset({"signal"}), "RU")
    assert plan.trust.signal_roots


def test_what_was_read_before_something_was_asked_is_used() -> None:
    ground = read_plan_basis()
    plan = plan_check(CheckRequest(("signal",)), replace(ground, catalogue=replace(ground.catalogue, version="kept")))
    assert plan.catalogue.version == "kept"
    assert plan.trust.signal_roots


def test_content_that_was_imported_meanwhile_is_read_anew() -> None:
    ground = read_plan_basis()
    kept = replace(ground, catalogue=replace(ground.catalogue, version="kept"))
    folder = find_imported_folder(state_dir())
    shutil.copytree(resources() / "catalogue", folder / "catalogue")
    table = folder / "catalogue" / "ground.toml"
    table.write_text(table.read_text("utf-8").replace(ground.catalogue.version, "2099-01-01"), "utf-8")
    write_hash(folder, "0" * 64)
    assert plan_check(CheckRequest(("signal",)), kept).catalogue.version == "2099-01-01"


def test_the_settings_of_the_desktop_are_read_once_for_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was found: GNOME's tool was run twice, and where it hung, a check began two minutes later."""
    asked = list[Sequence[str]]()

    def run(command: Sequence[str]) -> ToolResult:
        asked.append(command)
        return ToolResult(None)

    gnome = Linux(Path("/"), {"XDG_CURRENT_DESKTOP": "GNOME"}, run)
    monkeypatch.setattr("dialtone.app.check_plan.this_system", lambda: gnome)
    plan_check(CheckRequest(("signal",)))
    assert len(asked) == 1


needs_an_empty_network = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not shutil.which(ALONE[0]), reason="needs root and unshare"
)
SECRET = "000102030405060708090a0b0c0d0e0f"
LINK = f"tg://proxy?server=94.131.20.7&port=443&secret={SECRET}"


def test_a_request_shows_no_link_in_a_log() -> None:
    assert SECRET not in repr(ProxyTestRequest(LINK))


def test_a_proxy_is_tried_for_whom_somebody_asks_where_the_link_does_not_say() -> None:
    plan, _, messengers = plan_proxy_test(ProxyTestRequest("socks5://94.131.20.7:1080", "signal"))
    assert [m.id for m in messengers] == ["signal"]
    assert plan.messengers == ()
    assert [m.id for m in plan_proxy_test(ProxyTestRequest(LINK, "signal"))[2]] == ["telegram"]


def test_in_the_quiet_profile_a_proxy_does_not_tell_its_owner_what_is_installed() -> None:
    """As it was found: a stranger's proxy was asked for every messenger that is on the computer."""
    request = ProxyTestRequest("socks5://94.131.20.7:1080", installed=frozenset({"signal", "whatsapp"}))
    assert [m.id for m in plan_proxy_test(request)[2]] == ["signal", "whatsapp"]
    save_settings(config_dir(), Settings(quiet_profile=True, quiet_messengers=("signal",)))
    assert [m.id for m in plan_proxy_test(request)[2]] == ["signal"]
    assert [m.id for m in choose_messengers(Session("en"), parse_link(request.link), [])] == ["signal"]


def events_of(request: Request, command: Sequence[str] = (*ALONE, *own_command(), CHECKER)) -> list[Event]:
    said: list[Event] = []
    CheckProcess(list(command), request).perform(said.append)
    return said


@needs_an_empty_network
def test_the_real_process_tries_a_proxy_and_ends() -> None:
    (last,) = events_of(ProxyTestRequest(LINK))
    assert isinstance(last, ProxyTestFinished)
    assert last.proxy_test.outcome == "network_unusable"


@needs_an_empty_network
def test_a_link_that_cannot_be_read_is_not_repeated() -> None:
    (last,) = events_of(ProxyTestRequest(LINK + "&secret=" + SECRET))
    assert isinstance(last, CheckFailed)
    assert SECRET not in last.reason
    log = (state_dir() / CHECKS_FILE).read_text(encoding="utf-8")
    assert "ProxyLinkError" in log, "what goes wrong in a check is in its log, where a report finds it"
    assert SECRET not in log


@needs_an_empty_network
def test_in_the_quiet_profile_the_process_writes_no_log() -> None:
    save_settings(config_dir(), Settings(quiet_profile=True))
    assert isinstance(events_of(ProxyTestRequest(LINK + "&secret=" + SECRET))[-1], CheckFailed)
    assert not state_dir().exists()


@needs_an_empty_network
def test_the_real_process_checks_and_ends() -> None:
    said = events_of(CheckRequest(("signal",)), (*ALONE, *checker_command()))
    assert isinstance(said[0], CheckStarted)
    last = said[-1]
    assert isinstance(last, CheckFinished)
    assert last.check.network.status == "offline"
    assert [m.messenger for m in last.check.messengers] == ["signal"]


@needs_an_empty_network
def test_no_code_of_the_folder_it_is_started_in_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People start programs in folders of downloads."""
    for module in ("random", "dialtone", "platformdirs"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w'); raise SystemExit")
    monkeypatch.chdir(tmp_path)
    said = events_of(CheckRequest(()), (*ALONE, *checker_command()))
    assert not (tmp_path / "ran").exists()
    assert isinstance(said[-1], CheckFinished)


@needs_an_empty_network
def test_without_a_console_it_ends_in_order_too() -> None:
    """A window's program on Windows has no standard error; here it is closed."""
    words = ["sh", "-c", 'exec "$@" 2>&-', "sh", *ALONE, *own_command(), CHECKER]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(encode_request(ProxyTestRequest(LINK)))
        process.stdin.flush()  # and left open: at its end the process would take it that the window is gone
        said = process.stdout.read()
    assert process.returncode == 0
    assert b"ProxyTestFinished" in said


def test_a_failure_is_reported_and_shows_in_the_exit_code() -> None:
    """As it was found: the process ended with 0, as if it had done what was requested."""
    with subprocess.Popen([*own_command(), CHECKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(encode_request(ProxyTestRequest("no link")))
        process.stdin.flush()
        said = process.stdout.read()
    assert process.returncode == 1
    assert b"CheckFailed" in said


def test_a_process_that_nobody_asks_ends_quietly() -> None:
    done = subprocess.run(
        [*own_command(), CHECKER], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
