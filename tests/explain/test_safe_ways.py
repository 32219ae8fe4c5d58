"""General rules of safety for all ways: in every country, whatever part of a messenger fails and why."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from dialtone.explain.guidance_choice import find_fitting_advice
from dialtone.explain.ranking import WayContext, choose_ways, rank_ways
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.situation import Person, find_record
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Function, FunctionStatus, MessengerStatus
from dialtone.model.way import NO_WAYS, Needs, Way
from explain.every_country import LANGUAGES, RECORDS, SHIPPED, TODAY
from explain.leads import ONLINE
from explain.shipped import CATALOGUE, ORDER, about
from lab.remedy_kinds import Remedy
from spoken import RESOURCES

COUNTRIES = ("", "DE", *(record.country for record in RECORDS["en"]))
SYSTEM = "windows"  # all tools exist for it
MESSENGERS = ("whatsapp", "telegram", "signal", "max")
FAILING_PARTS = (tuple(Function), *((function,) for function in Function))
ENTRIES = {entry.id: entry for entry in SHIPPED["en"]}
TO_BE_OBTAINED = {Needs.PROGRAM, Needs.PERSON, Needs.VPN}
PAST_THE_NETWORK = {
    Remedy.VPN, Remedy.TOR, Remedy.TOR_BRIDGE, Remedy.TELEGRAM_PROXY, Remedy.SIGNAL_RELAY, Remedy.SIGNAL_SWITCH,
    Remedy.WHATSAPP_PHONE_PROXY,
}  # fmt: skip
"""What leads past the network's own rules: by another company's servers, or by somebody's."""
EVERY_NAME_ANSWERED = (Evidence(EvidenceKind.ONLY_THE_NAME, (1,)),)

every_country = pytest.mark.parametrize("country", COUNTRIES)


def failing(messenger: str, cause: Cause, parts: tuple[Function, ...]) -> MessengerVerdict:
    """Return a verdict in which these parts are blocked for this cause; messages work unless they are among them."""
    broken = [FunctionVerdict(part, FunctionStatus.BLOCKED, (cause,), evidence=EVERY_NAME_ANSWERED) for part in parts]
    fine = [FunctionVerdict(part, FunctionStatus.WORKS) for part in {Function.MESSAGES} - {*parts}]
    status = MessengerStatus.PARTLY if fine else MessengerStatus.BLOCKED
    name = about(messenger).name
    return MessengerVerdict(messenger, name, status, (cause,), Confidence.LIKELY, (*broken, *fine))


def offered(country: str) -> Iterator[tuple[MessengerVerdict, tuple[Way, ...]]]:
    """Yield each failure with the ways that are offered for it where no other messenger was tested."""
    person = Person(TODAY, country, SYSTEM, RECORDS["en"])
    context = WayContext(ORDER, {one.id: one for one in CATALOGUE.messengers}, person)
    for messenger, cause, parts in product(MESSENGERS, Cause, FAILING_PARTS):
        verdict = failing(messenger, cause, parts)
        fitting = find_fitting_advice(SHIPPED["en"], verdict, ONLINE, person)
        ways = choose_ways(ORDER, rank_ways(context, (), fitting))
        yield verdict, tuple(way for way in ways if way.kind not in NO_WAYS)


@every_country
def test_the_first_way_is_one_that_everybody_has(country: str) -> None:
    """As it was found: where only pictures failed, the first way was a VPN that the person did not have."""
    for verdict, ways in offered(country):
        for way in ways[:1]:
            assert ORDER.row(way.kind).needs not in TO_BE_OBTAINED, (verdict.messenger, verdict.causes, way)


@every_country
def test_where_people_are_punished_for_tools_no_way_leads_past_the_network(country: str) -> None:
    """As it was found: Signal's own switch stood there, while the proxies beside it were left out."""
    record = find_record(RECORDS["en"], country)
    if not (record.punished and record.bans_tools):
        return
    for verdict, ways in offered(country):
        advice = [ENTRIES[way.entry] for way in ways if way.entry]
        assert not [entry.id for entry in advice if entry.remedy in PAST_THE_NETWORK], verdict.messenger
    known = [entry for entry in SHIPPED["en"] if country not in entry.when.not_countries and entry.tool is None]
    assert not [entry.id for entry in known if entry.remedy in PAST_THE_NETWORK]


def test_these_are_the_countries_where_people_are_punished_for_tools() -> None:
    punished = {record.country for record in RECORDS["en"] if record.punished and record.bans_tools}
    assert punished == {"AE", "CN", "MM", "TM", "TZ"}


def test_where_a_call_needs_a_licence_no_file_offers_what_another_leaves_out() -> None:
    """As it was found: in Oman Signal's relays for calls were left out, and a VPN for the same calls was offered."""
    relays, vpn, switch = (ENTRIES[name] for name in ("signal-relay-calls", "vpn-you-trust", "signal-phone-switch"))
    assert set(relays.when.not_countries) <= set(vpn.when.not_countries)
    of_relays = [number for number, step in enumerate(switch.steps) if "relay calls" in step]
    assert of_relays
    for number in of_relays:
        assert switch.step_countries[number] not in {"", *relays.when.not_countries}


def tools(language: str) -> list[GuidanceEntry]:
    return [entry for entry in SHIPPED[language] if entry.tool is not None and not entry.reference_only]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tool_says_that_it_is_seen_by_whoever_looks_at_the_device(language: str) -> None:
    """As it was found: Tor with a bridge and AmneziaVPN did not say it, and the others did."""
    seen = {"en": "looks at your device can see", "ru": "устройство проверят", "fa": "دستگاه شما را نگاه کند"}
    assert tools(language)
    for entry in tools(language):
        assert seen[language] in entry.risk, entry.id


def test_no_tool_is_said_to_work_where_it_is_not_offered() -> None:
    """As it was found: Outline was "seen to work in Russia", where its file says that it is recognised."""
    for entry in tools("en"):
        assert entry.tool is not None
        working = {sighting.country for sighting in entry.tool.seen if sighting.worked}
        assert working.isdisjoint(entry.when.not_countries), entry.id


def test_devices_are_searched_only_where_the_file_names_a_source() -> None:
    """A warning of searches has to be as well founded as a row; the notes on the law are the other source."""
    noted = {note.country for entry in SHIPPED["en"] for note in entry.legal}
    for record in RECORDS["en"]:
        if record.searched:
            text = (RESOURCES / "situations" / f"{record.country}.toml").read_text("utf-8")
            assert record.country in noted or re.search(r"^searched = true # .*\d{4}", text, re.MULTILINE)
