import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from dialtone.ui.state.languages import Translations, choose_language
from dialtone.ui.state.time_text import say_ago, say_day
from spoken import ALL, WHOLE
from ui.examples import RESOURCES, STARTED

SOURCES = RESOURCES.parent / "desktop" / "dialtone" / "ui"
LABELLED = tuple(language for language in ALL if (RESOURCES / "languages" / language / "labels.ts").is_file())
FIELDS = re.compile(r"\{\w+\}|%n")
IN_FIGURES_OF_THE_LANGUAGE = "%Ln"


@pytest.fixture
def speak(qapp: QApplication, translations: Path) -> Iterator[Translations]:
    made = Translations(translations)
    yield made
    made.use("en")
    for translator in made.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)


def messages(language: str) -> list[ET.Element]:
    return read(RESOURCES / "languages" / language / "labels.ts")


def read(file: Path) -> list[ET.Element]:
    return list(ET.parse(file).iter("message"))  # noqa: S314 - a file of our own


def in_contexts(file: Path) -> set[tuple[str | None, str | None]]:
    """Return what is said, each with its context: under another one Qt does not find it, and speaks English."""
    contexts = ET.parse(file).iter("context")  # noqa: S314 - a file of our own
    return {(one.findtext("name"), message.findtext("source")) for one in contexts for message in one.iter("message")}


def translated(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


@pytest.mark.parametrize("language", WHOLE)
def test_nothing_is_unfinished(language: str) -> None:
    for message in messages(language):
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, message.findtext("source")
        assert all(translated(message)), message.findtext("source")


@pytest.mark.parametrize("language", LABELLED)
def test_what_is_filled_in_is_the_same_in_every_language(language: str) -> None:
    """A form for one or for two of them may say the number as a word."""
    for message in messages(language):
        source = message.findtext("source") or ""
        forms = [FIELDS.findall(text.replace(IN_FIGURES_OF_THE_LANGUAGE, "%n")) for text in translated(message)]
        assert sorted(forms[-1]) == sorted(FIELDS.findall(source)), source
        for form in forms:
            assert sorted({*form} | {"%n"}) == sorted({*forms[-1]} | {"%n"}), source


def test_the_files_hold_exactly_what_the_window_says(tmp_path: Path) -> None:
    """Somebody who adds a button also adds its Russian and its Persian."""
    fresh = tmp_path / "ru.ts"
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    files = sorted(str(file) for file in SOURCES.rglob("*.py"))
    subprocess.run([tool, *files, "-ts", fresh, "-target-language", "ru_RU"], check=True, capture_output=True)
    asked = in_contexts(fresh)
    for language in set(WHOLE) - {"en"}:
        assert asked == in_contexts(RESOURCES / "languages" / language / "labels.ts"), language


@pytest.mark.parametrize(
    ("setting", "system", "chosen"),
    [("ru", "en_GB", "ru"), ("", "ru_RU", "ru"), ("", "de_DE", "en"), ("xx", "ru_UA", "ru"), ("", "C", "en")],
)
def test_the_setting_then_the_system_then_english(setting: str, system: str, chosen: str) -> None:
    assert choose_language(setting, RESOURCES, QLocale(system)) == chosen


def test_times_have_the_right_plural(speak: Translations) -> None:
    def minutes(count: int) -> str:
        return say_ago(STARTED, STARTED + timedelta(minutes=count))

    assert speak.use("en")
    assert (minutes(1), minutes(2)) == ("1 minute ago", "2 minutes ago")
    assert speak.use("ru")
    assert (minutes(1), minutes(2), minutes(5)) == ("1 минуту назад", "2 минуты назад", "5 минут назад")
    assert say_ago(STARTED, STARTED) == "только что"
    assert say_ago(STARTED, STARTED + timedelta(hours=21)) == "21 час назад"
    assert say_ago(STARTED, STARTED + timedelta(days=3)) == "3 дня назад"
    assert say_ago(STARTED, STARTED + timedelta(days=30)) == say_day(STARTED) == "24 ноября 2026"


def test_standard_buttons_speak_russian_too(speak: Translations) -> None:
    assert speak.use("ru")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Отмена"
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_persian_runs_from_right_to_left_with_its_own_figures(speak: Translations) -> None:
    assert speak.use("fa")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert say_ago(STARTED, STARTED + timedelta(minutes=21)) == "۲۱ دقیقه پیش"
    assert say_day(STARTED) == "۳ آذر ۱۴۰۵ (۲۴ نوامبر ۲۰۲۶)"
    assert speak.use("en")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_key_is_called_what_stands_on_it(speak: Translations) -> None:
    speak.use("fa")
    assert QKeySequence("Ctrl+S").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+S"


def test_without_built_texts_the_window_speaks_english(qapp: QApplication, tmp_path: Path) -> None:
    assert not Translations(tmp_path).use("en")
    assert QCoreApplication.translate("Tray", "Quit") == "Quit"
