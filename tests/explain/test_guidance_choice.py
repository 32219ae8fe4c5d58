"""A mechanism gets only what helps against it; risk and age are said."""

import re
from collections.abc import Sequence
from datetime import date

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.guidance_choice import find_fitting_advice
from dialtone.explain.ranking import WayContext, rank_ways
from dialtone.explain.reaching import find_ways_to_reach
from dialtone.explain.reference import list_reference, list_reference_law, say_reference_law_in_short
from dialtone.explain.reports import render_advice
from dialtone.explain.text_page import TextPage
from dialtone.explain.text_report import render_check
from dialtone.model.computer import OldApp
from dialtone.model.explanation import Explanation, Guidance
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.situation import Person
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from dialtone.model.way import NO_WAYS, Reach
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import load_wording
from explain.leads import LIKELY, F, S, check_of, judged
from explain.shipped import CATALOGUE, ORDER, explain, law_of
from gallery.advice import all_advice
from gallery.verdicts import ONLINE
from spoken import EXAMPLES, RESOURCES

TODAY = date(2026, 11, 24)
ENTRIES, WORDING = load_guidance(RESOURCES, "en"), load_wording(RESOURCES, "en")
NAMED = frozenset({"amnezia", "psiphon", "proton-vpn", "outline"})  # tools with names that a person does not have yet
BLOCKED, DOWN = MessengerStatus.BLOCKED, MessengerStatus.DOWN


def verdict(
    messenger: str,
    *causes: Cause,
    status: MessengerStatus = BLOCKED,
    broken: tuple[Function, ...] = (Function.MESSAGES,),
) -> MessengerVerdict:
    functions = tuple(FunctionVerdict(f, FunctionStatus.BLOCKED, causes) for f in broken)
    return MessengerVerdict(messenger, messenger, status, causes, Confidence.LIKELY, functions)


def ids(
    about: MessengerVerdict,
    network: NetworkVerdict = ONLINE,
    today: date = TODAY,
    entries: tuple[GuidanceEntry, ...] = ENTRIES,
) -> list[str]:
    """Return all advice that fits, in the order of ways, without tools that have names of their own (test_surfaces)."""
    found = find_fitting_advice(entries, about, network, Person(today, platform="linux"))
    return in_order([one for one in found if one.id not in NAMED])


def explainer_in(country: str, today: date = TODAY) -> Explainer:
    return Explainer(WORDING, ENTRIES, today, country)


def told_in(
    country: str, about: MessengerVerdict, network: NetworkVerdict = ONLINE, *, today: date = TODAY
) -> Explanation:
    return explainer_in(country, today).explain_messenger(about, network)


def in_order(found: Sequence[GuidanceEntry]) -> list[str]:
    return [way.entry for way in rank_ways(WayContext(ORDER), (), found)]


def on(status: NetworkStatus, *flags: NetworkFlag) -> NetworkVerdict:
    return NetworkVerdict(status, flags)


def behind_the_name(messenger: str, *broken: Function) -> MessengerVerdict:
    """The name is missing, and at its true address, learnt securely, the greeting was answered."""
    evidence = (Evidence(EvidenceKind.NAME_MISSING, (1,)), Evidence(EvidenceKind.ONLY_THE_NAME, (2,)))
    about = verdict(messenger, Cause.DNS_MISSING, broken=broken)
    return replace(about, functions=tuple(replace(f, evidence=evidence) for f in about.functions))


def resolver_fails(messenger: str, *functions: Function) -> MessengerVerdict:
    """What is unknown for want of an address that resolvers abroad know."""
    about = replace(behind_the_name(messenger, *functions), status=MessengerStatus.UNKNOWN)
    return replace(about, functions=tuple(replace(f, status=FunctionStatus.UNKNOWN) for f in about.functions))


def with_working(about: MessengerVerdict, *functions: Function) -> MessengerVerdict:
    working = (FunctionVerdict(f, FunctionStatus.WORKS) for f in functions)
    return replace(about, functions=(*about.functions, *working))


def not_told(messenger: str) -> MessengerVerdict:
    messages = FunctionVerdict(Function.MESSAGES, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,))
    return replace(verdict(messenger, Cause.UNEXPLAINED, status=MessengerStatus.UNKNOWN), functions=(messages,))


