"""A language that nobody speaks: English with two vowels for each, which makes it about 40 % longer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator

from dialtone.model.frozen import replace
from dialtone.model.wording import Wording

_KEPT = re.compile(r"(\{[^}]*\}|%L?n|%\d|https?://\S+|<[^>]*>)")
"""Places for names and numbers, and addresses."""
_VOWEL = re.compile(r"([aeiouy])", re.IGNORECASE)


def longer(text: str) -> str:
    """Return a text with every vowel twice."""
    pieces = _KEPT.split(text)
    return "".join(piece if _KEPT.fullmatch(piece) else _VOWEL.sub(r"\1\1", piece) for piece in pieces)


def longer_wording(wording: Wording) -> Wording:
    """Return all sentences so."""
    sentences = {key: longer(text) for key, text in wording.sentences.items()}
    lines = {key: tuple(map(longer, several)) for key, several in wording.lines.items()}
    return replace(wording, sentences=sentences, lines=lines)


class LongerWords(QTranslator):
    """Gives every label of the window so."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Qt leaves out a translator that says it has nothing."""
        return False

    def translate(self, _context: str, source: str, _note: str | None = None, _number: int = -1) -> str:
        """Return a label so."""
        return longer(source)


@contextmanager
def spoken() -> Iterator[None]:
    """Let the window speak it."""
    translator = LongerWords()
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)
