"""Ten journeys in a real window, by mouse, keyboard and screen reader: the answer is the worst one's, and in sight."""

import pytest

from end_to_end.conftest import Play, skipped_without
from end_to_end.screen import reader_is_missing

pytestmark = skipped_without(reader_is_missing())


SILENCED, WORKS, PORTAL, CALLS, OFFLINE, DOWN = (
    "whatsapp-dns-nxdomain",
    "clean",
    "captive-portal",
    "emirates-2026",
    "offline-link-down",
    "outage-signal-503",
)
JOURNEYS = {
    (SILENCED, "en 960x640 10 mouse"): "WhatsApp is blocked here.",
    (SILENCED, "ru 720x480 20 keys"): "WhatsApp здесь блокируют.",
    (SILENCED, "fa 420x400 10 reader"): "واتساپ اینجا مسدود است.",
    (WORKS, "ru 960x640 10 mouse"): "Сообщения здесь доходят.",
    (WORKS, "fa 720x480 20 reader"): "پیام‌ها اینجا می‌رسند.",
    (PORTAL, "fa 960x640 10 keys"): "اول باید در صفحهٔ این شبکه وارد شوید.",
    (PORTAL, "en 420x400 10 reader"): "This network wants a sign-in.",
    (CALLS, "ru 420x400 10 keys"): "Звонки в WhatsApp и Telegram здесь, похоже, блокируют.",
    (OFFLINE, "en 720x480 20 keys"): "This computer has no internet connection.",
    (DOWN, "fa 960x640 10 mouse"): "مشکل پیام‌های سیگنال از خود سرویس است.",
}
"""What the window answers: neither surer nor rosier than the verdict on the worst. Each language, size and hand several
times; all of them with each other would take a day."""
BUSY = {
    "This computer has no internet connection.": "This computer probably has no internet connection.",
    "This network wants a sign-in.": "Sign-in is probably needed.",
    "اول باید در صفحهٔ این شبکه وارد شوید.": "احتمالاً اول باید در صفحهٔ این شبکه وارد شوید.",
    "مشکل پیام‌های سیگنال از خود سرویس است.": "مشکل پیام‌های سیگنال احتمالاً از خود سرویس است.",
}
"""What is said instead by a computer that was too busy to be sure."""
FIRST_TILES = {
    "WhatsApp is blocked here.": "WhatsApp, Blocked",
    "WhatsApp здесь блокируют.": "WhatsApp, Блокируют",
    "واتساپ اینجا مسدود است.": "واتساپ، مسدود",
}
STOPS = ["AnswerBlock.Button", "TileBoard.Tile", "Header.share", "Header.MenuButton", "AnswerBlock.Heading"]


@pytest.mark.parametrize(("network", "look"), JOURNEYS)
def test_the_first_start_answers_with_the_worst(play: Play, network: str, look: str) -> None:
    told, answer = play(network, "first_start", *look.split(), limit=600), JOURNEYS[network, look]
    assert told["answer"] in (answer, BUSY.get(answer))
    assert told["tiles"][0] == FIRST_TILES.get(answer, told["tiles"][0])
    assert len(told["tiles"]) == 3
    assert told["first action in sight"] is True
    assert told["cut"] == []
    assert [stop for stop in told["stops"] if stop in STOPS] == STOPS, "from the answer on, and round again"
