"""The first check by keyboard and ear, over the bus of AT-SPI as Debian has it."""

from end_to_end.conftest import Play, skipped_without
from end_to_end.screen import reader_is_missing

pytestmark = skipped_without(reader_is_missing())
FIRST_PAGE = ["When not to run Dialtone", "the country", "Telegram", "Signal", "WhatsApp"]
AFTER_THE_CHIPS = [
    "Another one…",
    "Menu",
    "Which do you use?",
    "Some countries search or pun",
    "Quiet check: fewer traces",
    "Check now",
]
ANSWER = [
    "WhatsApp, Blocked",
    "Telegram, Messages probably ",
    "Signal, Probably works",
    "Checked",
    "History",
    "Check again",
    "Share",
    "Menu",
    "WhatsApp is blocked here.",
    "Not your computer.",
    "What helps?",
]
READ = [
    "Dialtone",
    "Dialtone",
    "Share",
    "Menu",
    "WhatsApp is blocked here.",
    "Not your computer.",
    "What helps?",
    "You, This network",
    "WhatsApp, Blocked",
    "Telegram, Messages probably ",
    "Signal, Probably works",
    "Checked",
    "History",
    "Check again",
]
"""The whole window of an answer from its beginning; labels in a tile were read again after it."""
RESULT = [
    "Not your computer.",
    "Tell me when it works",
    "Check again",
    "Why",
    "Use instead",
    "Make a normal phone call",
    "Turn on secure DNS in the br",
    "What will not help",
    "How we know",
    "Back",
    "Share",
    "Menu",
    "WhatsApp is blocked here.",
]


def test_the_first_check_by_keyboard_and_ear(play: Play) -> None:
    """No stop without a name or with a role that tells nothing; headings; the answer is announced once."""
    told = play("whatsapp-dns-nxdomain", "reading_stories", limit=600)
    first = told.pop("first page")
    assert first[: len(FIRST_PAGE)] == FIRST_PAGE
    assert first[-len(AFTER_THE_CHIPS) :] == AFTER_THE_CHIPS
    answer = [name for name in told.pop("answer") if name != "Details"]  # where the line had a bad moment
    assert answer == ANSWER
    assert [name for name in told.pop("answer, read") if name != "Details"] == READ
    assert told.pop("result") == RESULT
    assert told == {
        "a window has its name": ["Dialtone"],
        "first page, wrong": [],
        "first page, headings": ["Which do you use?"],
        "a tick is heard": True,
        "the answer has the keyboard": True,
        "the lines": True,
        "answer, wrong": [],
        "answer, headings": ["WhatsApp is blocked here."],
        "result, wrong": [],
        "result, headings": ["WhatsApp", "WhatsApp is blocked here.", "What can help"],
        "headings have their words as text": True,
        "it says that it is open": True,
        "opened, wrong": [],
        "opened, more stops": True,
        "the drawing": True,
        "said once": [
            "WhatsApp is blocked here. Not your computer. "
            "WhatsApp, Blocked. Telegram, Messages probably work. Signal, Probably works"
        ],
    }
