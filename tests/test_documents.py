"""The figure of the README is right, and records of decisions are numbered."""

import re
from pathlib import Path

from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources

REPOSITORY = Path(__file__).resolve().parents[1]


def document(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


def test_the_number_of_messengers_in_the_readme() -> None:
    (said,) = re.findall(r"It knows more than (\d+) messengers", document("README.md"))
    assert 0 <= len(load_catalogue(resources() / "catalogue").messengers) - int(said) <= 10


def test_records_of_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
