"""Measurements of OONI before Dialtone's judge, beside OONI's own flags: what is said, and why it differs."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialtone.model.vocabulary import Cause, FunctionStatus, NetworkStatus
from ooni.comparing import Compared, Said, compare
from ooni.judging import judge
from ooni.reading import TESTS, Measurement
from ooni.samples import (
    CENTRES,
    CHAT,
    SIGNAL,
    WEB,
    centres,
    connect,
    handshake,
    joined,
    measurement,
    page,
    query,
    request,
)


def _flags(found: Measurement) -> dict[str, Compared]:
    return {one.flag: one for one in compare(judge(found))}


def _whatsapp(*parts: dict[str, Any], chat: str = "ok", web: str = "ok", registration: str = "ok") -> Measurement:
    keys = {"whatsapp_endpoints_status": chat, "whatsapp_web_status": web, "registration_server_status": registration}
    return measurement("whatsapp", "0.11.0", {**joined(*parts), **keys})


def _chat(failure: str | None = None) -> dict[str, Any]:
    names = [f"e{number}.whatsapp.net" for number in range(1, 17)]
    return {
        "queries": [one for name in names for one in query(name, *CHAT)],
        "tcp_connect": [connect(address, port, failure) for _ in names for address in CHAT for port in (443, 5222)],
    }


def _telegram(*parts: dict[str, Any], tcp: bool, http: bool, web: str = "ok") -> Measurement:
    keys = {"telegram_tcp_blocking": tcp, "telegram_http_blocking": http, "telegram_web_status": web}
    return measurement("telegram", "0.3.1", {**joined(*parts), **keys})


def _signal(
    *parts: dict[str, Any], status: str, failure: str | None = None, version: str = "0.2.5", when: str = "2026-08-01"
) -> Measurement:
    keys = {**joined(*parts), "signal_backend_status": status, "signal_backend_failure": failure}
    return measurement("signal", version, keys, measurement_start_time=f"{when} 10:00:00")


WEB_PAGE = page("web.whatsapp.com", WEB, 400)
REGISTRATION = page("v.whatsapp.net", WEB)
TELEGRAM_PAGE = page("web.telegram.org", "149.154.167.99")


def test_where_all_answers_both_say_so() -> None:
    """Two of the names share an address, as in OONI's samples; what only connects leaves doubt."""
    flags = _flags(_whatsapp(_chat(), WEB_PAGE, REGISTRATION))
    assert {one.dialtone for one in flags.values()} == {FunctionStatus.WORKS}
    assert not any(one.differs for one in flags.values())
    flags = _flags(_telegram(centres(None), TELEGRAM_PAGE, tcp=False, http=False))
    assert {one.dialtone for one in flags.values()} == {FunctionStatus.WORKS}
    parts = [page(host, f"203.0.113.{place}", 503) for place, host in enumerate(SIGNAL, start=1)]
    assert judge(_signal(*parts, status="ok")).verdict.status == "works"


def test_addresses_that_are_dead_while_the_line_works_are_blocked() -> None:
    """Where others of the same range live, chance is ruled out by neutral tries alone, and OONI makes none."""
    found = _telegram(centres("generic_timeout_error"), TELEGRAM_PAGE, tcp=True, http=True)
    assert _flags(found)["centres"].dialtone is FunctionStatus.UNKNOWN
    flag = _flags(_whatsapp(_chat("generic_timeout_error"), WEB_PAGE, REGISTRATION, chat="blocked"))["endpoints"]
    assert flag.dialtone is FunctionStatus.BLOCKED


def test_a_name_that_is_denied_is_blocked_where_the_rest_lives() -> None:
    gone = {"queries": query("web.telegram.org", failure="dns_nxdomain_error")}
    flag = _flags(_telegram(centres(None), gone, tcp=False, http=False, web="blocked"))["web"]
    assert (flag.dialtone, flag.cause) == (FunctionStatus.BLOCKED, Cause.DNS_MISSING)


def test_one_data_centre_is_enough_for_both() -> None:
    flags = _flags(_telegram(centres("generic_timeout_error", CENTRES[:1]), TELEGRAM_PAGE, tcp=False, http=False))
    assert flags["centres"].dialtone is FunctionStatus.WORKS


@pytest.mark.parametrize(("code", "location"), [(302, "http://blocked.example.net/"), (403, ""), (200, "")])
def test_a_block_page_is_not_telegram(code: int, location: str) -> None:
    found = _telegram(centres(None, code=code, location=location), TELEGRAM_PAGE, tcp=False, http=False)
    flag = _flags(found)["centres"]
    assert flag.dialtone is not FunctionStatus.WORKS
    assert flag.differs
    assert (location.split("/")[2] if location else str(code)) in flag.why


