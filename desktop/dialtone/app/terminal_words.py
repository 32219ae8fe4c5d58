"""The sentences of the terminal where nothing else is loaded: for its help, and for what cannot be done."""

import locale
import logging
from collections.abc import Sequence

from dialtone.explain.sentences import Sentences
from dialtone.explain.trouble_words import say_in_full
from dialtone.model.trouble import TroubleError
from dialtone.model.wording import SOURCE
from dialtone.store.data_folders import config_dir, resources
from dialtone.store.language_progress import offer
from dialtone.store.startup_settings import first_look
from dialtone.store.wording_file import WordingError, languages, load_wording
from dialtone.system.console import without_controls


def load_sentences(language: str = "") -> Sentences:
    """Return the sentences of a language; of the one that is set where there is no such language.

    Raises `WordingError` where the files of the language cannot be used.
    """
    known = languages(resources())
    chosen = language if language in known else choose_language(first_look(config_dir()).language, known)
    return Sentences(load_wording(resources(), chosen))


def choose_language(setting: str, known: Sequence[str]) -> str:
    """Return the language chosen in the settings, else the system's where enough of it is there, else English.

    Raises `WordingError`.
    """
    system = (locale.getlocale()[0] or "").partition("_")[0]
    if setting in known:
        return setting
    return system if system in known and offer(resources(), system) is not None else SOURCE


def line_about(problem: Exception, language: str = "") -> str:
    """Return one line about what cannot be done; in the log's words where our own sentences cannot be read."""
    try:
        return say_in_full(load_sentences(language), problem)
    except WordingError:
        return str(problem)


class TroubleLines(logging.Formatter):
    """The log as a terminal shows it: a trouble in the person's language, all else as it is."""

    def __init__(self, language: str) -> None:
        super().__init__("dialtone: %(message)s")
        self._language = language

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Say a trouble that stands in place of a message. What a message holds drives no terminal."""
        if isinstance(record.msg, TroubleError):
            record.message = line_about(record.msg, self._language)
        return without_controls(super().formatMessage(record))
