"""No word is taken back: what the window hears of a messenger is the last that it hears of it."""

from itertools import pairwise
from typing import Any

import pytest

from end_to_end.conftest import Play

pytestmark = pytest.mark.lab
THREE = ("whatsapp", "telegram", "signal")
NETWORKS = (
    "clean",
    "calls-udp-drop",
    "stun-dpi",
    "gulf-and-names",
    "udp-closed",
    "relays-by-address-telegram",
    "line-64k",
)
"""Most of them stop calls, of which neutral hosts tell late."""


@pytest.mark.parametrize("network", NETWORKS)
def test_nothing_that_was_said_is_unsaid(play: Play, network: str) -> None:
    """Of the network more may be told later: that it is unstable, another flag. That it is online says nothing."""
    heard: list[tuple[str, Any]] = play(network, "heard_events", *THREE)
    assert {who for who, _ in heard} == {*THREE, "network"}
    for messenger in THREE:
        said = [words for who, words in heard if who == messenger]
        assert all(words == said[0] for words in said), said
    of_network = [words for who, words in heard if who == "network"]
    for (status, flags), (later, more) in pairwise(of_network):
        assert status in ("online", later)
        assert set(flags) <= set(more)