def found_here(messenger: str, kind: EvidenceKind) -> MessengerVerdict:
    return replace(verdict(messenger, Cause.THIS_COMPUTER), evidence=(Evidence(kind, (1,)),))


def no_calls(messenger: str, status: MessengerStatus = BLOCKED) -> MessengerVerdict:
    return verdict(messenger, Cause.CALLS_FILTERED, status=status, broken=(Function.CALLS,))


FAKES = "beware-of-fakes"


def around(*own: str) -> list[str]:
    """Return the ways around a block, in order: a call, those of the messenger itself, a VPN; then the warning."""
    return ["ordinary-call", *own, "vpn-you-trust", FAKES]


MESSAGES, WEB = Function.MESSAGES, Function.WEB
NAMES_IN_BROWSER = ("encrypted-names", "encrypted-dns-linux", "tor-browser")
TABLE = [
    # Encrypted names help against missing or forged names, and against nothing else.
    (behind_the_name("whatsapp", MESSAGES, WEB), around(*NAMES_IN_BROWSER, "whatsapp-phone-proxy")),
    # Only where a server answered behind the name; a browser only where there is something to open in it.
    (verdict("whatsapp", Cause.DNS_MISSING), around("whatsapp-phone-proxy")),
    (behind_the_name("viber", MESSAGES), around("encrypted-dns-linux")),
    # Where the resolver fails for its domain alone: another resolver, and no tool.
    (resolver_fails("threema", MESSAGES, WEB), ["encrypted-names", "encrypted-dns-linux", "vpn-you-trust"]),
    # Signal has no web version, and its relays for calls are not the app's own way.
    (
        behind_the_name("signal", MESSAGES, WEB),
        around("signal-phone-switch", "encrypted-dns-linux", "signal-phone-proxy"),
    ),
    (behind_the_name("signal", Function.CALLS), around()),
    (verdict("whatsapp", Cause.DNS_MISSING, Cause.NAME_FILTERED), around("whatsapp-phone-proxy")),
    # Who stops addresses and names in TLS mostly stops Tor's public relays too, whatever the country.
    (verdict("whatsapp", Cause.NAME_FILTERED, broken=(WEB,)), ["tor-bridges", "vpn-you-trust", FAKES]),
    (verdict("whatsapp", Cause.DNS_MISSING, broken=(WEB,)), ["tor-browser", "vpn-you-trust", FAKES]),
    (
        verdict("whatsapp", Cause.DNS_MISSING, Cause.ADDRESS_BLOCKED, broken=(WEB,)),
        ["tor-bridges", "vpn-you-trust", FAKES],
    ),
    # The greeting that got no answer is today's app's: a newer one would say the same.
    (verdict("whatsapp", Cause.PROTOCOL_FILTERED), around("whatsapp-phone-proxy")),
    (
        verdict("whatsapp", Cause.BLOCK_PAGE),
        ["ordinary-call", "whatsapp-phone-proxy", "vpn-you-trust", "provider-notice", FAKES],
    ),
    (verdict("signal", Cause.NAME_FILTERED), around("signal-phone-switch", "signal-phone-proxy")),
    (verdict("telegram", Cause.PROTOCOL_FILTERED), around("telegram-own-proxy")),
    # What was seen to work here needs nothing else, and stands first.
    (with_working(verdict("telegram", Cause.PROTOCOL_FILTERED), WEB), ["web-version", *around("telegram-own-proxy")]),
    # Where it could not be told whether messages work, what answered is worth a try (a server that never answers).
    (with_working(not_told("telegram"), WEB), ["web-version"]),
    (with_working(no_calls("telegram"), WEB, MESSAGES), around()),
    (
        with_working(verdict("whatsapp", Cause.NAME_FILTERED), Function.PHONE),
        ["whatsapp-try-the-phone", *around("whatsapp-phone-proxy")],
    ),
    (verdict("telegram", Cause.ADDRESS_BLOCKED), around("telegram-own-proxy")),
    # Calls: no helper address carries them.
    (no_calls("whatsapp"), around()),
    (verdict("signal", Cause.CERTIFICATE_SWAPPED), ["certificate-warning", "vpn-you-trust", FAKES]),
    (verdict("telegram", Cause.SERVICE_DOWN, status=DOWN), ["service-outage"]),
    (verdict("telegram", Cause.UNEXPLAINED), [FAKES]),
    # On this computer, what was found to stand in the way.
    (verdict("telegram", Cause.THIS_COMPUTER), []),
    (found_here("telegram", EvidenceKind.REFUSED_HERE), ["guard-program"]),
    (found_here("telegram", EvidenceKind.LOCAL_OVERRIDE), ["hosts-file"]),
    (replace(found_here("telegram", EvidenceKind.REFUSED_HERE), status=MessengerStatus.UNKNOWN), ["guard-program"]),
    (replace(found_here("telegram", EvidenceKind.OWN_FILTER), causes=(Cause.OWN_FILTER,)), ["own-filter"]),
    (no_calls("signal"), around("signal-relay-calls")),
    (no_calls("discord"), around("discord-voice")),
    # Signal's "web" is its website: there is nothing to use in Tor Browser.
    (verdict("signal", Cause.NAME_FILTERED, broken=(WEB,)), ["vpn-you-trust", FAKES]),
    (verdict("viber", Cause.ADDRESS_BLOCKED), around()),
    (verdict("facebook_messenger", Cause.NAME_FILTERED), around()),
    # Its messages are those of the browser: that the page opens does not carry them.
    (with_working(verdict("facebook_messenger", Cause.NAME_FILTERED), WEB), around()),
    (
        with_working(verdict("facebook_messenger", Cause.NAME_FILTERED, broken=(Function.PHONE,)), MESSAGES),
        ["facebook-messenger-browser", "vpn-you-trust", FAKES],
    ),
    (verdict("imessage_facetime", Cause.ADDRESS_BLOCKED, broken=(Function.CALLS,)), around("facetime-other-way")),
]


