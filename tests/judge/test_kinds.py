"""What addresses tell: families, blocks and invented addresses."""

import pytest

from dialtone.judge.kinds import TRANSLATED, block_of, family_of, is_fake_ip


@pytest.mark.parametrize(
    ("target", "family"), [("1.2.3.4:443", 4), ("[2001:db8::1]:443", 6), ("[64:ff9b::102:304]:443", TRANSLATED)]
)
def test_the_family_of_a_target(target: str, family: int) -> None:
    assert family_of(target) == family


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("149.154.1.1", "149.154.250.9", True),
        ("149.154.1.1", "149.155.1.1", False),
        ("2001:67c:4e8::1", "2001:67c:1::2", True),
        ("2001:67c:4e8::1", "2001:67d:4e8::1", False),
    ],
)
def test_addresses_of_one_data_centre_lie_in_one_block(one: str, other: str, alike: bool) -> None:
    assert (block_of(one) == block_of(other)) is alike


def test_a_name_that_a_proxy_looks_up_has_a_block_too() -> None:
    """As it was found: it raised an error, which would have ended the check."""
    assert block_of("web.whatsapp.com") != block_of("chat.signal.org")


@pytest.mark.parametrize(
    ("address", "fake"), [("198.17.255.255", False), ("198.18.0.1", True), ("198.19.9.9", True), ("198.20.0.1", False)]
)
def test_invented_addresses_lie_in_a_range_for_benchmarks(address: str, fake: bool) -> None:
    assert is_fake_ip(address) is fake
