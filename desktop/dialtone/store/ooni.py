"""A check as OONI measurements, for researchers: one per messenger that OONI also tests.

Envelope and test keys as in OONI's specification (df-000-base 0.2.0; df-002 dnst, df-005 tcpconnect, df-006
tlshandshake; ts-018 whatsapp, ts-020 telegram, ts-029 signal, ts-019 facebook_messenger). Dialtone's own keys start
with `x_`, as the specification asks. Nothing is uploaded; provider and country are withheld as OONI withholds them
(AS0, ZZ) unless the person chose a country.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, timedelta
from functools import partial

from dialtone.model.check import Check
from dialtone.model.fact import SYSTEM_RESOLVER, Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Variant

DATA_FORMAT = "0.2.0"
_NOT_DIRECT = (Variant.PROXIED, Variant.ONE_HOP)
"""Variants that went through the system's proxy or never left this home: they do not measure the provider's network."""
_FAILURES: Mapping[Failure, str] = {
    Failure.TIMEOUT: "generic_timeout_error",
    Failure.STALLED: "generic_timeout_error",
    Failure.RESET: "connection_reset",
    Failure.REFUSED: "connection_refused",
    Failure.CLOSED: "eof_error",
    Failure.UNREACHABLE: "network_unreachable",
    Failure.NO_SUCH_NAME: "dns_nxdomain_error",
    Failure.NO_ADDRESS: "dns_no_answer",
    Failure.DNS_FAILED: "dns_server_misbehaving",
    Failure.CERT_UNTRUSTED: "ssl_unknown_authority",
    Failure.CERT_NAME: "ssl_invalid_hostname",
    Failure.CERT_EXPIRED: "ssl_invalid_certificate",
    Failure.CERT_NOT_YET: "ssl_invalid_certificate",
    Failure.ALERT: "ssl_failed_handshake",
    Failure.NOT_IN_TIME: "interrupted",
}
"""OONI's names for failures (df-007 errors); others become `unknown_failure`, followed by Dialtone's word."""


def format_measurements(check: Check, country: str) -> str:
    """Return a measurement for each messenger that OONI tests too, in its file format: one JSON object per line.

    `country`: its code; empty to withhold it.
    """
    tested_by_ooni = (verdict for verdict in check.messengers if verdict.messenger in _TESTS)
    measurements = (_make_measurement(check, verdict, country) for verdict in tested_by_ooni)
    return "".join(json.dumps(measurement, ensure_ascii=False) + "\n" for measurement in measurements)


def _make_measurement(check: Check, verdict: MessengerVerdict, country: str) -> dict[str, object]:
    """Return a messenger's direct observations as a measurement in OONI's data format."""
    version, derive_flags = _TESTS[verdict.messenger]
    direct = [o for o in check.observations if o.messenger == verdict.messenger and o.variant not in _NOT_DIRECT]
    first_start = min((o.started for o in direct), default=0.0)
    last_end = max((o.started + o.seconds for o in direct), default=check.seconds)
    # OONI counts times from the start of the measurement
    observations = [replace(o, started=o.started - first_start) for o in direct]
    started = check.started_at.astimezone(UTC)
    return {
        "annotations": {"platform": check.platform, "engine_name": "dialtone", "engine_version": check.app_version},
        "data_format_version": DATA_FORMAT,
        "extensions": {"dnst": 0, "tcpconnect": 0, "tlshandshake": 0},
        "input": None,
        "measurement_start_time": f"{started + timedelta(seconds=first_start):%Y-%m-%d %H:%M:%S}",
        "test_start_time": f"{started:%Y-%m-%d %H:%M:%S}",
        "test_runtime": round(max(0.0, last_end - first_start), 4),
        "test_name": verdict.messenger,
        "test_version": version,
        "software_name": "dialtone",
        "software_version": check.app_version,
        # what OONI writes for a network and addresses that are withheld
        "probe_asn": "AS0",
        "probe_cc": country or "ZZ",
        "probe_ip": "127.0.0.1",
        "probe_network_name": "",
        "resolver_asn": "AS0",
        "resolver_ip": "127.0.0.2",
        "resolver_network_name": "",
        "report_id": "",
        "test_keys": {
            "queries": [_encode_query(o) for o in observations if o.step is Step.DNS],
            "tcp_connect": [_encode_connect(o) for o in observations if o.step is Step.TCP],
            "tls_handshakes": [_encode_handshake(o) for o in observations if o.step is Step.TLS],
            "requests": [],
            "network_events": [],
            **{
                key: _name_failure(value) if isinstance(value, Failure) else value
                for key, value in derive_flags(check.observations).items()
            },
            **_list_own_keys(check, verdict, observations),
        },
    }


# Archival data


def _encode_query(observation: Observation) -> dict[str, object]:
    """Return a lookup as OONI stores it. Dialtone's resolvers are `system`, `udp:192.0.2.1` or a trusted one's id."""
    host, _, resolver = observation.target.partition("@")
    transport, _, resolver_address = resolver.partition(":")
    if resolver == SYSTEM_RESOLVER:
        engine, shown_address = "getaddrinfo", ""
    elif resolver_address:
        engine, shown_address = transport, f"{resolver_address}:53"
    else:
        engine, shown_address = "doh", resolver
    family = observation.facts.get(Fact.FAMILY)
    kind, key = ("AAAA", "ipv6") if family == 6 else ("A", "ipv4")
    return {
        "answers": [{"answer_type": kind, key: address} for address in read_addresses(observation)] or None,
        "engine": engine,
        "failure": _name_failure(observation.failure),
        "hostname": host,
        "query_type": kind,
        "resolver_address": shown_address,
        "resolver_hostname": None,
        "resolver_port": None,
        "t": _end_time(observation),
    }


def _encode_connect(observation: Observation) -> dict[str, object]:
    """Return a TCP connection as OONI stores it."""
    return {
        "ip": observation.host,
        "port": observation.port,
        "status": {"failure": _name_failure(observation.failure), "success": observation.ok},
        "t": _end_time(observation),
        "tags": _find_tags(observation),
    }


def _encode_handshake(observation: Observation) -> dict[str, object]:
    """Return a TLS handshake as OONI stores it."""
    facts = observation.facts
    return {
        "address": observation.target,
        "cipher_suite": "",
        "failure": _name_failure(observation.failure),
        "negotiated_protocol": str(facts.get(Fact.ALPN, "")),
        "network": "tcp",
        "no_tls_verify": observation.variant is Variant.UNVERIFIED,
        "peer_certificates": None,
        "server_name": str(facts.get(Fact.SNI, "")),
        "t": _end_time(observation),
        "tls_version": str(facts.get(Fact.VERSION, "")),
        "tags": _find_tags(observation),
    }


def _find_tags(observation: Observation) -> list[str]:
    """Return a tag for a contrast, which the app itself does not send: some go to servers of others."""
    return [] if observation.variant is Variant.APP else [f"x_{observation.variant}"]


def _list_own_keys(check: Check, verdict: MessengerVerdict, observations: Sequence[Observation]) -> dict[str, object]:
    """Return the keys that OONI does not have: the verdict, and all steps but lookups, connections and TLS."""
    return {
        "x_dialtone_status": verdict.status,
        "x_dialtone_causes": list(verdict.causes),
        "x_dialtone_confidence": verdict.confidence,
        "x_dialtone_functions": {f.function: f.status for f in verdict.functions},
        "x_dialtone_network": check.network.status,
        "x_dialtone_flags": list(check.network.flags),
        "x_dialtone_greetings": [
            {"step": o.step, "address": o.target, "failure": _name_failure(o.failure), "t": _end_time(o)}
            for o in observations
            if o.step not in (Step.DNS, Step.TCP, Step.TLS)
        ],
    }


def _name_failure(failure: Failure | None) -> str | None:
    return None if failure is None else _FAILURES.get(failure, f"unknown_failure: {failure}")


def _end_time(observation: Observation) -> float:
    return round(observation.started + observation.seconds, 6)


# OONI's own flags: derived from the observations, not from Dialtone's verdicts. Each follows its definition there
# (ooni/spec@e8aafe4 ts-018 whatsapp, ts-020 telegram, ts-029 signal, ts-019 facebook_messenger; ooni/probe-cli@7cb2241
# where they differ), over those of OONI's targets that we test: of its sixteen names of WhatsApp's servers, which share
# their addresses, the first; of Signal's four hosts one; of Messenger's seven three. OONI uses only the computer's own
# resolver: a name that is missing there is "blocked", even if its addresses were learnt elsewhere. Untested is null.

_INCONCLUSIVE = frozenset({Failure.NOT_IN_TIME, Failure.BUG, Failure.DENIED})
_WHATSAPP_PORTS = frozenset({443, 5222})
_TELEGRAM_CENTRES = (
    *("149.154.175.50", "149.154.167.51", "149.154.175.100"),
    *("149.154.167.91", "149.154.171.5", "95.161.76.100"),
)
_TELEGRAM_PORTS = frozenset({80, 443})
_MESSENGER_HOSTS: Mapping[str, tuple[str, str]] = {
    "b_graph": ("facebook_messenger/phone-api", "b-graph.facebook.com"),
    "edge": ("facebook_messenger/phone-chat", "edge-mqtt.facebook.com"),
    "scontent_cdn": ("facebook_messenger/media", "scontent.xx.fbcdn.net"),
}
"""Hosts of Facebook Messenger, by OONI's word for them: their endpoint in the catalogue, and their name."""
_MESSENGER_UNTESTED = ("b_api", "external_cdn", "star", "stun")
"""OONI's words for the hosts that Dialtone does not test."""