@pytest.mark.parametrize(("about", "expected"), TABLE)
def test_a_mechanism_gets_only_what_helps_against_it(about: MessengerVerdict, expected: list[str]) -> None:
    assert ids(about) == expected


def test_a_proxy_that_is_left_out_is_not_to_be_turned_off() -> None:
    about = replace(verdict("whatsapp", Cause.NAME_FILTERED), evidence=(Evidence(EvidenceKind.PROXY_SPARES, (1,)),))
    with_proxy = on(NetworkStatus.ONLINE, NetworkFlag.PROXY)
    assert "helper-address-set" in ids(verdict("whatsapp", Cause.NAME_FILTERED), with_proxy)
    assert "helper-address-set" not in ids(about, with_proxy)


@pytest.mark.parametrize("messenger", ["max", "vk_messenger", "rubika", "eitaa", "bale", "soroush", "bip"])
def test_a_service_of_one_country_is_not_reached_from_abroad(messenger: str) -> None:
    """A VPN moves somebody abroad, where such a service may answer nobody; and some of them look for one."""
    found = ids(verdict(messenger, Cause.ADDRESS_BLOCKED, broken=(Function.MESSAGES, Function.WEB)))
    assert found == ["ordinary-call", FAKES]


@pytest.mark.parametrize("messenger", ["whatsapp", "signal", "telegram", "viber"])
def test_through_a_vpn_nothing_is_learnt_about_the_way_without_it(messenger: str) -> None:
    found = ids(verdict(messenger, Cause.NAME_FILTERED), on(NetworkStatus.ONLINE, NetworkFlag.VPN))
    assert set(found) <= {"vpn-is-on", "whatsapp-try-the-phone", "ordinary-call", FAKES}


@pytest.mark.parametrize("kind", [EvidenceKind.BIG_PACKETS_LOST, EvidenceKind.GREETING_CUT])
def test_where_nobody_can_be_named_another_network_tells_more(kind: EvidenceKind) -> None:
    """It may be no block: so there is no way round, and who tries elsewhere learns whose trouble it is."""
    about = verdict("whatsapp", Cause.UNEXPLAINED, status=MessengerStatus.UNKNOWN)
    assert ids(replace(about, evidence=(Evidence(kind, (1,)),))) == ["another-network"]
    assert ids(about) == []


