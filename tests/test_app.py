"""The wiring of the window, with the real files and without any network."""

import logging

import pytest

from dialtone.app.window_services import SettingsKeeper, load_window_content, make_startup_inputs
from dialtone.model.trouble import TroubleKind
from dialtone.store.check_file import load_check
from dialtone.store.data_folders import SETTINGS_FILE, config_dir
from dialtone.store.log_file import LogFile, close_log
from dialtone.store.settings import Settings
from judge.saved import CHECKS


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_the_window_needs_is_there(language: str) -> None:
    content = load_window_content(language, "", None)
    assert {"whatsapp", "telegram", "signal"} <= {m.id for m in content.messengers}
    assert content.names["signal"]
    assert content.saved is None


def test_the_window_is_told_once_that_settings_cannot_be_read() -> None:
    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / SETTINGS_FILE).write_text('{"language": 7}')
    trouble = make_startup_inputs(None).settings_trouble
    assert trouble is not None
    assert trouble.kind is TroubleKind.SETTINGS_IGNORED
    assert make_startup_inputs(None).settings_trouble is None


def logs() -> int:
    return sum(isinstance(handler, LogFile) for handler in logging.getLogger().handlers)


def test_there_is_one_log_and_none_from_the_quiet_profile_on() -> None:
    """As it was found: each language opened one more, and what went wrong later was still written down."""
    try:
        for language in ("en", "ru"):
            load_window_content(language, "", None)
            assert logs() == 1
        writer = SettingsKeeper(Settings())
        writer.save_settings(config_dir(), Settings(quiet_profile=True))
        assert logs() == 0
        load_window_content("en", "", None)
        assert logs() == 0
        writer.save_settings(config_dir(), Settings())
        assert logs() == 1
    finally:
        close_log()


def test_the_window_tells_a_saved_check_in_the_past() -> None:
    saved = load_check(next(iter(sorted(CHECKS.glob("*.json")))))
    content = load_window_content("en", "", saved)
    day = f"On {saved.started_at.astimezone().date():%-d %B %Y}, "
    told = [content.words.explain_messenger(one, saved.network) for one in saved.messengers]
    assert told
    assert all(words.when_checked.startswith(day) for words in told)
