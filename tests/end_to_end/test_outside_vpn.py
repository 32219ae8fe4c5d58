"""Both sides of a VPN in the lab: what is blocked below it is said, and what only the computer does is not."""

import pytest

from end_to_end.conftest import PROGRAM, InLab

pytestmark = pytest.mark.lab


def _both(in_lab: InLab, network: str) -> tuple[dict[str, str], dict[str, object]]:
    """Return the statuses with the VPN, and the other side."""
    command = [str(PROGRAM), "check", "whatsapp", "telegram", "signal", "--outside-vpn", "--json"]
    answer = in_lab(network, command)
    return {m["id"]: m["status"] for m in answer.json["messengers"]}, answer.json.get("outside", {})


def test_blocked_below_and_not_in_the_vpn(in_lab: InLab) -> None:
    with_it, outside = _both(in_lab, "vpn-up")
    assert set(with_it.values()) == {"works"}
    assert outside["outcome"] == "answered"
    past = {m["id"]: m["status"] for m in outside["check"]["messengers"]}  # type: ignore[index]
    assert past == {"whatsapp": "blocked", "telegram": "blocked", "signal": "blocked"}


@pytest.mark.parametrize(
    ("network", "outcome"),
    [
        ("vpn-lock-rejects", "locked"),
        ("vpn-lock-drops", "locked"),
        ("vpn-strict-paths", "strict_paths"),
        ("vpn-only-route", "no_way"),
    ],
)
def test_what_this_computer_does_is_no_block(in_lab: InLab, network: str, outcome: str) -> None:
    with_it, outside = _both(in_lab, network)
    assert set(with_it.values()) == {"works"}
    assert outside["outcome"] == outcome