NETWORKS = [
    (NetworkStatus.OFFLINE, MessengerStatus.UNKNOWN, Cause.OFFLINE, ["no-internet"]),
    (NetworkStatus.CAPTIVE_PORTAL, MessengerStatus.UNKNOWN, Cause.CAPTIVE_PORTAL, ["sign-in-page"]),
    (NetworkStatus.WHITELIST_MODE, BLOCKED, Cause.WHITELIST_MODE, ["ordinary-call", "white-list", FAKES]),
    (NetworkStatus.DNS_DOWN, MessengerStatus.UNKNOWN, Cause.DNS_DOWN, ["addresses-not-found"]),
    (NetworkStatus.UNSTABLE, MessengerStatus.UNKNOWN, Cause.UNEXPLAINED, ["unstable-line"]),
    (NetworkStatus.INTERCEPTED, BLOCKED, Cause.CERTIFICATE_SWAPPED, ["certificate-warning", FAKES]),
]


@pytest.mark.parametrize(("network", "status", "cause", "expected"), NETWORKS)
def test_a_broken_network_gets_its_own_advice_and_no_vpn(
    network: NetworkStatus, status: MessengerStatus, cause: Cause, expected: list[str]
) -> None:
    assert ids(verdict("whatsapp", cause, status=status), on(network)) == expected


WITHOUT_A_TEST = [
    (MessengerStatus.WORKS, []),
    (MessengerStatus.NOT_TESTED, []),
    (MessengerStatus.RETIRED, ["closed-service"]),
    (MessengerStatus.NEEDS_SERVER, ["own-server"]),
    (MessengerStatus.NO_SERVER, ["without-server"]),
]


@pytest.mark.parametrize(("status", "expected"), WITHOUT_A_TEST)
def test_where_nothing_is_wrong_only_what_is_made_for_it_is_said(status: MessengerStatus, expected: list[str]) -> None:
    everything = NetworkVerdict(NetworkStatus.ONLINE, tuple(NetworkFlag))
    assert ids(MessengerVerdict("whatsapp", "WhatsApp", status)) == expected
    assert ids(MessengerVerdict("whatsapp", "WhatsApp", status), everything) == expected


FLAGS = [
    (NetworkFlag.CLOCK_WRONG, Cause.UNEXPLAINED, "wrong-clock"),
    (NetworkFlag.PROXY, Cause.NAME_FILTERED, "helper-address-set"),
    (NetworkFlag.VPN, Cause.NAME_FILTERED, "vpn-is-on"),
    (NetworkFlag.IPV6_BROKEN, Cause.ADDRESS_BLOCKED, "ipv6-broken"),
    (NetworkFlag.UDP_BLOCKED, Cause.CALLS_FILTERED, "calls-closed-network"),
]


@pytest.mark.parametrize(("flag", "cause", "expected"), FLAGS)
def test_a_circumstance_brings_its_own_advice_and_only_then(flag: NetworkFlag, cause: Cause, expected: str) -> None:
    about = verdict("signal", cause, broken=(Function.MESSAGES, Function.CALLS))
    assert expected in ids(about, on(NetworkStatus.ONLINE, flag))
    assert expected not in ids(about)


@pytest.mark.parametrize(
    ("platform", "expected"),
    [("windows", "encrypted-dns-windows"), ("macos", "encrypted-dns-macos"), ("linux", "encrypted-dns-linux")],
)
def test_each_system_has_its_own_way_to_look_up_addresses(platform: str, expected: str) -> None:
    found = find_fitting_advice(
        ENTRIES, behind_the_name("whatsapp", Function.MESSAGES), ONLINE, Person(TODAY, platform=platform)
    )
    assert [one.id for one in found if one.id.startswith("encrypted-dns")] == [expected]


def test_what_is_for_one_country_is_not_shown_elsewhere() -> None:
    about = verdict("whatsapp", Cause.WHITELIST_MODE)
    white = on(NetworkStatus.WHITELIST_MODE)

    def found(country: str) -> list[str]:
        return in_order(find_fitting_advice(ENTRIES, about, white, Person(TODAY, country, "linux")))

    assert found("RU") == ["ordinary-call", "white-list", "max-both-sides", FAKES]
    assert found("IR") == found("") == ["ordinary-call", "white-list", FAKES]