Flags = dict[str, object]
"""OONI's test keys; the writer of the file replaces a `Failure` by OONI's name of it."""
_Steps = list[Observation]
"""The steps of one connection, in order."""


def _derive_whatsapp(observations: Sequence[Observation]) -> Flags:
    """Return the flags of OONI's test `whatsapp` (ts-018)."""
    host = "e1.whatsapp.net"
    connects = [o for o in _find_steps("whatsapp/noise-e", Step.TCP, observations) if o.port in _WHATSAPP_PORTS]
    is_connected = any(o.ok for o in connects)
    all_ports_failed = not is_connected and {o.port for o in connects} == _WHATSAPP_PORTS
    lookup = _find_lookup(host, observations)
    status = "ok" if is_connected else None
    if all_ports_failed or (lookup is not None and not lookup.ok):
        status = "blocked"
    return {
        "whatsapp_endpoints_status": status,
        "whatsapp_endpoints_blocked": [host] if status == "blocked" else [],
        "whatsapp_endpoints_dns_inconsistent": [],  # a legacy key, always empty according to the specification
        **_derive_page("whatsapp_web", "whatsapp/web-page", "web.whatsapp.com", observations),
        "registration_server_status": None,
        "registration_server_failure": None,
    }


def _derive_telegram(observations: Sequence[Observation]) -> Flags:
    """Return the flags; Dialtone sends OONI's HTTP request only where MTProto fails, so an answer to either counts."""
    conclusive = (o for o in observations if o.messenger == "telegram" and o.failure not in _INCONCLUSIVE)
    at_centres = [o for o in conclusive if o.host in _TELEGRAM_CENTRES and o.port in _TELEGRAM_PORTS]
    connects = [o for o in at_centres if o.step is Step.TCP]
    queries = [o for o in at_centres if o.step is Step.HTTP]
    is_connected = any(o.ok for o in connects)
    http_blocking = None
    if any(o.ok for o in at_centres if o.step in (Step.HTTP, Step.MTPROTO)):
        http_blocking = False
    elif queries or (connects and not is_connected):
        http_blocking = True
    return {
        "telegram_tcp_blocking": not is_connected if connects else None,
        "telegram_http_blocking": http_blocking,
        **_derive_page("telegram_web", "telegram/web-page", "web.telegram.org", observations),
    }


