"""What a check consists of."""

import pytest

from dialtone.engine.first_questions import list_first_questions
from dialtone.engine.plan import Plan, list_asked_on_need, list_plain_resolvers, make_context
from dialtone.engine.requests import Profile
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.proxy import Proxy, ProxyKind
from dialtone.model.vocabulary import ResolverKind, ResolverPlace, Weight
from dialtone.probe.clock import Clock
from dialtone.probe.net import Network
from shipped_catalogue import shipped_catalogue

CATALOGUE = shipped_catalogue()
PLAN = Plan(CATALOGUE, CATALOGUE.messengers, Computer("linux"), frozenset())


@pytest.mark.parametrize(("country", "asked"), [("", False), ("RU", True), ("IR", False)])
def test_a_country_s_own_resolvers_are_asked_only_where_the_person_named_it(country: str, asked: bool) -> None:
    kinds = [r.kind for r in list_plain_resolvers(replace(PLAN, country=country))]
    assert (ResolverKind.NATIONAL in kinds) is asked
    assert {ResolverKind.PUBLIC, ResolverKind.DECOY} <= set(kinds)


@pytest.mark.parametrize(
    ("country", "quiet", "read"), [("RU", False, {"control/cdnjs"}), ("RU", True, set()), ("IR", False, set())]
)
def test_a_companys_page_is_read_where_its_long_answers_freeze(country: str, quiet: bool, read: set[str]) -> None:
    plan = replace(PLAN, country=country, profile=Profile.QUIET if quiet else Profile.USUAL)
    pages = [
        task.endpoint for task in list_first_questions(plan) if not task.endpoint.messenger and task.endpoint.read_bytes
    ]
    assert {page.id for page in pages} == read
    assert all(page.read_bytes > 16_384 for page in pages), "longer than what passes there"


def test_what_is_installed_is_asked_first() -> None:
    """A busy computer, or a narrow line, may not come to the end."""
    work = list_first_questions(replace(PLAN, installed=frozenset({"zoom", "signal"})))
    asked = list(dict.fromkeys(task.endpoint.messenger for task in work if task.endpoint.messenger))
    assert set(asked[:2]) == {"zoom", "signal"}
    assert sorted(t.endpoint.id for t in work) == sorted(t.endpoint.id for t in list_first_questions(PLAN))


@pytest.mark.parametrize(
    ("platform", "endpoint", "asked"),
    [
        ("linux", "discord/gateway", True),
        ("linux", "discord/updates", False),
        ("windows", "discord/updates", True),
        ("linux", "imessage_facetime/push", False),
        ("macos", "imessage_facetime/push", True),
        ("macos", "whatsapp/web-chat", False),
        ("linux", "whatsapp/relay", True),
    ],
)
def test_what_only_another_system_s_app_needs_is_not_asked(platform: str, endpoint: str, asked: bool) -> None:
    work = {task.endpoint.id for task in list_first_questions(replace(PLAN, computer=Computer(platform)))}
    assert (endpoint in work) is asked


def test_what_only_informs_by_a_handshake_is_asked_on_need() -> None:
    """Of a messenger of which nothing decides it is all that there is."""
    work = {task.endpoint.id for task in list_first_questions(PLAN)}
    further = {e.id for m in CATALOGUE.messengers for e in list_asked_on_need(m)}
    assert {"signal/storage", "signal/cdsi", "signal/updates"} <= further
    assert further.isdisjoint(work)
    assert "signal/chat" in work, "a page is asked there, and what OONI's tools read of it is kept"
    (signal,) = (m for m in CATALOGUE.messengers if m.id == "signal")
    alone = tuple(e for e in signal.endpoints if e.weight is Weight.INFORMS)
    assert list_asked_on_need(replace(signal, endpoints=alone)) == []


def test_some_sites_are_asked_later_if_at_all() -> None:
    """A reserve abroad, sites at home, and two of each other country, in case the person is in another one."""
    work = {task.endpoint.id: task.row for task in list_first_questions(replace(PLAN, country="KZ"))}
    assert (work["control/ubuntu"], work["control/cern"]) == ("control.first", "control.reserve")
    assert [work[f"control/kz-{n}"] for n in range(1, 5)] == ["control.home"] * 4
    elsewhere = [name for name, row in work.items() if row == "control.elsewhere"]
    assert {"control/ir-1", "control/ir-2", "control/yandex", "control/vk"} <= set(elsewhere)
    assert {"control/ir-3", "control/kz-1"}.isdisjoint(elsewhere)
    nowhere = {task.endpoint.id: task.row for task in list_first_questions(PLAN)}
    assert nowhere["control/yandex"] == "control.reserve", "nobody said that Russia is home"


