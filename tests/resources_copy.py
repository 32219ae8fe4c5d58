"""A copy of some of the resources that a test may change."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from spoken import EXAMPLES

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
OF_EACH = ("language.toml", "publishers.toml")


def copy_resources(to: Path, *parts: str, languages: Iterable[str] = EXAMPLES) -> Path:
    """Copy parts (`wording`, `guidance`, `labels.ts`, …), the shared ones and what some languages say of them."""
    for part in parts:
        _copy(RESOURCES / part, to / part)
    for language in languages:
        for part in (*OF_EACH, *parts):
            _copy(RESOURCES / "languages" / language / part, to / "languages" / language / part)
    return to


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, to, dirs_exist_ok=True)
    elif source.is_file():
        shutil.copy(source, to)
