"""The first check as Orca says it, where it is installed: only `./dev fresh 13` gets the 73 packages of Debian's."""

import re
import shutil
import subprocess

import pytest

from end_to_end.conftest import Play
from end_to_end.screen import is_missing

_OLDEST = 48
"""Orca's log and sentences are those of Debian 13."""


def _without() -> str:
    """What is not installed of all that is needed; empty where nothing is."""
    if shutil.which("orca") is None:
        return "orca"
    said = subprocess.run(["orca", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\d+", said)
    return is_missing() if version and int(version.group()) >= _OLDEST else f"orca {_OLDEST}"


_WITHOUT = _without()
pytestmark = [pytest.mark.lab, pytest.mark.skipif(bool(_WITHOUT), reason=f"not installed: {_WITHOUT}")]

FIRST_PAGE = [
    "Telegram check box checked.",
    "Signal check box checked.",
    "WhatsApp check box not checked.",
    "checked",
    "Another one… button.",
    "Which do you use? heading",
    "Quiet check: fewer traces check box not checked.",
    "Check now button.",
]
ANSWER = (
    "WhatsApp is blocked here. Not your computer. "
    "WhatsApp, Blocked. Telegram, Messages probably work. Signal, Probably works"
)
PAGE = [
    "WhatsApp is blocked here. heading",
    "Tell me when it works button.",
    "Why collapsed button.",
    "Use instead collapsed button.",
    "What probably worked in this check: Signal (messages) and Telegram (messages).",
    "Make a normal phone call collapsed button.",
    "Turn on secure DNS in the browser collapsed button.",
    "What will not help collapsed button.",
    "How we know collapsed button.",
    "Opened",
]


def test_the_first_check_as_orca_says_it(play: Play) -> None:
    """Each stop is said with its role, the tiles, the answer once, and that something opened."""
    told = play("whatsapp-dns-nxdomain", "orca_said", limit=480)
    assert "never" not in told, told
    assert missing_in_order(FIRST_PAGE, told["first page"]) == []
    after = told["after Start"]
    assert after.count(ANSWER) == 1, after
    tiles = ["Telegram, Messages probably work button.", "WhatsApp, Blocked button."]
    assert missing_in_order(tiles, told["the tiles"]) == []
    assert missing_in_order(PAGE, told["the page of WhatsApp"]) == []


def missing_in_order(wanted: list[str], said: list[str]) -> list[str]:
    """Return the wanted texts that were not said, or not after those before them."""
    waiting = list(wanted)
    for words in said:
        if waiting and words == waiting[0]:
            waiting.pop(0)
    return waiting