def _derive_facebook_messenger(observations: Sequence[Observation]) -> Flags:
    """Return the flags of OONI's test `facebook_messenger` (ts-019); None for each host that was not tested."""
    flags: Flags = {
        f"facebook_{word}_{key}": None for word in _MESSENGER_UNTESTED for key in ("dns_consistent", "reachable")
    }
    consistent_names: list[bool | None] = []
    reachable_hosts: list[bool | None] = []
    for word, (endpoint, name) in _MESSENGER_HOSTS.items():
        lookup = _find_lookup(name, observations)
        consistent: bool | None = None
        if lookup is not None:
            consistent = _leads_to_facebook(endpoint, name, observations) if lookup.ok else False
        connects = [o.ok for o in _find_steps(endpoint, Step.TCP, observations)]
        reachable = any(connects) if consistent and connects else None
        flags |= {f"facebook_{word}_dns_consistent": consistent, f"facebook_{word}_reachable": reachable}
        if lookup is not None:
            consistent_names.append(consistent)
            reachable_hosts.append(True if consistent is False else reachable)  # not TCP's fault then
    return {
        **flags,
        "facebook_dns_blocking": _any_false(consistent_names),
        "facebook_tcp_blocking": _any_false(reachable_hosts),
    }


def _any_false(values: Sequence[bool | None]) -> bool | None:
    if False in values:
        return True
    return None if None in values or not values else False


