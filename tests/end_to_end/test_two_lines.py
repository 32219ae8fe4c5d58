"""Is it my connection? The network changes while the window runs: noticed, checked again, compared, by history too."""

import pytest

from end_to_end.conftest import Play
from lab.catalog import PHONE_CLIENT_V4, PHONE_GATEWAY_V4

pytestmark = pytest.mark.lab


def test_at_home_blocked_and_behind_the_phone_not(play: Play) -> None:
    told = play("home-and-phone", "two_lines", PHONE_CLIENT_V4, PHONE_GATEWAY_V4)
    assert told["at_home"] == {"whatsapp": "blocked", "signal": "works"}
    assert told["may_ask_at_home"] is False
    assert told["behind_the_phone"] == {"whatsapp": "works", "signal": "works"}
    compared = " ".join(told["compared"])
    assert "Worse on the first network than on this one: WhatsApp." in compared
    assert "Works on both networks: Signal." in compared
    history = " ".join(told["history"])
    assert "Failed on network 1, worked on network 2: WhatsApp." in history
