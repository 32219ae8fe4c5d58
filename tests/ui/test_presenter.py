"""Words for what the window shows, without widgets."""

from dataclasses import replace

import pytest

from dialtone.ui.presenter import Presenter
from ui.conftest import library


@pytest.mark.parametrize(
    ("sandbox", "words"),
    [("", "No messengers found"), ("flatpak", "runs as a Flatpak"), ("snap", "runs as a Snap")],
)
def test_why_the_list_is_empty(sandbox: str, words: str) -> None:
    assert words in Presenter(replace(library(), sandbox=sandbox)).empty_note()
