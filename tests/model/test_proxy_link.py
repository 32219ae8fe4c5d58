"""Links to proxies are read strictly, and what is refused is not repeated."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialtone.model.proxy import Proxy, ProxyKind, SecretKind
from dialtone.model.proxy_link import LONGEST_LINK, LinkFault, ProxyLinkError, make_telegram_link, parse_link

SECRET = bytes(range(16))
HEX = SECRET.hex()
DRESS = b"example.com"
BASE64 = base64.urlsafe_b64encode(b"\xee" + SECRET + DRESS).decode().rstrip("=")


def _mtproto(kind: SecretKind, domain: str = "") -> Proxy:
    return Proxy(ProxyKind.MTPROTO, "p.example", 443, SECRET, kind, domain, meant_for="telegram")


@pytest.mark.parametrize("form", ["tg://proxy", "tg:proxy", "https://t.me/proxy", "t.me/proxy", "telegram.me/proxy"])
@pytest.mark.parametrize(
    ("secret", "proxy"),
    [
        (HEX, _mtproto(SecretKind.PLAIN)),
        (HEX.upper(), _mtproto(SecretKind.PLAIN)),
        ("dd" + HEX, _mtproto(SecretKind.PADDED)),
        ("ee" + HEX + DRESS.hex(), _mtproto(SecretKind.FAKETLS, "example.com")),
        (BASE64, _mtproto(SecretKind.FAKETLS, "example.com")),
        ("ee" + HEX + b"WWW.Example.com".hex(), _mtproto(SecretKind.FAKETLS, "WWW.Example.com")),
        ("ee" + HEX + b"8.8.8.8".hex(), _mtproto(SecretKind.FAKETLS, "8.8.8.8")),
        ("ee" + HEX + b"\xd1\x8f".hex(), _mtproto(SecretKind.FAKETLS, "\xd1\x8f")),
        ("ee" + HEX + b"a".hex() * 200, _mtproto(SecretKind.FAKETLS, "a" * 182)),
        (base64.b64encode(b"\xdd" + SECRET).decode(), _mtproto(SecretKind.PADDED)),
    ],
)  # fmt: skip
def test_telegrams_proxies(form: str, secret: str, proxy: Proxy) -> None:
    assert parse_link(f"{form}?server=P.example&port=443&secret={secret}") == proxy


SOCKS, HTTP, SIGNAL, WHATSAPP = ProxyKind.SOCKS5, ProxyKind.HTTP, ProxyKind.SIGNAL, ProxyKind.WHATSAPP


@pytest.mark.parametrize(
    ("link", "proxy"),
    [
        ("tg://socks?server=192.0.2.1&port=1080", Proxy(SOCKS, "192.0.2.1", 1080, meant_for="telegram")),
        (
            "https://t.me/socks?server=p.example&port=1080&user=a&pass=b%26c",
            Proxy(SOCKS, "p.example", 1080, username="a", password="b&c", meant_for="telegram"),
        ),
        ("socks5://p.example", Proxy(SOCKS, "p.example", 1080)),
        ("socks5h://a:b%40c@p.example:9050", Proxy(SOCKS, "p.example", 9050, username="a", password="b@c")),
        ("http://[2001:db8::1]:3128/", Proxy(HTTP, "2001:db8::1", 3128)),
        ("https://signal.tube/#p.example", Proxy(SIGNAL, "p.example", 443, meant_for="signal")),
        ("sgnl://signal.tube/#p.example:8443", Proxy(SIGNAL, "p.example", 8443, meant_for="signal")),
        ("signal.tube/#192.0.2.1", Proxy(SIGNAL, "192.0.2.1", 443, meant_for="signal")),
        (
            "https://wa.me/proxy?host=p.example&chatPort=5222&mediaPort=587&chatTLS=false",
            Proxy(WHATSAPP, "p.example", 5222, tls=False, meant_for="whatsapp"),
        ),
        ("p.example", Proxy(WHATSAPP, "p.example", 443, meant_for="whatsapp")),
        ("  p.example:5222\n", Proxy(WHATSAPP, "p.example", 5222, meant_for="whatsapp")),
        ("[2001:db8::1]:443", Proxy(WHATSAPP, "2001:db8::1", 443, meant_for="whatsapp")),
        ("пример.рф", Proxy(WHATSAPP, "xn--e1afmkfd.xn--p1ai", 443, meant_for="whatsapp")),
    ],
)
def test_the_other_kinds(link: str, proxy: Proxy) -> None:
    assert parse_link(link) == proxy


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("", LinkFault.EMPTY),
        ("x" * (LONGEST_LINK + 1), LinkFault.TOO_LONG),
        ("hello", LinkFault.NOT_A_PROXY),
        ("two words.example", LinkFault.NOT_A_PROXY),
        ("https://t.me/durov", LinkFault.NOT_A_PROXY),
        ("https://www.example.org/", LinkFault.NOT_A_PROXY),
        ("http://www.example.org/", LinkFault.NOT_A_PROXY),
        ("http://p.example:80/page", LinkFault.NOT_A_PROXY),
        ("tg://resolve?domain=x", LinkFault.NOT_A_PROXY),
        ("vless://x@p.example:443", LinkFault.NOT_A_PROXY),
        ("http://[::1:80", LinkFault.NOT_A_PROXY),
        ("file:///etc/passwd", LinkFault.NOT_A_PROXY),
        ("p.example/$(reboot)", LinkFault.NOT_A_PROXY),
        ("p.example\x00", LinkFault.NOT_A_PROXY),
        (f"tg://proxy?port=443&secret={HEX}", LinkFault.NO_HOST),
        (f"tg://proxy?server=a_b..c&port=443&secret={HEX}", LinkFault.BAD_HOST),
        ("192.0.2.300", LinkFault.BAD_HOST),
        ("0.0.0.0:443", LinkFault.BAD_HOST),
        ("https://signal.tube/#[2001:db8::1]443", LinkFault.BAD_HOST),
        ("p.example:0", LinkFault.BAD_PORT),
        ("p.example:65536", LinkFault.BAD_PORT),
        (f"tg://proxy?server=p.example&port=4٤3&secret={HEX}", LinkFault.BAD_PORT),
        ("tg://proxy?server=p.example&port=443", LinkFault.BAD_SECRET),
        (f"tg://proxy?server=p.example&port=443&secret={HEX[:-2]}", LinkFault.BAD_SECRET),
        (f"tg://proxy?server=p.example&port=443&secret=ee{HEX}", LinkFault.BAD_SECRET),
        (f"tg://proxy?server=p.example&port=443&secret={'A' * 22}!!!!", LinkFault.BAD_SECRET),
        (f"tg://proxy?server=p.example&port=443&secret={'A' * 21}", LinkFault.BAD_SECRET),
        ("tg://socks?server=p.example&port=1&pass=x", LinkFault.BAD_LOGIN),
        ("http://a%3Ab:c@p.example:3128", LinkFault.BAD_LOGIN),
        (f"socks5://{'u' * 256}:x@p.example:1080", LinkFault.BAD_LOGIN),
        (f"tg://proxy?server=p.example&server=q.example&port=443&secret={HEX}", LinkFault.GIVEN_TWICE),
    ],
)
def test_what_is_no_link_to_a_proxy_is_refused(link: str, fault: LinkFault) -> None:
    with pytest.raises(ProxyLinkError) as refused:
        parse_link(link)
    assert refused.value.fault is fault


@given(st.one_of(st.text(), st.from_regex(r"(tg://|t\.me/|socks5://|http://|sgnl://|wa\.me/)(proxy|socks)?.{0,60}")))
def test_nothing_else_ever_happens(text: str) -> None:
    """Whatever is pasted, it is a whole proxy or one of the faults."""
    try:
        proxy = parse_link(text)
    except ProxyLinkError:
        return
    assert proxy.host.isascii()
    assert 0 < proxy.port < 65536
    assert (proxy.kind is ProxyKind.MTPROTO) == (len(proxy.secret) == 16)


def test_no_proxy_prints_its_secrets() -> None:
    shown = repr(parse_link(f"tg://proxy?server=p.example&port=443&secret=dd{HEX}"))
    shown += repr(parse_link("socks5://somebody:kolokol@p.example:1080"))
    assert "x01" not in shown
    assert "kolokol" not in shown
    assert "somebody" not in shown


WITH_SECRET = "proxy?server=a.example&port=443&secret=" + "0" * 32
BY_SOCKS = "socks?server=a.example&port=1080&user=me&pass=x"


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        (f"tg://{WITH_SECRET}", f"tg://{WITH_SECRET}"),
        (f" https://t.me/{WITH_SECRET}&junk=1 ", f"tg://{WITH_SECRET}"),
        (f"t.me/{BY_SOCKS}", f"tg://{BY_SOCKS}"),
        ("socks5://192.0.2.7:1080", ""),
        ("https://wa.me/proxy?host=a.example&chatPort=443", ""),
        ("nonsense", ""),
    ],
)
def test_what_telegrams_app_opens(link: str, opened: str) -> None:
    assert make_telegram_link(link) == opened
