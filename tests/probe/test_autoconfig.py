"""What a mail domain's autoconfig names, and that a hostile page names nothing and costs nothing."""

from dialtone.probe.protocols.autoconfig import read_autoconfig
from named_rows import named_rows
from probe.autoconfig_pages import autoconfig

_SSL = ("imap", "imap.example.org", 993, "SSL")
_BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {c} "{f"&{b};" * 10}">' for b, c in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def _read(body: bytes) -> list[str]:
    return list(read_autoconfig(body, "example.org"))


def test_servers_are_named_in_their_order() -> None:
    page = autoconfig(
        ("pop3", "pop.example.org", 995, "SSL"),
        _SSL,
        ("imap", "mail.%EMAILDOMAIN%", 143, "STARTTLS"),
        ("imap", "imap.example.org", 443, "SSL"),
        ("smtp", "mx.example.net", 587, "starttls"),
        _SSL,
    )
    assert _read(page) == [
        "imap://imap.example.org:993",
        "imap://mail.example.org:143",
        "imap://imap.example.org:443",
        "smtp://mx.example.net:587",
    ]


@named_rows(
    "server",
    {
        "no TLS": ("imap", "imap.example.org", 143, "plain"),
        "TLS on the plain port": ("imap", "imap.example.org", 143, "SSL"),
        "no port of the app's": ("smtp", "smtp.example.org", 25, "STARTTLS"),
        "no host": ("imap", "", 993, "SSL"),
        "two hosts": ("imap", "a.example imap://b.example", 993, "SSL"),
        "control characters": ("imap", "a.example&#10;&#x202e;b", 993, "SSL"),
        "no port": ("imap", "imap.example.org", 9999999, "SSL"),
        "a negative port": ("imap", "imap.example.org", -1, "SSL"),
    },
)
def test_what_cannot_be_asked_is_left_out(server: tuple[str, str, int, str]) -> None:
    assert _read(autoconfig(server)) == []


@named_rows(
    "body",
    {
        "bomb": autoconfig(_SSL, head=_BOMB).replace(b"imap.example.org", b"&i;"),
        "outer DTD": autoconfig(_SSL, head='<!DOCTYPE x SYSTEM "https://evil.example/x.dtd">'),
        "outer entity": autoconfig(_SSL, head='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace(
            b"imap.", b"&e;"
        ),
        "undeclared": autoconfig(_SSL).replace(b"imap.example.org", b"&undeclared;"),
        "cut off": autoconfig(_SSL)[:-20],
        "encoding": autoconfig(_SSL).replace(b'"1.0"', b'"1.0" encoding="no-such-thing"'),
        "depth": b"<a>" * 5000,
        "binary": b"\0\xff<html>",
        "empty": b"",
    },
)
def test_a_hostile_page_names_nothing(body: bytes) -> None:
    assert _read(body) == []


def test_a_page_names_only_so_many() -> None:
    assert len(_read(autoconfig(*(("imap", f"imap{n}.example.org", 993, "SSL") for n in range(100))))) == 12
