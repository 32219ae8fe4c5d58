"""`dialtone try`: a link into the person's own network is asked about before anything is sent."""

import io

import pytest

from dialtone.app.session import Session
from dialtone.cli import run
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.proxy import Proxy, ProxyOutcome, ProxyTest
from ui import examples

SECRET = "00" * 16
ROUTER = f"tg://proxy?server=192.168.0.1&port=8080&secret={SECRET}"
PUBLIC = f"tg://proxy?server=proxy.tg-gate.net&port=443&secret={SECRET}"
SAID = "This leads into your own network, or to this computer."


class Terminal(io.StringIO):
    """A stream that a person sits at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Proxy]:
    """Send nothing, and keep what would have been tried."""
    proxies = list[Proxy]()

    def try_proxy(_session: Session, proxy: Proxy, _messengers: tuple[Messenger, ...]) -> ProxyTest:
        proxies.append(proxy)
        outcome = ProxyOutcome.OWN_NETWORK if proxy.host == "proxy.tg-gate.net" else ProxyOutcome.WORKS
        return replace(examples.proxy_test(outcome), host=proxy.host)

    monkeypatch.setattr("dialtone.commands.try_proxy.wait_for_proxy_test", try_proxy)
    return proxies


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "192.168.0.1", "10.0.0.1", "127.0.0.1", "fd00::1", "localhost", "router", "nas.local"]
)
def test_without_a_terminal_it_is_refused_in_one_line(
    host: str, tried: list[Proxy], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    link = f"socks5://[{host}]:1080" if ":" in host else f"socks5://{host}:1080"
    assert run(["try", link, "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert (out, tried) == ("", [])
    assert err.startswith(f"dialtone: {SAID}")
    assert err.count("\n") == 1
    assert "--own-network" in err


def test_who_asks_for_it_is_not_asked(tried: list[Proxy], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["try", ROUTER, "--own-network"]) == 0
    assert [proxy.own_network for proxy in tried] == [True]


@pytest.mark.parametrize(("typed", "code", "agreed"), [("y\n", 0, [True]), ("\n", 2, []), ("n\n", 2, []), ("", 2, [])])
def test_at_a_terminal_the_person_is_asked_and_no_is_the_default(
    typed: str, code: int, agreed: list[bool], tried: list[Proxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    monkeypatch.setattr("sys.stderr", said)
    assert run(["try", ROUTER, "--lang", "en"]) == code
    assert [proxy.own_network for proxy in tried] == agreed
    assert SAID in said.getvalue()
    assert "type y" in said.getvalue()
    assert ("Nothing was sent." in said.getvalue()) == (not agreed)


def test_a_name_that_turns_out_to_lead_there_is_said_to_with_the_way_on(
    tried: list[Proxy], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["try", PUBLIC, "--lang", "en"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert [proxy.own_network for proxy in tried] == [False]
    assert "The name of this proxy leads into your own network" in out
    assert "--own-network" in out
