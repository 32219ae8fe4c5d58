"""Whose an address is, from tables that a person downloaded."""

import gzip
from pathlib import Path

from field.networks import read_networks
from shipped_catalogue import shipped_catalogue


def test_the_narrowest_range_says_whose_an_address_is(tmp_path: Path) -> None:
    routes = tmp_path / "riswhoisdump.gz"
    text = "% a comment\n\n32934\t157.240.0.0/16\t300\n64500\t157.240.9.0/24\t200\n64501\t157.240.9.60/32\t2\nx\ty\tz\n"
    routes.write_bytes(gzip.compress(f"{text}32934\t2a03:2880::/32\t99\n".encode()))
    delegated = tmp_path / "delegated"
    lines = ["2|ripencc|x", "ripencc|RU|ipv4|178.66.0.0|65536|2010|allocated", "ripencc|NL|ipv6|2a03:2880::|32|2010|a"]
    delegated.write_text("\n".join([*lines, "ripencc|*|ipv4|*|1|summary", "ripencc|DE|ipv4|nonsense|1|x|y"]))
    found = read_networks(shipped_catalogue().controls.operators, [routes], [delegated])
    assert [found.number(a) for a in ("157.240.1.1", "157.240.9.60", "2a03:2880::1", "8.8.8.8")] == [
        *(32934, 64500, 32934),
        None,
    ]
    assert [found.country(a) for a in ("178.66.255.255", "178.67.0.0", "2a03:2880::1")] == ["RU", "", "NL"]
    assert found.operator("192.0.2.1") == ""


def test_without_tables_nothing_is_said() -> None:
    found = read_networks((), [], [])
    assert (found.number("8.8.8.8"), found.country("8.8.8.8"), found.operator("8.8.8.8")) == (None, "", "")
