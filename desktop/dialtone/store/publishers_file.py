"""The names of those who are named as sources: read strictly. For advice and for situations."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from dialtone.store.data_folders import LANGUAGES
from dialtone.store.wording_file import WordingError, decode_toml

FILE = "publishers.toml"
_KINDS = ("agency", "official", "measurement", "press", "users", "maker", "guide")


class _Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    name: str
    """In English."""


def read_publishers(folder: Path, part: str, language: str) -> Mapping[str, str]:
    """Return the name of each publisher of a part in a language, by id; in English where it has none.

    Raises `WordingError`, which names file and key.
    """
    path, own = folder / part / FILE, folder / LANGUAGES / language / FILE
    names: dict[str, str] = {}
    for key, publisher in decode_toml(path, dict[str, _Publisher]).items():
        if publisher.kind not in _KINDS:
            raise WordingError(f"{path}: {key}.kind: {publisher.kind} is not known")
        names[key] = publisher.name
    written = decode_toml(own, dict[str, str]) if own.is_file() else {}
    return names | {key: name for key, name in written.items() if key in names}
