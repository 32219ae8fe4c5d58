"""Each page of `docs/how-to/` can be followed to its end, and leads to what it says."""

from pathlib import Path

import pytest

from how_to import REPOSITORY, HowToError, copy_tree, follow

PAGES = sorted((REPOSITORY / "docs" / "how-to").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_newcomer_succeeds_with_the_page_alone(page: Path, tmp_path: Path) -> None:
    assert follow(page, copy_tree(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In `a.txt`:\n\n```diff\n-four\n+five\n```\n", "0 times"),
        ("In `a.txt`:\n\n```diff\n one\n+five\n```\n", "2 times"),
        ("```sh\nrm -r /\n```\n", "not a command"),
        ("```sh\n./dev run frobnicate\n```\n", "exit 2"),
    ],
    ids=["lines that are gone", "lines that are there twice", "another command", "a command that fails"],
)
def test_a_page_that_cannot_be_followed_says_where(text: str, said: str, tmp_path: Path) -> None:
    tree, page = copy_tree(tmp_path / "tree"), tmp_path / "page.md"
    (tree / "a.txt").write_text("one\ntwo\none\n")
    page.write_text(text)
    with pytest.raises(HowToError, match=said):
        follow(page, tree)
