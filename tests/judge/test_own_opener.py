"""To whom the links of a messenger belong: its own program, a copy of it, a browser."""

import pytest

from dialtone.judge.maker import find_own_opener
from dialtone.model.maker import LinkOpener
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources

TELEGRAM = load_catalogue(resources() / "catalogue").messenger("telegram")


@pytest.mark.parametrize(
    ("opener", "name"),
    [
        (LinkOpener("Telegram", ("org.telegram.desktop", "Telegram")), "Telegram"),
        (LinkOpener("Another", ("com.example.another",)), ""),
        (LinkOpener("Telegram", ("org.telegram.desktop",), browser=True), ""),
        (None, ""),
    ],
)
def test_only_the_messengers_own_program_counts(opener: LinkOpener | None, name: str) -> None:
    assert find_own_opener(TELEGRAM, "tg", lambda _scheme: opener) == name
    assert find_own_opener(None, "tg", lambda _scheme: opener) == ""


def test_a_known_copy_is_not_its_own() -> None:
    assert TELEGRAM is not None
    fork = TELEGRAM.traces.forks[0]
    assert find_own_opener(TELEGRAM, "tg", lambda _scheme: LinkOpener("Copy", (fork, "Telegram"))) == ""
