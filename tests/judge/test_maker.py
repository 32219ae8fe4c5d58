"""Who made a file, by its signer; and to whom the links of a messenger belong: its own program, a copy, a browser."""

import pytest

from dialtone.judge.maker import find_own_opener, judge_file
from dialtone.model.maker import LinkOpener, Maker, Origin, OriginKind
from dialtone.store.data_folders import resources
from dialtone.store.guidance_file import load_guidance
from shipped_catalogue import shipped_messenger


def test_a_tool_of_the_advice_is_known_by_its_signer() -> None:
    entries = load_guidance(resources(), "en")
    tools = tuple(entry.tool for entry in entries if entry.tool is not None)
    for signer, tool in (("Psiphon Inc.", "psiphon"), ("Privacy Technologies OU", "amnezia")):
        made = judge_file(tools, "anything.exe", Origin(OriginKind.AUTHENTICODE, signer))
        assert (made.messenger, made.maker) == (tool, Maker.MESSENGER)
    stranger = Origin(OriginKind.AUTHENTICODE, "Psiphon Pro Ltd.")
    assert judge_file(tools, "psiphon3.exe", stranger).maker is Maker.UNKNOWN


TELEGRAM = shipped_messenger("telegram")


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
