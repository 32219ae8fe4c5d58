"""A mechanism gets only what helps against it; risk and age are said."""

from dataclasses import replace
from datetime import date

import pytest

from dialtone.explain.explanation import Explainer
from dialtone.explain.gallery import ONLINE
from dialtone.explain.guidance import MOST, matching
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from dialtone.store.guidance import load_guidance
from explain.conftest import RESOURCES

TODAY = date(2026, 11, 24)
ENTRIES = load_guidance(RESOURCES, "en")

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
    return [entry.id for entry in matching(entries, about, network, today, "linux")]


def on(status: NetworkStatus, *flags: NetworkFlag) -> NetworkVerdict:
    return NetworkVerdict(status, flags)


FAKES = "beware-of-fakes"
TABLE = [
    # Encrypted names help against missing or forged names, and against nothing else.
    (verdict("whatsapp", Cause.DNS_MISSING), ["encrypted-names", "vpn-you-trust", "whatsapp-phone-proxy", FAKES]),
    (verdict("whatsapp", Cause.DNS_MISSING, Cause.NAME_FILTERED), ["vpn-you-trust", "whatsapp-phone-proxy", FAKES]),
    (verdict("signal", Cause.NAME_FILTERED), ["signal-phone-switch", "vpn-you-trust", "signal-phone-proxy", FAKES]),
    (verdict("telegram", Cause.PROTOCOL_FILTERED), ["telegram-update", "vpn-you-trust", "telegram-own-proxy", FAKES]),
    (verdict("telegram", Cause.ADDRESS_BLOCKED), ["vpn-you-trust", "telegram-own-proxy", FAKES]),
    # Calls: no helper address carries them.
    (verdict("whatsapp", Cause.CALLS_FILTERED, broken=(Function.CALLS,)), ["ordinary-call", "vpn-you-trust", FAKES]),
    (verdict("signal", Cause.CERTIFICATE_SWAPPED), ["certificate-warning", "vpn-you-trust", FAKES]),
    (verdict("telegram", Cause.SERVICE_DOWN, status=DOWN), ["service-outage"]),
    (verdict("telegram", Cause.UNEXPLAINED), [FAKES]),
    (verdict("telegram", Cause.THIS_COMPUTER), []),
]


@pytest.mark.parametrize(("about", "expected"), TABLE)
def test_a_mechanism_gets_only_what_helps_against_it(about: MessengerVerdict, expected: list[str]) -> None:
    assert ids(about) == expected


NETWORKS = [
    (NetworkStatus.OFFLINE, MessengerStatus.UNKNOWN, Cause.OFFLINE, ["no-internet"]),
    (NetworkStatus.CAPTIVE_PORTAL, MessengerStatus.UNKNOWN, Cause.CAPTIVE_PORTAL, ["sign-in-page"]),
    (NetworkStatus.WHITELIST_MODE, BLOCKED, Cause.WHITELIST_MODE, ["white-list", FAKES]),
    (NetworkStatus.DNS_DOWN, MessengerStatus.UNKNOWN, Cause.DNS_DOWN, []),
    (NetworkStatus.INTERCEPTED, BLOCKED, Cause.CERTIFICATE_SWAPPED, ["certificate-warning", FAKES]),
]


@pytest.mark.parametrize(("network", "status", "cause", "expected"), NETWORKS)
def test_a_broken_network_gets_its_own_advice_and_no_vpn(
    network: NetworkStatus, status: MessengerStatus, cause: Cause, expected: list[str]
) -> None:
    assert ids(verdict("whatsapp", cause, status=status), on(network)) == expected


@pytest.mark.parametrize(
    "status", [s for s in MessengerStatus if s.value in ("works", "not_tested", "retired", "needs_server", "no_server")]
)
def test_where_nothing_is_wrong_nothing_is_advised(status: MessengerStatus) -> None:
    assert ids(MessengerVerdict("whatsapp", "WhatsApp", status)) == []


def test_a_vpn_is_not_advised_to_somebody_who_has_one_on() -> None:
    assert "vpn-you-trust" not in ids(verdict("signal", Cause.NAME_FILTERED), on(NetworkStatus.ONLINE, NetworkFlag.VPN))


@pytest.mark.parametrize("cause", list(Cause))
@pytest.mark.parametrize("messenger", ["whatsapp", "telegram", "signal"])
def test_there_is_never_too_much_and_the_warning_stands_last(messenger: str, cause: Cause) -> None:
    found = ids(verdict(messenger, cause, broken=tuple(Function)))
    assert len(found) <= MOST
    risky = {"vpn-you-trust", "telegram-own-proxy", "whatsapp-phone-proxy", "signal-phone-proxy"}
    if risky & set(found):
        assert found[-1] == FAKES


def test_expired_advice_is_hidden_or_marked_as_it_says(english: Explainer) -> None:
    late = date(2027, 1, 10)
    about = verdict("telegram", Cause.PROTOCOL_FILTERED)
    assert ids(about, today=late) == ["telegram-update", "vpn-you-trust", FAKES]
    old = Explainer(english.sentences.wording, ENTRIES, late)
    update = next(one for one in old.messenger(about, ONLINE).guidance if one.id == "telegram-update")
    assert update.note.startswith("This advice was due for a new look on 24 December 2026.")


def test_an_old_note_about_the_law_is_not_shown(english: Explainer) -> None:
    about = verdict("whatsapp", Cause.NAME_FILTERED)

    def risk(today: date, country: str) -> str:
        guidance = Explainer(english.sentences.wording, ENTRIES, today, country).messenger(about, ONLINE).guidance
        return next(one.risk for one in guidance if one.id == "vpn-you-trust")

    assert "as TASS reported on 31 July 2025" in risk(TODAY, "RU")
    assert risk(date(2027, 1, 10), "RU").endswith("We do not know the law where you are today.")
    assert risk(TODAY, "").endswith("We do not know the law where you are today.")
    assert risk(TODAY, "BR").endswith("We do not know the law where you are today.")


def test_addresses_nobody_opened_again_say_so(english: Explainer) -> None:
    for advice in english.all_advice():
        entry = next(one for one in ENTRIES if one.id == advice.id)
        opened = all(link.checked for link in entry.links) and all(source.tag != "KNOW" for source in entry.sources)
        assert opened or "Nobody has opened the addresses again" in advice.note


def test_a_limit_to_a_platform_holds() -> None:
    entry = next(one for one in ENTRIES if one.id == "vpn-you-trust")
    mac = replace(entry, when=replace(entry.when, platforms=("macos",)))
    about = verdict("whatsapp", Cause.NAME_FILTERED)
    assert ids(about, entries=(mac,)) == []
    assert [one.id for one in matching((mac,), about, ONLINE, TODAY, "macos")] == ["vpn-you-trust"]
