"""The wiring of the window, with the real files and without any network."""

from pathlib import Path

import pytest

from dialtone.app.window import run_window
from dialtone.app.window_services import load
from dialtone.store.check_file import CheckFileError


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_the_window_needs_is_there(language: str) -> None:
    content = load(language, "", None)
    assert {"whatsapp", "telegram", "signal"} <= {m.id for m in content.messengers}
    assert content.names["signal"]
    assert content.saved is None


def test_a_broken_file_is_refused_before_any_window(tmp_path: Path) -> None:
    file = tmp_path / "check.json"
    file.write_text("{}")
    with pytest.raises(CheckFileError, match=r"check\.json: "):
        run_window(file)
    with pytest.raises(CheckFileError, match=r"none\.json: "):
        run_window(tmp_path / "none.json")
