import pytest

from dialtone.store.own_server import parse_server, with_servers
from shipped_catalogue import shipped_catalogue


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("chat.example.org", "chat.example.org"),
        ("  Chat.Example.ORG. ", "chat.example.org"),
        ("chat.example.org:8443", "chat.example.org:8443"),
        ("https://chat.example.org/channels/town?x=1", "chat.example.org"),
        ("http://chat.example.org:8065/", "chat.example.org:8065"),
        ("чат.пример.рф", "xn--80a0bn.xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_a_server_is_read_as_it_is_meant(typed: str, read: str) -> None:
    assert parse_server(typed) == read
    assert parse_server(read) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "chat",
        "192.0.2.7",
        "[::1]:80",
        "a b.org",
        "-a.org",
        "a..org",
        "chat.example.org:",
        "chat.example.org:x",
        "chat.example.org:0",
        "chat.example.org:70000",
        "me@example.org",
        f"{'a' * 64}.org",
        "a." * 130 + "org",
        "a.org:٣",
    ],
)
def test_what_is_no_server_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_server(typed)


def test_a_server_makes_a_messenger_testable(caplog: pytest.LogCaptureFixture) -> None:
    catalogue = shipped_catalogue()
    filled = with_servers(catalogue, {"mattermost": "chat.example.org:8065", "element": "no server", "signal": "x.org"})
    mattermost, element, signal = (filled.messenger(m) for m in ("mattermost", "element", "signal"))
    assert mattermost is not None
    assert mattermost.untested is None
    assert {(e.host, e.port) for e in mattermost.endpoints} == {("chat.example.org", 8065)}
    assert element == catalogue.messenger("element")
    assert signal == catalogue.messenger("signal")
    assert "element" in caplog.text
