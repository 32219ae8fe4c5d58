"""An answer belongs to its network, in a real window: the line goes, the window is hidden and opened, another comes."""

from end_to_end.conftest import Play, skipped_without
from end_to_end.screen import reader_is_missing
from lab.catalog import PHONE_CLIENT_V4, PHONE_GATEWAY_V4

pytestmark = skipped_without(reader_is_missing())


def test_on_another_network_an_answer_is_grey(play: Play) -> None:
    """Nobody watches, so no check is made for that, and nothing is sent."""
    how = (PHONE_CLIENT_V4, PHONE_GATEWAY_V4, "en", "light")
    assert play("home-and-phone", "network_lost", *how, limit=600) == {
        "language": "en",
        "lost, said": True,
        "elsewhere, said": True,
        "no check meanwhile": True,
        "checked there": True,
    }
