"""What the lab's causes of a function's state mean: Dialtone's words for them and hypotheses of the judge, by cause."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Meaning:
    """What one cause means; its fields are described at the head of `causes.toml`."""

    true: tuple[str, ...]
    said: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    tolerable: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def _read() -> Mapping[str, Meaning]:
    """Return the table, in which several words are one string."""
    rows = tomllib.loads(Path(__file__).with_name("causes.toml").read_text(encoding="utf-8"))
    return {cause: Meaning(**{key: tuple(words.split()) for key, words in row.items()}) for cause, row in rows.items()}


CAUSES = _read()