def test_the_reference_section_holds_what_no_finding_leads_to(english: Explainer) -> None:
    here = [entry for entry in ENTRIES if "RU" not in entry.when.not_countries]
    beforehand = [entry.id for entry in here if entry.reference_only or entry.ahead]
    ordered = [advice.id for advice in list_reference(english)]
    assert ordered[0] == FAKES
    assert ordered[1 : len(beforehand) + 1] == [
        e.id for e in sorted(ENTRIES, key=lambda e: (ORDER.rank(e.kind, e.id), e.id)) if e.id in beforehand
    ]
    assert "prepare-ahead" in beforehand
    for cause in Cause:
        assert not set(beforehand) & set(ids(verdict("telegram", cause, broken=tuple(Function))))
    abroad = explainer_in("DE")
    assert "max-both-sides" not in [advice.id for advice in list_reference(abroad)]


def test_advice_that_is_due_says_so_before_it_expires(english: Explainer) -> None:
    def note(today: date) -> str:
        words = all_advice(Explainer(english.sentences.wording, ENTRIES, today))
        return next(one.stale for one in words if one.id == "prepare-ahead")

    assert note(date(2027, 2, 23)) == "", "a warning stands only where something is stale"
    assert note(date(2027, 2, 24)).startswith("Due for review on 23 February 2027.")


def test_each_link_says_whether_somebody_opened_it(english: Explainer) -> None:
    entry = next(one for one in ENTRIES if one.id == "telegram-update")
    opened = replace(entry.links[0], checked=date(2026, 11, 20))
    explainer = Explainer(english.sentences.wording, (replace(entry, links=(opened, *entry.links)),), TODAY)
    (advice,) = all_advice(explainer)
    assert [link.opened for link in advice.links] == ["We opened this link on 20 November 2026.", ""]
    assert advice.background[-2] == "We have not reopened the links above.", "said once, not under each"
    assert advice.operator == "Who runs it: Telegram."


def test_an_update_is_advised_only_where_the_app_is_older_than_what_was_tested_and_that_works() -> None:
    fine = with_working(no_calls("telegram", MessengerStatus.PARTLY), MESSAGES)
    old = OldApp("5.0", "6.9.1", "telegram_proxies")
    assert "telegram-update" not in ids(fine)
    assert "telegram-update" in ids(replace(fine, old_app=old))
    refuted = replace(verdict("telegram", Cause.PROTOCOL_FILTERED), old_app=old)
    assert "telegram-update" not in ids(refuted)


def test_a_proxy_through_which_it_works_is_not_to_be_turned_off() -> None:
    about = verdict("telegram", Cause.ADDRESS_BLOCKED, status=MessengerStatus.UNKNOWN)
    assert ids(about, on(NetworkStatus.ONLINE, NetworkFlag.PROXY))[0] == "helper-address-set"
    through = replace(about, evidence=(Evidence(EvidenceKind.ANSWERED_THROUGH_PROXY, (1,)),))
    assert ids(through, on(NetworkStatus.ONLINE, NetworkFlag.PROXY)) == []


def test_where_nothing_gets_out_through_a_vpn_it_comes_before_cables() -> None:
    about = verdict("whatsapp", Cause.OFFLINE, status=MessengerStatus.UNKNOWN)
    assert ids(about, on(NetworkStatus.OFFLINE, NetworkFlag.VPN)) == ["vpn-is-on", "no-internet"]


@pytest.mark.parametrize("cause", list(Cause))
@pytest.mark.parametrize("messenger", ["whatsapp", "telegram", "signal"])
def test_there_is_never_too_much_and_the_warning_stands_last(messenger: str, cause: Cause) -> None:
    words = explain("en", "RU").explain_messenger(verdict(messenger, cause, broken=tuple(Function)), ONLINE)
    assert len([way for way in words.ways if way.kind not in NO_WAYS]) <= ORDER.most
    assert words.ways[:1] == () or words.ways[0].kind != "vpn"
    found = [one.id for one in words.guidance]
    risky = {"vpn-you-trust", "telegram-own-proxy", "whatsapp-phone-proxy", "signal-phone-proxy"}
    if risky & set(found):
        assert found[-1] == FAKES


def test_expired_advice_is_hidden_or_marked_as_it_says(english: Explainer) -> None:
    late = date(2027, 1, 10)
    about = verdict("telegram", Cause.PROTOCOL_FILTERED)
    assert ids(about, today=late) == around("telegram-own-proxy")
    old = Explainer(english.sentences.wording, ENTRIES, late)
    vpn = next(one for one in old.explain_messenger(about, ONLINE).guidance if one.id == "vpn-you-trust")
    assert vpn.stale.startswith("This advice was due for review on")


