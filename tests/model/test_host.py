"""What is on the public internet, and what is this computer or a network of the person's own."""

import pytest

from dialtone.model.host import is_public_host


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "169.254.169.254", "10.1.2.3", "172.16.0.1", "192.168.0.1", "100.64.0.1", "192.0.2.9"),
        *("::1", "fd00::1", "fe80::1", "::ffff:169.254.169.254", "::ffff:8.8.8.8", "2002:a00:1::1"),
        *(
            "64:ff9b::a00:1",
            "2001:0:a00:1::1",
            "localhost",
            "router",
            "app.localhost",
            "printer.local",
            "nas.home.arpa",
        ),
        *("fritz.lan", "metadata.internal"),
    ],
)
def test_an_own_network_is_known_by_its_addresses_and_names(host: str) -> None:
    assert not is_public_host(host)


@pytest.mark.parametrize("host", ["94.131.20.7", "2a01:4f8::1", "proxy.example.org", "router.example.com"])
def test_the_rest_is_the_public_internet(host: str) -> None:
    assert is_public_host(host)
