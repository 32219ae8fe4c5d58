"""The wiring of the window, with the real files and without any network."""

import pytest

from dialtone.app.window_services import load
from dialtone.store.check_file import load_check
from judge.saved import CHECKS


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_the_window_needs_is_there(language: str) -> None:
    content = load(language, "", None)
    assert {"whatsapp", "telegram", "signal"} <= {m.id for m in content.messengers}
    assert content.names["signal"]
    assert content.saved is None


def test_the_window_tells_a_saved_check_in_the_past() -> None:
    saved = load_check(next(iter(sorted(CHECKS.glob("*.json")))))
    content = load("en", "", saved)
    day = f"On {saved.started_at.astimezone().date():%-d %B %Y}, "
    told = [content.words.messenger(one, saved.network) for one in saved.messengers]
    assert told
    assert all(words.then.startswith(day) for words in told)