UNKNOWN_LAW = "In some countries people are punished for using a VPN or a proxy."
LONG_AFTER = date(2031, 1, 10)


def law(country: str, today: date = TODAY) -> str:
    return "\n".join(law_of(told_in(country, verdict("whatsapp", Cause.NAME_FILTERED), today=today)))


@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 25), LONG_AFTER])
@pytest.mark.parametrize(
    ("country", "day", "punished"),
    [
        ("RU", "31 July 2025", "offence"),
        ("IR", "19 February 2024", "punished"),
        ("CN", "30 June 2026", "fined"),
        ("TM", "3 August 2023", "punished"),
        ("AE", "11 September 2024", "detention"),
        ("IR", "9 October 2025", "six months to two years"),
        ("BY", "8 September 2025", "15 days"),
        ("OM", "14 October 2018", "approval"),
        ("IN", "2 January 2026", "in Jammu and Kashmir only"),
        ("TZ", "20 October 2023", "twelve months"),
        ("TM", "10 August 2021", "arrested"),
        ("MM", "1 January 2025", "prison"),
        ("MM", "13 June 2024", "search phones"),
        ("BY", "25 February 2015", "banned"),
        ("BY", "16 October 2021", "seven years"),
        ("RU", "27 January 2026", "links to a VPN"),
        ("PK", "30 November 2024", "registered"),
        ("UG", "19 January 2026", "warned"),
    ],
)
def test_a_warning_of_punishment_stays_with_its_day(today: date, country: str, day: str, punished: str) -> None:
    said = law(country, today)
    assert said.startswith("The law and how it is used in your country, as of")
    assert f"as of {day} (" in said
    assert punished in said
    assert UNKNOWN_LAW not in said


def test_where_no_law_is_known_that_is_said() -> None:
    assert law("") == law("BR") == UNKNOWN_LAW
    assert say_reference_law_in_short(explainer_in("BR")) == UNKNOWN_LAW


def test_the_law_is_said_once_above_all_advice() -> None:
    about = verdict("whatsapp", Cause.NAME_FILTERED, broken=(Function.WEB, Function.MESSAGES))
    for country in ("RU", "IR", "CN", "TM", "MM", "BY"):
        explainer = explainer_in(country)
        words = explainer.explain_messenger(about, ONLINE)
        ways = [one for one in words.guidance if one.law]
        assert ways
        assert law_of(words)
        assert all(line.startswith("The law and how it is used in your country, as of") for line in law_of(words))
        for lines in (list_reference_law(explainer), *(one.law for one in ways)):
            assert len(set(lines)) == len(lines)
        for one in ways:
            assert "The law and how it is used in your country, as of" not in one.risk
        assert set(law_of(words)) <= set(list_reference_law(explainer))
        assert words.law_in_short.startswith("The law in your country applies to some of this (as of "), country
        assert say_reference_law_in_short(explainer).startswith("The law in your country applies to"), country
        check = check_of(about, replace(about, messenger="telegram", name="Telegram"))
        text = render_check(check, explainer, colour=False, width=100)
        assert " ".join(text.split()).count(words.law_in_short) == 1


def test_no_law_stands_above_what_no_law_bears_on() -> None:
    for cause in (Cause.SERVICE_DOWN, Cause.UNEXPLAINED):
        assert law_of(told_in("RU", verdict("telegram", cause, status=DOWN))) == ()


WAYS_AROUND = ("vpn", "tor", "proxy", "switch")


def test_no_way_around_a_block_is_shown_without_a_word_about_the_law() -> None:
    spoken = [entry for entry in ENTRIES if any(word in entry.id.split("-") for word in WAYS_AROUND)]
    assert len(spoken) >= 7
    for entry in spoken:
        assert {"RU", "IR", "CN", "TM", "BY", "MM", "PK"} <= {note.country for note in entry.legal}, entry.id


@pytest.mark.parametrize("messenger", ["signal", "whatsapp"])
def test_who_is_unsafe_is_told_to_leave_though_the_messenger_is_closed_in_the_whole_country(messenger: str) -> None:
    """As it was found: in Russia the warning was left out with the networks that would not open Signal either."""
    words = explain(country="RU").explain_messenger(verdict(messenger, Cause.CERTIFICATE_SWAPPED), ONLINE)
    assert words.ways[0].guidance is not None
    assert words.ways[0].guidance.id == "certificate-warning"


