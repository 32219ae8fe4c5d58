"""The figure of the README is right, records of decisions are numbered, and links lead to files."""

import re
from pathlib import Path

from shipped_catalogue import shipped_catalogue

REPOSITORY = Path(__file__).resolve().parents[1]
_LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]+)")
"""The path of a link to a file, without the part of the page."""


def document(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


def test_the_number_of_messengers_in_the_readme() -> None:
    (said,) = re.findall(r"It knows more than (\d+) messengers", document("README.md"))
    assert 0 <= len(shipped_catalogue().messengers) - int(said) <= 10


def test_records_of_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_links_between_documents_lead_to_files() -> None:
    pages = [
        *REPOSITORY.glob("*.md"),
        *(page for part in ("docs", "tests") for page in (REPOSITORY / part).rglob("*.md")),
    ]
    links = [(page, link) for page in pages for link in _LINK.findall(page.read_text(encoding="utf-8"))]
    assert len(links) > 100
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []
