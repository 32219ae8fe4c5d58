"""The terminal's sentences where nothing else is loaded: for help, and for errors."""

import locale
import logging
from collections.abc import Sequence

from dialtone.explain.sentences import Sentences
from dialtone.explain.trouble_words import say_in_full
from dialtone.model.trouble import TroubleError
from dialtone.model.wording import SOURCE
from dialtone.store.data_folders import config_dir, resources
from dialtone.store.language_progress import read_offered
from dialtone.store.startup_settings import read_startup_settings
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages, load_wording
from dialtone.system.console import strip_controls


def load_sentences(language: str = "") -> Sentences:
    """Return the sentences of a language, or of the configured one if there is no such language.

    Raises `ResourceError` if the files of the language cannot be used.
    """
    languages = list_languages(resources())
    chosen = (
        language if language in languages else choose_language(read_startup_settings(config_dir()).language, languages)
    )
    return Sentences(load_wording(resources(), chosen))


def choose_language(setting: str, languages: Sequence[str]) -> str:
    """Return the language chosen; else the system's if translated enough, else English. Raises `ResourceError`."""
    system = (locale.getlocale()[0] or "").partition("_")[0]
    if setting in languages:
        return setting
    return system if system in languages and read_offered(resources(), system) is not None else SOURCE


def line_about(problem: Exception, language: str = "") -> str:
    """Return one line about an error; in the log's words if our own sentences cannot be read."""
    try:
        return say_in_full(load_sentences(language), problem)
    except ResourceError:
        return str(problem)


class TroubleLines(logging.Formatter):
    """The log as a terminal shows it: a `TroubleError` in the person's language, everything else unchanged."""

    def __init__(self, language: str) -> None:
        super().__init__("dialtone: %(message)s")
        self._language = language

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Format a `TroubleError` passed as the message. Messages cannot drive the terminal."""
        if isinstance(record.msg, TroubleError):
            record.message = line_about(record.msg, self._language)
        return strip_controls(super().formatMessage(record))