def test_a_vpn_is_not_to_be_changed_against_an_outage() -> None:
    about = verdict("telegram", Cause.SERVICE_DOWN, status=DOWN)
    assert ids(about, on(NetworkStatus.ONLINE, NetworkFlag.VPN)) == ["service-outage"]


@pytest.mark.parametrize("messenger", ["whatsapp", "signal", "imo"])
@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 10), LONG_AFTER])
def test_where_a_vpn_for_calls_is_punished_the_lawful_ways_alone_are_offered(today: date, messenger: str) -> None:
    """As it was found: Signal's own relays were offered for calls without a licence, and no law was named."""
    words = told_in("AE", no_calls(messenger), today=today)
    assert [one.id for one in words.guidance] == ["ordinary-call", "calls-licensed-apps", FAKES]
    licensed = words.guidance[1]
    assert "Botim. The regulator listed them in November 2022." in licensed.steps[0]
    assert not any("Oman" in step or "Qatar" in step for step in licensed.steps)
    assert "a year in detention" in licensed.risk
    assert bool(licensed.stale) is (today == LONG_AFTER)


def test_what_advice_names_by_id_is_in_the_catalogue() -> None:
    named = {messenger for entry in ENTRIES for messenger in entry.names}
    assert named
    assert named <= {messenger.id for messenger in CATALOGUE.messengers}


def test_of_the_licensed_apps_those_that_the_check_found_blocked_are_said_to_be() -> None:
    """As it was found: Teams was offered for calls, and the same check had found its calls probably blocked."""
    parts = (F.MESSAGES, S.WORKS), (F.CALLS, S.BLOCKED, Cause.CALLS_FILTERED)
    whatsapp, teams, viber = (
        replace(judged(name.lower(), MessengerStatus.PARTLY, LIKELY, *parts), name=name)
        for name in ("WhatsApp", "Teams", "Viber")
    )
    zoom = judged("zoom", MessengerStatus.WORKS, LIKELY, parts[0])
    here = explainer_in("AE")

    def told(*beside: MessengerVerdict) -> tuple[str, ...]:
        words = here.explain_messenger(whatsapp, ONLINE, all_verdicts=beside)
        return next(one.steps for one in words.guidance if one.id == "calls-licensed-apps")

    assert told(whatsapp, teams, viber, zoom) == ("Calls in Teams are probably blocked.", *told(whatsapp, viber, zoom))
    to_somebody = find_ways_to_reach(here, Reach("IN", call=True), (whatsapp, teams), ONLINE)
    (way,) = (way.guidance for way in to_somebody.ways if way.guidance and way.guidance.id == "calls-licensed-apps")
    assert way.steps[0] == "Calls in Teams are probably blocked."


def test_where_a_vpn_for_calls_is_punished_nobody_is_sent_to_another_country_of_one() -> None:
    """As it was found: with a VPN on, the first step for stopped calls was to choose another country in it."""
    about, on_a_vpn = no_calls("whatsapp"), on(ONLINE.status, NetworkFlag.VPN)
    here = explainer_in("AE")
    lawful = ["ordinary-call", "calls-licensed-apps", FAKES]
    assert [one.id for one in here.explain_messenger(about, on_a_vpn).guidance] == lawful
    assert not {"vpn-you-trust", "vpn-is-on"} & {one.id for one in list_reference(here)}
    elsewhere = told_in("OM", about, on_a_vpn).guidance
    (law,) = next(one.law for one in elsewhere if one.id == "vpn-is-on")
    assert "a VPN is encryption, and encryption needs an approval" in law


@pytest.mark.parametrize(("country", "named"), [("OM", "Zoom or Google Meet"), ("QA", "Zoom or Webex")])
def test_in_the_gulf_the_licensed_apps_are_named_with_their_day(country: str, named: str) -> None:
    words = told_in(country, no_calls("whatsapp"))
    licensed = next(one for one in words.guidance if one.id == "calls-licensed-apps")
    assert named in licensed.steps[0]
    assert "March 2020" in licensed.steps[0]


