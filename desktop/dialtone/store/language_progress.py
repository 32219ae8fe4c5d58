"""The languages that a person can choose, and how much of each is translated."""

from pathlib import Path

from dialtone.model.frozen import Frozen
from dialtone.store.wording_file import list_languages, read_language


class OfferedLanguage(Frozen):
    """A language that a person can choose."""

    code: str
    name: str
    """Its name in the language itself."""
    percent: int
    """How much is translated."""
    draft: bool
    """Too few native speakers have read it."""

    @property
    def label(self) -> str:
        """Its name in the list of languages."""
        return self.name if self.percent == 100 else f"{self.name} · {self.percent} %"


def read_offered(folder: Path, language: str) -> OfferedLanguage | None:
    """Return a language as it is offered; None if it lacks safety-critical texts. Raises `ResourceError`."""
    properties = read_language(folder, language)
    if not properties.percent:
        return None
    return OfferedLanguage(language, properties.name, properties.percent, properties.draft)


def list_offered(folder: Path) -> tuple[OfferedLanguage, ...]:
    """Return the languages that a person can choose. Raises `ResourceError`."""
    return tuple(
        offered for language in list_languages(folder) if (offered := read_offered(folder, language)) is not None
    )
