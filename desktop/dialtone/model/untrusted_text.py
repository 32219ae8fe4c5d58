"""The one gate for text chosen by strangers: names of apps and files, signers, texts from servers and portals."""

from msgspec import Struct
from msgspec.structs import force_setattr

LONGEST = 60
_END = 19
"""Characters kept at the end: a file's name ends with its type."""
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»‹›', "'"))
"""Dialtone's sentences put such text in quotation marks, which it must not close."""


def sanitize(text: str, longest: int = LONGEST) -> str:
    """Return text that drives no terminal, reverses no text and hides nothing, of at most `longest` characters.

    Unsafe characters become question marks rather than being removed, or one name could be made to look like another.
    The joiners of Persian stay between letters. Text that is too long loses its middle.
    """
    if len(text) > longest:
        text = f"{text[: longest - _END - 1]}…{text[-_END:]}"
    text = text.translate(_QUOTES)
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or _joins(text, at) else "?" for at, char in enumerate(text))


def sanitize_fields(noun: Struct, *names: str) -> None:
    """Sanitize fields of a struct while it is constructed, so that no unsafe text gets into it."""
    for name in names:
        text = getattr(noun, name)
        if (clean := sanitize(text)) != text:
            force_setattr(noun, name, clean)


def _joins(text: str, at: int) -> bool:
    return text[at] in _JOINERS and text[:at][-1:].isalpha() and text[at + 1 :][:1].isalpha()
