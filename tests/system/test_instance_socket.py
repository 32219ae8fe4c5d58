"""The meeting point of two starts lies where no other user of the computer can take it."""

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from dialtone.system import own_process as module

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has pipes, which Qt gives to the person alone")


def instance_socket(state: Path, environ: Mapping[str, str]) -> str:
    return module.find_instance_socket(state, lambda data: sha256(data).digest(), environ)


@pytest.fixture(autouse=True)
def _any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_SOCKET", 4000)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir(mode=0o700)
    return tmp_path / "state"


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    (tmp_path / "runtime" / "app" / "app.dialtone.Dialtone").mkdir(parents=True)
    for folder in (tmp_path / "runtime", tmp_path / "runtime" / "app" / "app.dialtone.Dialtone"):
        folder.chmod(0o700)
    return tmp_path / "runtime"


def test_it_lies_in_the_folder_that_the_session_gave_to_this_person(state: Path, runtime: Path) -> None:
    found = Path(instance_socket(state, {"XDG_RUNTIME_DIR": str(runtime)}))
    assert found.parent == runtime
    assert found != Path(instance_socket(state / "of another home", {"XDG_RUNTIME_DIR": str(runtime)}))


def test_sandboxes_of_one_flatpak_share_one_folder(state: Path, runtime: Path) -> None:
    sandbox = {"XDG_RUNTIME_DIR": str(runtime), "FLATPAK_ID": "app.dialtone.Dialtone"}
    assert Path(instance_socket(state, sandbox)).parent == runtime / "app" / "app.dialtone.Dialtone"


@pytest.mark.parametrize("mode", [0o755, 0o777, 0o710])
def test_a_folder_that_others_may_enter_is_passed_over(state: Path, runtime: Path, mode: int) -> None:
    runtime.chmod(mode)
    assert instance_socket(state, {"XDG_RUNTIME_DIR": str(runtime)}) == str(state / "instance")
    state.chmod(mode)
    assert instance_socket(state, {"XDG_RUNTIME_DIR": str(runtime)}) == ""


def test_without_a_session_or_with_a_name_that_is_too_long_it_lies_with_the_history(
    state: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert instance_socket(state, {}) == str(state / "instance")
    assert instance_socket(state, {"XDG_RUNTIME_DIR": "relative"}) == str(state / "instance")
    monkeypatch.setattr(module, "_LONGEST_SOCKET", 10)
    assert instance_socket(state, {"XDG_RUNTIME_DIR": str(runtime)}) == ""