def test_a_regional_order_raises_no_risk_elsewhere_in_the_country() -> None:
    words = explainer_in("IN")
    vpn = next(one for one in list_reference(words) if one.id == "vpn-you-trust")
    assert vpn.risk_level == "low"
    assert say_reference_law_in_short(words) == ""
    assert any("in Jammu and Kashmir only" in line for line in list_reference_law(words, "vpn-you-trust"))


def test_advice_says_whose_it_is_and_how_old(english: Explainer) -> None:
    for advice in all_advice(english):
        entry = next(one for one in ENTRIES if one.id == advice.id)
        written = english.sentences.date(entry.written)
        behind = " ".join(advice.background)
        assert all(source.publisher in behind for source in entry.sources), advice.id
        if entry.last_reviewed is None:
            assert f"Written on {written} from general knowledge" in advice.written, advice.id
        else:
            newest = english.sentences.date(entry.last_reviewed)
            assert advice.written == f"Written on {written}, from {len(entry.sources)} sources."
            assert f"The newest source that we read is dated {newest}." in behind, advice.id
        assert ("yours may differ" in behind) is not entry.menus_compared


def test_no_advice_shows_the_address_of_a_source(english: Explainer) -> None:
    """What is meant to be opened stands among the links; nothing else is an address, in no country."""
    for country in ("", "RU", "IR", "MM"):
        explainer = explainer_in(country)
        for advice in list_reference(explainer):
            page = TextPage(english.sentences, colour=False, width=10_000)
            text = render_advice(page, advice, list_reference_law(explainer))
            allowed = {link.url for link in advice.links}
            assert set(re.findall(r"https?://\S+", text)) <= allowed, advice.id


@pytest.mark.parametrize("language", EXAMPLES)
def test_the_menus_of_three_systems_are_not_three_steps(language: str) -> None:
    """A reader took Windows, macOS and Linux for steps 1, 2 and 3 that all had to be done."""
    marked = {"windows": ("Windows:", "ویندوز:"), "macos": ("macOS:", "مک:"), "linux": ("Linux:", "لینوکس:")}
    wording, advice = load_wording(RESOURCES, language), load_guidance(RESOURCES, language)
    for system in marked:
        reference = list_reference(Explainer(wording, advice, date(2026, 11, 25), platform=system))
        for entry in reference:
            named = {other for other, starts in marked.items() for step in entry.steps if step.startswith(starts)}
            assert named <= {system}, entry.id
        clock = next(entry for entry in reference if entry.id == "wrong-clock")
        assert len(clock.steps) == 3


@pytest.mark.parametrize("language", EXAMPLES)
def test_what_is_so_in_one_country_is_said_there_alone(language: str) -> None:
    """Readers in Iran were told of the banks of Russia. Who did not say where they are reads it too."""
    wording, advice = load_wording(RESOURCES, language), load_guidance(RESOURCES, language)
    russia = {"en": "Russia", "ru": "Росси", "fa": "روسیه"}[language]
    about_it = {"max-both-sides", "beware-of-fakes"}  # a Russian app, and who its sources are

    def read(country: str) -> dict[str, Guidance]:
        explainer = Explainer(wording, advice, date(2026, 11, 25), country=country, platform="linux")
        return {entry.id: entry for entry in list_reference(explainer)}

    for entry in read("IR").values():
        if entry.id not in about_it:
            assert russia not in " ".join((entry.risk, *entry.steps, entry.does_not)), entry.id
    for country in ("RU", ""):
        vpn, tor = read(country)["vpn-you-trust"], read(country)["tor-bridges"]
        assert russia in vpn.risk
        assert (len(vpn.steps), len(tor.steps)) == (6, 7)
        assert russia in read(country)["telegram-own-proxy"].does_not
    assert (len(read("IR")["vpn-you-trust"].steps), len(read("IR")["tor-bridges"].steps)) == (5, 6)


def test_text_is_no_way_where_photos_come_and_messages_do_not() -> None:
    """Discord's messages froze and its photos came; the page said "Send text instead of photos"."""
    froze = verdict("discord", Cause.FROZEN, status=MessengerStatus.PARTLY)
    photos = verdict("discord", Cause.FROZEN, status=MessengerStatus.PARTLY, broken=(Function.MEDIA,))
    assert "slow-media" not in ids(with_working(froze, Function.MEDIA))
    assert "slow-media" in ids(with_working(photos, Function.MESSAGES))
