"""Settings survive other versions and broken disks."""

import json
import logging
from pathlib import Path

import pytest

from dialtone.store.atomic import WriteError
from dialtone.store.settings import Settings, load_settings, save_settings

CHOSEN = Settings(
    language="ru",
    messengers_added=("signal",),
    messengers_hidden=("telegram",),
    servers={"element": "matrix.example.org"},
    country="RU",
    first_run_done=True,
    window=(10, 20, 900, 640),
)


def test_settings_come_back_as_they_went(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "dialtone"
    save_settings(folder, CHOSEN)
    assert load_settings(folder) == CHOSEN


def test_nobody_is_watched_for_unless_they_chose_that(tmp_path: Path) -> None:
    """Who chose it before it was off at first keeps it."""
    assert load_settings(tmp_path).watch_minutes == 0
    (tmp_path / "settings.json").write_text('{"first_run_done": true}')
    assert load_settings(tmp_path).watch_minutes == 0
    (tmp_path / "settings.json").write_text('{"first_run_done": true, "watch_minutes": 60}')
    assert load_settings(tmp_path).watch_minutes == 60


def test_no_file_gives_the_defaults_silently(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert load_settings(tmp_path / "nowhere") == Settings()
    assert not caplog.records


def test_keys_of_another_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"language": "en", "of_tomorrow": {"a": [1]}}')
    assert load_settings(tmp_path).language == "en"
    save_settings(tmp_path, CHOSEN)
    kept = json.loads(file.read_text())
    assert kept["of_tomorrow"] == {"a": [1]}
    assert kept["language"] == "ru"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{", "this is not JSON"),
        (b"\xff\xfe", "this is not JSON"),
        (b"[1]", "this is not a table of settings"),
        (b'{"language": 7}', "language: 7 is wrong: expected `str`, got `int`"),
        (b'{"window": [1, 2]}', "window: [1, 2] is wrong"),
        (b"[" * 100_000, "this is not JSON"),
        (b" " * 2_000_000, "the file is too large"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_a_broken_file_is_set_aside_and_said(
    tmp_path: Path, content: bytes, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "settings.json"
    (tmp_path / "settings.broken-1.json").write_text("an older one")
    file.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert load_settings(tmp_path) == Settings()
    [record] = caplog.records
    assert why in record.getMessage()
    assert "it is kept as settings.broken-2.json, and the defaults are used" in record.getMessage()
    assert (tmp_path / "settings.broken-2.json").read_bytes() == content
    assert (tmp_path / "settings.broken-1.json").read_text() == "an older one"
    assert not file.exists()


def test_saving_over_a_broken_file_loses_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "settings.json").write_bytes(b"{")
    with caplog.at_level(logging.WARNING):
        save_settings(tmp_path, CHOSEN)
    assert (tmp_path / "settings.broken-1.json").read_bytes() == b"{"
    assert load_settings(tmp_path) == CHOSEN


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteError) as caught:
        save_settings(tmp_path / "file" / "dialtone", CHOSEN)
    assert "it cannot be written" in str(caught.value)
    assert isinstance(caught.value, OSError)
