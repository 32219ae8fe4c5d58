"""The wiring of the window, with the real files and without any network."""

import pytest

from dialtone.app.window_services import load


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_the_window_needs_is_there(language: str) -> None:
    content = load(language, "", None)
    assert {"whatsapp", "telegram", "signal"} <= {m.id for m in content.messengers}
    assert content.names["signal"]
    assert content.saved is None
