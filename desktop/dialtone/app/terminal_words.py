"""What a terminal shows: its log, sentences where nothing else is loaded (help, errors), and no control characters."""

import locale
import logging
import re
import sys
import warnings
from collections.abc import Mapping, Sequence

from dialtone.explain.sentences import Sentences
from dialtone.explain.trouble_words import say_in_full
from dialtone.model.trouble import TroubleError
from dialtone.model.wording import SOURCE
from dialtone.store.data_folders import config_dir, resources
from dialtone.store.startup_settings import read_startup_settings
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages, load_wording, read_language

_LIKENESS = 0.7
"""`watsapp` and `whatsapp` have 0.93; `en` and `open` have 0.67 and are not a match."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NOT_OURS = re.compile(r"(?!\n|\x1b\[(?:[012]|3[1-6]|90)m)[\x00-\x1f\x7f-\x9f]")
"""Matches control characters except line ends and the styles of Dialtone's own reports."""


def load_sentences(language: str) -> Sentences:
    """Return the sentences of a language; if it does not exist, those of the usual one (`choose_language`).

    They are English if that language's files cannot be read. Raises `ResourceError` if the English ones cannot either.
    """
    languages = list_languages(resources())
    usual = choose_language(read_startup_settings(config_dir()).language, languages)
    try:
        return Sentences(load_wording(resources(), language if language in languages else usual))
    except ResourceError:
        return Sentences(load_wording(resources(), SOURCE))


def choose_language(setting: str, languages: Sequence[str]) -> str:
    """Return the language to use: the setting, else the system's if it is translated enough, else English."""
    system = (locale.getlocale()[0] or "").partition("_")[0]
    if setting in languages:
        return setting
    if system not in languages:
        return SOURCE
    try:
        return system if read_language(resources(), system).is_offered else SOURCE
    except ResourceError:
        return system  # reading its sentences fails too, and that is reported


def describe_problem(problem: Exception, language: str = "") -> str:
    """Return one line about an error; its text for the log if no sentences can be read."""
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
        """Return the line, with a `TroubleError` as message described. Control characters are replaced."""
        if isinstance(record.msg, TroubleError):
            record.message = describe_problem(record.msg, self._language)
        return strip_controls(super().formatMessage(record))


def limit_logging(language: str) -> None:
    """Limit the log in a terminal to problems, one line each; libraries' warnings are off. `language`: of the lines."""
    if not sys.warnoptions:  # unless warnings were requested
        warnings.simplefilter("ignore")
    terminal = logging.StreamHandler()
    terminal.setFormatter(TroubleLines(language))
    logging.basicConfig(handlers=[terminal], level=logging.WARNING)


def find_nearest(word: str, meanings: Mapping[str, str]) -> str:
    """Return the meaning of the name spelt most like a word, whatever its case; empty where no name is similar."""
    import difflib  # imported here: few words are misspelt

    folded = {key.casefold(): value for key, value in meanings.items()}
    closest = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=_LIKENESS)
    return folded[closest[0]] if closest else ""


def strip_controls(text: str, *, styled: bool = False) -> str:
    """Return a line, or with `styled` a report, without control characters; letters of all scripts are kept."""
    return (_NOT_OURS if styled else _CONTROL).sub("?", text)