def _leads_to_facebook(endpoint: str, name: str, observations: Sequence[Observation]) -> bool | None:
    """Return whether the server proved its identity, or a trusted resolver returned one of its addresses; else None.

    OONI compares AS numbers instead.
    """
    handshakes = _find_steps(endpoint, Step.TLS, observations)
    is_proved = any(o.ok and o.facts.get(Fact.MOZILLA) is not False for o in handshakes)
    lookups = [o for o in observations if o.step is Step.DNS and o.target.partition("@")[0] == name]
    from_system = {a for o in lookups if o.target.endswith(f"@{SYSTEM_RESOLVER}") for a in read_addresses(o)}
    trusted = {a for o in lookups if o.facts.get(Fact.TRANSPORT) == "https" for a in read_addresses(o)}
    return True if is_proved or from_system & trusted else None


def _derive_page(prefix: str, endpoint: str, host: str, observations: Sequence[Observation]) -> Flags:
    """Return OONI's verdict on a page: `ok` if any response to a request came, else `blocked` with the failure.

    Both flags, whose names begin with `prefix`, are None if nothing was tried.
    """
    lookup = _find_lookup(host, observations)
    attempts = _find_attempts(endpoint, observations)
    failures = [o.failure for attempt in attempts for o in attempt if o.failure is not None]
    status: str | None = None
    failure: Failure | None = None
    if lookup is not None and not lookup.ok:
        status = "blocked"
        failure = lookup.failure
    elif any(map(_is_answered, attempts)):
        status = "ok"
    elif failures:
        status = "blocked"
        failure = failures[0]
    return {f"{prefix}_status": status, f"{prefix}_failure": failure}


_TESTS: Mapping[str, tuple[str, Callable[[Sequence[Observation]], Flags]]] = {
    "whatsapp": ("0.11.0", _derive_whatsapp),
    "telegram": ("0.3.1", _derive_telegram),
    "signal": ("0.2.5", partial(_derive_page, "signal_backend", "signal/chat", "chat.signal.org")),
    "facebook_messenger": ("0.2.1", _derive_facebook_messenger),
}
"""OONI's tests, whose names are the ids of the messengers: their version, and what derives their flags."""


def _is_answered(steps: _Steps) -> bool:
    """Return whether a connection got a page, even with an HTTP error: a server that refuses can be reached."""
    is_complete = all(o.ok or (o.step is Step.HTTP and o.failure is Failure.HTTP_ERROR) for o in steps)
    return is_complete and any(o.step is Step.HTTP for o in steps)


def _find_lookup(host: str, observations: Sequence[Observation]) -> Observation | None:
    """Return what the system's resolver said of a name: an address if any, else the failure for IPv4 before IPv6's."""
    queries = [
        o
        for o in observations
        if o.step is Step.DNS and o.target == f"{host}@{SYSTEM_RESOLVER}" and o.failure not in _INCONCLUSIVE
    ]
    return min(queries, key=lambda o: (not o.ok, o.facts.get(Fact.FAMILY) == 6), default=None)


def _find_attempts(endpoint: str, observations: Sequence[Observation]) -> list[_Steps]:
    """Return the connections to an endpoint as the app makes them, at addresses from the system's resolver."""
    steps_by_attempt: dict[int, _Steps] = {}
    for o in observations:
        if o.endpoint == endpoint and o.variant is Variant.APP and o.step is not Step.DNS:
            steps_by_attempt.setdefault(o.attempt, []).append(o)
    return [
        steps
        for steps in steps_by_attempt.values()
        if any(o.step is Step.TCP and o.facts.get(Fact.FROM) == AddressOrigin.SYSTEM for o in steps)
        and not any(o.failure in _INCONCLUSIVE for o in steps)
    ]


def _find_steps(endpoint: str, step: Step, observations: Sequence[Observation]) -> list[Observation]:
    return [o for attempt in _find_attempts(endpoint, observations) for o in attempt if o.step is step]


def read_addresses(lookup: Observation) -> tuple[str, ...]:
    """Return the addresses that a lookup yielded."""
    addresses = lookup.facts.get(Fact.ADDRESSES, ())
    return addresses if isinstance(addresses, tuple) else ()
