"""Each page of `docs/how-to/` can be followed to its end, and leads to what it says."""

from pathlib import Path

import pytest

from how_to import REPOSITORY, HowToError, copy_tree, follow
from named_rows import named_rows

PAGES = sorted((REPOSITORY / "docs" / "how-to").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_newcomer_succeeds_with_the_page_alone(page: Path, tmp_path: Path) -> None:
    assert follow(page, copy_tree(tmp_path))


@named_rows(
    ("text", "said"),
    {
        "lines that are gone": ("In `a.txt`:\n\n```diff\n-four\n+five\n```\n", "0 times"),
        "lines that are there twice": ("In `a.txt`:\n\n```diff\n one\n+five\n```\n", "2 times"),
        "another command": ("```sh\nrm -r /\n```\n", "not a command"),
        "a command that fails": ("```sh\n./dev run frobnicate\n```\n", "exit 2"),
    },
)
def test_a_page_that_cannot_be_followed_says_where(text: str, said: str, tmp_path: Path) -> None:
    tree, page = copy_tree(tmp_path / "tree"), tmp_path / "page.md"
    (tree / "a.txt").write_text("one\ntwo\none\n")
    page.write_text(text)
    with pytest.raises(HowToError, match=said):
        follow(page, tree)
