"""The languages that a person can choose, and how much of each is translated."""

import logging
from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages, read_language

log = logging.getLogger(__name__)


class OfferedLanguage(Frozen):
    """A language that a person can choose."""

    code: str
    name: str
    """Its name in the language itself."""
    percent: int
    """How much is translated."""
    draft: bool
    """Whether too few native speakers have read it."""

    @property
    def label(self) -> str:
        """Its name in the list of languages, with the percentage if it is not whole."""
        return self.name if self.percent == 100 else f"{self.name} · {self.percent} %"


def read_offered(folder: Path, language: str) -> OfferedLanguage | None:
    """Return a language as it is offered; None if a person cannot choose it. Raises `ResourceError`."""
    properties = read_language(folder, language)
    if not properties.percent:
        return None
    return OfferedLanguage(language, properties.name, properties.percent, properties.draft)


def list_offered(folder: Path) -> tuple[OfferedLanguage, ...]:
    """Return the languages that a person can choose; unreadable ones are skipped and logged. Raises `ResourceError`."""
    offered: list[OfferedLanguage | None] = []
    for language in list_languages(folder):
        try:
            offered.append(read_offered(folder, language))
        except ResourceError as error:
            log.warning("%s", error)
    return tuple(filter(None, offered))
