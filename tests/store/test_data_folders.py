"""Places exist where they should, and a missing home is no surprise."""

import os
from pathlib import Path

import platformdirs
import pytest

from dialtone.model.trouble import TroubleError
from dialtone.store.data_folders import config_dir, resources, state_dir
from dialtone.store.settings import Settings, load_settings, save_settings


def test_a_bundle_brings_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path / "dialtone" / "_resources"


def test_without_a_home_reading_finds_nothing_and_writing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_args, **_kw: os.path.join("~", ".config"))
    assert load_settings(config_dir()) == Settings()
    with pytest.raises(TroubleError, match="not written"):
        save_settings(config_dir(), Settings())


def test_a_user_whom_the_system_does_not_know_has_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was found: platformdirs 4.14 raises where earlier ones left the tilde, in a container without a passwd."""

    def fail(*_args: object, **_kw: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(platformdirs, "user_config_dir", fail)
    monkeypatch.setattr(platformdirs, "user_state_dir", fail)
    assert load_settings(config_dir()) == Settings()
    assert not state_dir().exists()
