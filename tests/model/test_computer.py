"""Comparing versions, and telling which installed apps are too old."""

import pytest

from dialtone.model.catalogue import Messenger, OldVersion, Traces
from dialtone.model.computer import AppKind, InstalledApp, OldApp, find_old_app, is_older, version_numbers


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("6.9.1", (6, 9, 1)),
        ("v6.10", (6, 10)),
        ("1:6.9.1+ds-2~deb13u1", (6, 9, 1)),
        ("6.9.0.0", (6, 9)),
        ("8.25.0-beta.1", (8, 25)),
        ("6.6.0 (1234)", (6, 6)),
        (" 25306.804.4102.7193", (25306, 804, 4102, 7193)),
        ("", ()),
        ("nightly", ()),
        ("9" * 5000, (int("9" * 100),)),
    ],
)
def test_the_numbers_of_a_version(version: str, numbers: tuple[int, ...]) -> None:
    assert version_numbers(version) == numbers


@pytest.mark.parametrize(
    ("version", "older"),
    [
        ("6.9", True),
        ("6.9.0", True),
        ("6.8.11", True),
        ("5.12.3", True),
        ("6.9.1", False),
        ("6.9.1.0", False),
        ("6.9.10", False),
        ("6.10", False),
        ("12.2", False),
        ("1:6.9.1-1", False),
        ("", False),
        ("unknown", False),
    ],
)
def test_older_than_6_9_1(version: str, older: bool) -> None:
    assert is_older(version, "6.9.1") == older


OLD = OldVersion("6.9.1", "telegram_filtered", ("linux", "windows"))
TELEGRAM = Messenger("telegram", "Telegram", "T", "#000000", traces=Traces(old_versions=(OLD,)))


@pytest.mark.parametrize(
    ("app", "platform", "old"),
    [
        (InstalledApp("telegram", "Telegram", "6.8"), "linux", True),
        (InstalledApp("telegram", "Telegram", "6.8", kind=AppKind.FLATPAK), "windows", True),
        (InstalledApp("telegram", "Telegram", "6.8"), "macos", False),
        (InstalledApp("telegram", "Telegram", "6.9.1"), "linux", False),
        (InstalledApp("telegram", "Telegram", ""), "linux", False),
        (InstalledApp("telegram", "Kotatogram", "1.4.9", fork=True), "linux", False),
        (InstalledApp("telegram", "Telegram Web", "1", kind=AppKind.WEB_APP), "linux", False),
        (InstalledApp("signal", "Signal", "6.8"), "linux", False),
    ],
)
def test_which_apps_are_too_old(app: InstalledApp, platform: str, old: bool) -> None:
    expected = OldApp(app.version, "6.9.1", "telegram_filtered") if old else None
    assert find_old_app(TELEGRAM, [app], platform) == expected
