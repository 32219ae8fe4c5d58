"""An update cannot send people to their own router, to everybody's broadcast, or to thousands of servers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dialtone.model.catalogue import Catalogue, Endpoint, KnownServer, OwnServer
from dialtone.model.frozen import replace
from dialtone.model.help_place import HelpPlace, HelpTarget
from dialtone.model.trouble import TroubleError
from dialtone.model.vocabulary import ResolverKind, Wire
from dialtone.store.content import load_content
from dialtone.store.guidance_file import load_guidance
from dialtone.store.strict import StrictError
from dialtone.store.update_rules import check_places, check_update
from shipped_catalogue import shipped_catalogue
from store.content_maker import RESOURCES, TOOL, Maker

Change = Callable[[Catalogue], Catalogue]

_EVIL = '\n[[endpoints]]\nid = "evil"\nwire = "http"\nhost = "router.lan"\nport = 80\npath = "/goform/reboot?x=1"\n'
_SAID = 'source = "nobody"\nconfidence = "medium"\nweight = "informs"\n'


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


def _with(catalogue: Catalogue, *endpoints: Endpoint) -> Catalogue:
    """Return the catalogue with more endpoints of its first messenger that has any."""
    first = next(m for m in catalogue.messengers if m.endpoints)
    changed = replace(first, endpoints=(*first.endpoints, *endpoints))
    return replace(catalogue, messengers=tuple(changed if m is first else m for m in catalogue.messengers))


def _endpoint(catalogue: Catalogue, **changes: object) -> Endpoint:
    any_one = next(m for m in catalogue.messengers if m.endpoints).endpoints[0]
    base = {"id": "x/evil", "wire": Wire.TCP, "host": None, "addresses": ("8.8.8.8",), "port": 443, "ports": ()}
    return replace(any_one, **(base | changes))  # type: ignore[arg-type]  # what a test changes


def test_what_came_with_dialtone_keeps_its_own_rules(catalogue: Catalogue) -> None:
    check_update(catalogue, catalogue)
    check_update(_with(catalogue, _endpoint(catalogue)), catalogue)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.0.0.5", "100.64.0.1", "169.254.169.254", "192.168.0.1", "192.0.2.53",
        "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fd00::1", "ff02::1", "ff0e::1",
        "::ffff:192.168.0.1", "64:ff9b::c0a8:1", "2002:c0a8:1::",
    ],
)  # fmt: skip
def test_only_global_addresses(catalogue: Catalogue, address: str) -> None:
    with pytest.raises(StrictError, match="not a public address"):
        check_update(_with(catalogue, _endpoint(catalogue, addresses=(address,))), catalogue)


def test_an_address_that_is_none_is_one_line(catalogue: Catalogue) -> None:
    operator = replace(catalogue.controls.operators[0], ranges=("157.240.0.0/99",))
    odd_operator = replace(catalogue, controls=replace(catalogue.controls, operators=(operator,)))
    odd_region = replace(catalogue, controls=replace(catalogue.controls, regions=(operator,)))
    for update in (_with(catalogue, _endpoint(catalogue, addresses=("8.8.8",))), odd_operator, odd_region):
        with pytest.raises(StrictError, match="is not an address"):
            check_update(update, catalogue)


def test_the_known_servers_of_people_are_public_too(catalogue: Catalogue) -> None:
    first = next(m for m in catalogue.messengers if m.own_server is not None)
    server = KnownServer("chat.example.net", ("192.168.0.1",))
    changed = replace(first, own_server=OwnServer("chat.example.org", (server,)))
    with pytest.raises(StrictError, match=r"192\.168\.0\.1 is not a public address"):
        check_update(replace(catalogue, messengers=(changed,)), catalogue)


@pytest.mark.parametrize("host", ["router.lan", "printer.local", "nas.home.arpa", "a.localdomain", "a.internal"])
def test_only_public_names(catalogue: Catalogue, host: str) -> None:
    with pytest.raises(StrictError, match="not a public name"):
        check_update(_with(catalogue, _endpoint(catalogue, host=host, addresses=())), catalogue)


@pytest.mark.parametrize("changes", [{"port": 9100}, {"ports": (443, 22)}], ids=["its own", "another"])
def test_only_ports_that_are_asked_anyway(catalogue: Catalogue, changes: dict[str, object]) -> None:
    with pytest.raises(StrictError, match=r"port (9100|22) is not one that"):
        check_update(_with(catalogue, _endpoint(catalogue, **changes)), catalogue)


@pytest.mark.parametrize("path", ["/generate_204?x=1", "/goform/reboot"])
def test_nothing_new_is_asked_in_the_clear(catalogue: Catalogue, path: str) -> None:
    evil = _endpoint(catalogue, wire=Wire.HTTP, host="chat.example.com", port=80, addresses=(), path=path)
    with pytest.raises(StrictError, match="unencrypted"):
        check_update(_with(catalogue, evil), catalogue)


def test_no_more_than_sixty_servers_of_one_messenger(catalogue: Catalogue) -> None:
    of_first = len(next(m for m in catalogue.messengers if m.endpoints).endpoints)
    check_update(_with(catalogue, *[_endpoint(catalogue)] * (60 - of_first)), catalogue)
    with pytest.raises(StrictError, match="61 servers are too many"):
        check_update(_with(catalogue, *[_endpoint(catalogue)] * (61 - of_first)), catalogue)


def _more_messengers(catalogue: Catalogue) -> Catalogue:
    first = next(m for m in catalogue.messengers if m.endpoints)
    many = [replace(first, id=f"m{n}", endpoints=(_endpoint(catalogue),) * 60) for n in range(17)]
    return replace(catalogue, messengers=(*catalogue.messengers, *many))


def _more_sites(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, controls=replace(catalogue.controls, anchors=(_endpoint(catalogue),) * 201))


def _more_resolvers(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, controls=replace(catalogue.controls, resolvers=catalogue.controls.resolvers[:1] * 201))


@pytest.mark.parametrize("change", [_more_messengers, _more_sites, _more_resolvers])
def test_nor_of_all_together(catalogue: Catalogue, change: Change) -> None:
    with pytest.raises(StrictError, match="servers are too many"):
        check_update(change(catalogue), catalogue)


def test_resolvers_are_public_but_for_the_one_that_does_not_exist(catalogue: Catalogue) -> None:
    controls = catalogue.controls
    for kind, address in ((ResolverKind.PUBLIC, "192.0.2.53"), (ResolverKind.DECOY, "192.168.0.1")):
        plain = replace(controls.plain_resolvers[0], kind=kind, address=address)
        with pytest.raises(StrictError, match="not a public address"):
            check_update(replace(catalogue, controls=replace(controls, plain_resolvers=(plain,))), catalogue)
    trusted = replace(controls.resolvers[0], addresses=("10.0.0.1",))
    with pytest.raises(StrictError, match="not a public address"):
        check_update(replace(catalogue, controls=replace(controls, resolvers=(trusted,))), catalogue)


def test_a_signed_update_to_the_router_is_refused_whole(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    source = maker.source("2027-03-01")
    signal = source / "catalogue" / "signal.toml"
    signal.write_text(signal.read_text(encoding="utf-8") + _EVIL + _SAID, encoding="utf-8")
    monkeypatch.setattr(Maker, "source", lambda _maker, _day: source)
    with pytest.raises(TroubleError, match=r"update unusable: .*router\.lan"):
        maker.take(maker.make(1, "2027-03-01"))


def test_links_to_strange_hosts_are_shown_and_not_opened(maker: Maker, tmp_path: Path) -> None:
    source = maker.source("2027-03-01")
    known = next(e.links[0].url for e in load_guidance(RESOURCES, "en") if e.links and not e.places)
    for path in (*source.glob("guidance/*.toml"), *source.glob("languages/*/guidance/*.toml")):
        path.write_text(path.read_text(encoding="utf-8").replace(known, "https://evil.example.net/x"), encoding="utf-8")
    maker.take(TOOL.build(tmp_path / "keys", 1, 90, tmp_path / "u.zip", source=source))
    links = [link for entry in load_content(RESOURCES, maker.state, "en").guidance for link in entry.links]
    assert {link.url for link in links if not link.may_open} == {"https://evil.example.net/x"}
    assert any(link.may_open for link in links)
    assert all(link.may_open for entry in load_content(RESOURCES, tmp_path, "en").guidance for link in entry.links)


@pytest.mark.parametrize(
    "target",
    [
        HelpTarget("https://router.lan/reboot"),
        HelpTarget("https://help.example.net:8443/"),
        HelpTarget("https://me@help.example.net/"),
        HelpTarget("https://dns.example.net/", ("192.168.0.1",)),
    ],
)
def test_places_in_advice_are_public_too(target: HelpTarget) -> None:
    entry = load_guidance(RESOURCES, "en")[0]
    with pytest.raises(StrictError):
        check_places([replace(entry, places=(HelpPlace(1, target),))])
    mailbox = HelpTarget("mailto:help@router.lan")
    check_places([replace(entry, places=(HelpPlace(1, mailbox),)), *load_guidance(RESOURCES, "en")])


def test_an_update_brings_every_client_hello_that_is_sent(catalogue: Catalogue) -> None:
    with pytest.raises(StrictError, match="profile chrome is missing"):
        check_update(replace(catalogue, hellos={}), catalogue)
