"""The names of those who are named as sources, in each language: read strictly. For advice and for situations."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from dialtone.model.wording import SOURCE
from dialtone.store.wording_file import WordingError, decode_toml

FILE = "publishers.toml"
_KINDS = ("agency", "official", "measurement", "press", "users", "maker", "guide")


class _Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    name: dict[str, str]
    """By language."""


def read_publishers(folder: Path, language: str) -> Mapping[str, str]:
    """Return the name of each publisher in a language, by id; in English where it has none.

    Raises `WordingError`, which names file and key.
    """
    path = folder / FILE
    names: dict[str, str] = {}
    for key, publisher in decode_toml(path, dict[str, _Publisher]).items():
        if publisher.kind not in _KINDS:
            raise WordingError(f"{path}: {key}.kind: {publisher.kind} is not known")
        if SOURCE not in publisher.name:
            raise WordingError(f"{path}: {key}.name.{SOURCE} is missing")
        names[key] = publisher.name.get(language, publisher.name[SOURCE])
    return names