def test_a_host_that_tells_of_one_companys_network_is_asked_only_where_its_messenger_is_tested() -> None:
    """Microsoft's network was gone for everybody, and Teams was called blocked: no neutral host there was asked."""
    teams = tuple(m for m in CATALOGUE.messengers if m.id == "teams")
    others = tuple(m for m in CATALOGUE.messengers if m.id != "teams")
    for messengers, asked in ((teams, {"control.host"}), (others, set[str]())):
        work = list_first_questions(replace(PLAN, messengers=messengers))
        assert {task.row for task in work if task.endpoint.id == "control/outlook"} == asked


@pytest.mark.parametrize(("platform", "own"), [("linux", "ubuntu"), ("windows", "microsoft"), ("macos", "apple")])
def test_of_the_sign_in_checks_the_systems_own_is_asked_first(platform: str, own: str) -> None:
    work = list_first_questions(replace(PLAN, computer=Computer(platform)))
    pages = {task.endpoint.id: task.row for task in work if task.endpoint.id.startswith("sign-in/")}
    assert pages.pop(f"sign-in/{own}") == "control.first"
    assert pages == {"sign-in/mozilla": "control.page"}, "one more at most: all can see what is asked in the clear"


def test_with_a_systems_proxy_sites_abroad_and_what_decides_are_asked_through_it_as_well() -> None:
    plan = replace(PLAN, proxy=Proxy(ProxyKind.HTTP, "192.0.2.3", 3128))
    proxied = [task for task in list_first_questions(plan) if task.proxied]
    names = {task.endpoint.id for task in proxied}
    assert {"control/wikipedia", "whatsapp/web-chat", "signal/grpc-chat"} <= names
    assert not {"control/yandex", "signal/row"} & names, "home is near, and a proxy carries no datagrams"
    assert not any(task.endpoint.read_bytes for task in proxied)
    assert not any(task.proxied for task in list_first_questions(PLAN))


@pytest.mark.parametrize(
    ("nameservers", "place"),
    [
        ((), None),
        (("not an address",), None),
        (("127.0.0.53",), ResolverPlace.STUB),
        (("127.0.0.1",), ResolverPlace.LOOPBACK),
        (("192.168.1.1",), ResolverPlace.PRIVATE),
        (("8.8.8.8",), ResolverPlace.PUBLIC),
        (("192.168.1.1", "94.140.14.15"), ResolverPlace.FILTER),
        (("76.76.2.3",), ResolverPlace.FILTER),
        (("194.242.2.5",), ResolverPlace.FILTER),
        (("194.242.2.2",), ResolverPlace.PUBLIC),
        (("76.76.2.5",), ResolverPlace.PUBLIC),
        (("86.54.11.12",), ResolverPlace.FILTER),
        (("86.54.11.100",), ResolverPlace.PUBLIC),
    ],
)
def test_an_address_tells_where_a_resolver_stands(nameservers: tuple[str, ...], place: ResolverPlace | None) -> None:
    plan = replace(PLAN, computer=Computer("linux", nameservers=nameservers))
    assert make_context(plan, Network(), Clock()).resolver_place is place


@pytest.mark.parametrize(
    ("platform", "nameservers", "place"),
    [
        ("linux", ("192.168.1.1", "8.8.8.8"), ResolverPlace.PUBLIC),
        ("linux", ("192.168.1.1", "8.8.8.8", "192.168.1.2"), None),
        ("linux", ("192.168.1.1",), None),
        ("windows", ("192.168.1.1", "8.8.8.8"), None),
    ],
)
def test_who_is_asked_next_is_known_where_the_others_are_in_one_place(
    platform: str, nameservers: tuple[str, ...], place: ResolverPlace | None
) -> None:
    """Only the C library asks one after the other, five seconds each."""
    plan = replace(PLAN, computer=Computer(platform, nameservers=nameservers))
    assert make_context(plan, Network(), Clock()).next_resolver_place is place


@pytest.mark.parametrize(
    ("nameservers", "place"),
    [
        (("8.8.8.8", "1.1.1.1"), ResolverPlace.PUBLIC),
        (("8.8.8.8", "192.168.1.1"), ResolverPlace.PRIVATE),
        (("127.0.0.1", "8.8.8.8"), ResolverPlace.PRIVATE),
        (("192.168.1.1", "94.140.14.15"), ResolverPlace.FILTER),
    ],
)
def test_several_resolvers_do_not_rule_out_a_home_filter(nameservers: tuple[str, ...], place: ResolverPlace) -> None:
    """As it was found: what the router answered counted as the public resolver's, as if that were forged on the way."""
    plan = replace(PLAN, computer=Computer("linux", nameservers=nameservers, hides_who_answers=True))
    tools = make_context(plan, Network(), Clock())
    assert (tools.resolver_place, tools.next_resolver_place) == (place, None)
