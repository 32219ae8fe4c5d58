"""The language of the window, and its translations."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QGuiApplication

from dialtone.model.wording import SOURCE
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages, read_language

_KEYS = (QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),)
"""Keys are named as printed on them: Qt's Persian translation spells this one out, which no keyboard does."""


def choose_language(setting: str, folder: Path, system: QLocale | None = None) -> str:
    """Return the language in the settings; else the first of the system's languages that is offered; else English.

    If the resources in `folder` cannot be read, it is English: the error is reported once everything is loaded.
    """
    of_system = [name.replace("_", "-").split("-")[0].lower() for name in (system or QLocale.system()).uiLanguages()]
    with suppress(ResourceError):
        available = list_languages(folder)
        if setting in available:
            return setting
        for language in of_system:
            if language in available and read_language(folder, language).is_offered:
                return language
    return SOURCE


def find_english_if_draft(folder: Path) -> str:
    """Return the name of English, which is offered if the window's translation is a draft; empty if it is not."""
    code = current_language()
    with suppress(ResourceError):
        if code in list_languages(folder) and read_language(folder, code).draft:
            return read_language(folder, SOURCE).name
    return ""


def current_language() -> str:
    """Return the code of the window's language, such as `fa`."""
    return QLocale().name().partition("_")[0]


class Translations(QObject):
    """The translators of one language, installed and removed together."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> bool:
        """Use this language from now on. Return False if its labels are not built: English is shown then."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
        locale = self._choose_locale(language)
        QLocale.setDefault(locale)
        if QGuiApplication.instance() is not None:
            QGuiApplication.setLayoutDirection(locale.textDirection())
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name in (language, QLocale(language).name()):  # Qt names some with a country, such as zh_CN
            if self._install(Path(qt_folder) / f"qtbase_{name}.qm"):
                break
        return self._install(self._folder / language / "labels.qm")

    def _choose_locale(self, language: str) -> QLocale:
        """Return the system's locale if it has this language, and the digits of Dialtone's sentences; else theirs."""
        try:
            locale_name = read_language(self._folder.parent, language).locale or language
        except ResourceError:
            locale_name = language
        system = QLocale.system()
        of_sentences = QLocale(locale_name)
        locale = system if system.language() == QLocale(language).language() else QLocale(language)
        return locale if locale.zeroDigit() == of_sentences.zeroDigit() else of_sentences

    def _install(self, file: Path) -> bool:
        """Install a file of translations. Return False if it is missing or cannot be read."""
        translator = QTranslator(self)
        if not file.is_file() or not translator.load(str(file)):
            return False
        self._installed.append(translator)
        return QCoreApplication.installTranslator(translator)