def test_a_handshake_that_is_cut_proves_nothing_without_a_contrast() -> None:
    parts = [
        {
            "queries": query(host, f"203.0.113.{place}"),
            "tcp_connect": [connect(f"203.0.113.{place}", 443)],
            "tls_handshakes": [handshake(f"203.0.113.{place}", host, "connection_reset")],
            "requests": [request(f"https://{host}/", 0, "connection_reset")],
        }
        for place, host in enumerate(SIGNAL, start=1)
    ]
    flag = _flags(_signal(*parts, status="blocked", failure="connection_reset"))["backend"]
    assert flag.dialtone is FunctionStatus.UNKNOWN
    assert "neutral name" in flag.why


def test_a_host_that_is_not_needed_for_messages() -> None:
    good = [page(host, f"203.0.113.{place}") for place, host in enumerate(SIGNAL[:3], start=1)]
    lost = {
        "queries": query("storage.signal.org", "203.0.113.9"),
        "tcp_connect": [connect("203.0.113.9", 443, "generic_timeout_error")],
        "requests": [request("https://storage.signal.org/", 0, "generic_timeout_error")],
    }
    flag = _flags(_signal(*good, lost, status="blocked", failure="generic_timeout_error"))["backend"]
    assert flag.dialtone is FunctionStatus.WORKS
    assert "storage" in flag.why


@pytest.mark.parametrize(
    ("version", "when", "told"),
    [("0.2.1", "2022-11-01", "root"), ("0.2.3", "2023-12-01", "gave up"), ("0.2.5", "2023-12-01", "")],
)
def test_old_versions_of_a_test_are_wrong_from_a_known_day_on(version: str, when: str, told: str) -> None:
    chat = page("chat.signal.org", "203.0.113.1")
    chat["tls_handshakes"] = [handshake("203.0.113.1", "chat.signal.org", "ssl_unknown_authority")]
    chat["requests"] = [request("https://chat.signal.org/", 0, "ssl_unknown_authority")]
    flag = _flags(_signal(chat, status="blocked", failure="ssl_unknown_authority", version=version, when=when))[
        "backend"
    ]
    assert (told in flag.why) if told else ("certificate" in flag.why or not flag.differs)


def test_a_dead_line_is_no_block() -> None:
    dead = _chat("network_unreachable")
    found = _whatsapp(dead, chat="blocked", web="blocked", registration="blocked")
    for one in dead["queries"]:
        one |= {"failure": "dns_server_misbehaving", "answers": None}
    assert judge(found).network.status is NetworkStatus.OFFLINE
    said = {one.dialtone for one in compare(judge(found))}
    assert said == {FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED}


def test_an_unknown_network_proves_no_line() -> None:
    found = _telegram(centres("generic_timeout_error"), tcp=True, http=True, web="blocked")
    nowhere = Measurement(found.place, {**found.raw, "probe_asn": "AS0"})
    flag = _flags(nowhere)["centres"]
    assert flag.dialtone is FunctionStatus.UNKNOWN
    assert "AS0" in flag.why


def test_what_was_not_tried_is_not_blocked() -> None:
    late = {
        "queries": query("web.telegram.org", "149.154.167.99"),
        "tcp_connect": [connect("149.154.167.99", 443, "generic_timeout_error") | {"t0": 59.9, "t": 60.0}],
    }
    flag = _flags(_telegram(centres(None), late, tcp=False, http=False, web="blocked"))["web"]
    assert flag.dialtone is FunctionStatus.UNKNOWN
    assert "60 s" in flag.why


def test_what_ooni_does_not_say_is_no_difference() -> None:
    flags = _flags(measurement("telegram", "0.3.1", joined(centres(None))))
    assert {one.ooni for one in flags.values()} == {Said.NOTHING}
    assert not any(one.differs for one in flags.values())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
ENTRY = st.dictionaries(
    st.sampled_from(
        [
            *("failure", "hostname", "query_type", "answers", "engine", "ip", "port", "status", "t", "t0", "address"),
            *("server_name", "request", "response", "peer_certificates"),
        ]
    ),
    st.sampled_from([WEB, "web.whatsapp.com", "A", 443, "generic_timeout_error"]) | JSON,
)
LISTS = st.dictionaries(
    st.sampled_from(["queries", "tcp_connect", "tls_handshakes", "requests", "network_events"]),
    st.lists(ENTRY | JSON, max_size=4) | JSON,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    test=st.sampled_from(TESTS), keys=LISTS, flags=JSON, envelope=st.dictionaries(st.text(max_size=8), JSON, max_size=3)
)
def test_nothing_published_crashes_it(test: str, keys: dict[str, Any], flags: object, envelope: dict[str, Any]) -> None:
    words = {"whatsapp_web_status": flags, "telegram_tcp_blocking": flags, "signal_backend_failure": flags}
    raw = {**envelope, "probe_asn": flags, "test_name": test, "test_keys": {**keys, **words}}
    assert compare(judge(Measurement("x", raw)))
