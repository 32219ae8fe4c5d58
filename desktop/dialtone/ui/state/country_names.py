"""The countries to choose from: in the reader's words and order, found by those, by English and by their own."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from dialtone.model.country import CountryName
from dialtone.model.frozen import Frozen
from dialtone.ui.state.messenger_search import plain


class Choosable(Frozen):
    """One thing that can be chosen, and what it is found by."""

    value: str | int
    text: str
    also: tuple[str, ...] = ()
    """What it is called elsewhere."""


def country_choices(names: Sequence[CountryName], nobody: str, first: str = "") -> tuple[Choosable, ...]:
    """Return what to choose from: the country guessed or chosen, then `nobody` (no country), then all of them."""
    own = {one.code: Choosable(one.code, one.name, (one.english, _endonym(one.code))) for one in names}
    none = Choosable("", nobody)
    return (own[first], none, *own.values()) if first in own else (none, *own.values())


def found(choices: Sequence[Choosable], typed: str) -> tuple[Choosable, ...]:
    """Return the choices by what was typed: names that begin with it first. All of them where nothing is typed."""
    wanted = plain(typed)
    if not wanted:
        return tuple(choices)
    ranked: dict[str | int, tuple[int, Choosable]] = {}
    for choice in choices:
        names = [plain(name) for name in (choice.text, *choice.also) if name] if choice.value else []
        words = [plain(word) for name in (choice.text, *choice.also) for word in name.split()] if choice.value else []
        if any(name.startswith(wanted) for name in names):
            ranked.setdefault(choice.value, (0, choice))
        elif any(word.startswith(wanted) for word in words):
            ranked.setdefault(choice.value, (1, choice))
    return tuple(choice for _, choice in sorted(ranked.values(), key=lambda pair: pair[0]))


def _endonym(code: str) -> str:
    """Return a country's name in its own language; empty where Qt knows none."""
    territory = QLocale.codeToTerritory(code)
    own = QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, territory)
    return own.nativeTerritoryName() if own.territory() == territory else ""
