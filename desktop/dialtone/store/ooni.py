"""A check as OONI measurements, for researchers: one per messenger that OONI also tests.

Envelope and test keys as in OONI's specification (df-000-base 0.2.0; df-002 dnst, df-005 tcpconnect, df-006
tlshandshake; ts-018 whatsapp, ts-020 telegram, ts-029 signal, ts-019 facebook_messenger). Dialtone's own keys start
with `x_`, as the specification asks. Nothing is uploaded; provider and country are withheld as OONI withholds them
(AS0, ZZ) unless the person chose a country. OONI's own flags (`ooni_flags.py`) are derived from the observations, not
from Dialtone's verdicts.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from types import MappingProxyType

from dialtone.model.check import Check
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Failure, Step, Variant
from dialtone.store.ooni_flags import derive_flags, read_addresses

DATA_FORMAT = "0.2.0"
_NOT_DIRECT = (Variant.PROXIED, Variant.ONE_HOP)
"""Variants that went through the system's proxy or never left this home: they do not measure the provider's network."""
_TEST_VERSIONS: Mapping[str, str] = MappingProxyType(
    {"whatsapp": "0.11.0", "telegram": "0.3.1", "signal": "0.2.5", "facebook_messenger": "0.2.1"}
)
_FAILURES: Mapping[Failure, str] = MappingProxyType(
    {
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
)
"""OONI's names for failures (df-007 errors); others become `unknown_failure`, followed by Dialtone's word."""


def make_measurements(check: Check, country: str = "") -> list[dict[str, object]]:
    """Return one measurement for each messenger that OONI tests too. `country`: its code; empty to withhold it."""
    return [
        _make_measurement(check, verdict, country)
        for verdict in check.messengers
        if verdict.messenger in _TEST_VERSIONS
    ]


def format_measurements(check: Check, country: str = "") -> str:
    """Return the measurements in OONI's file format: one JSON object per line."""
    return "".join(
        json.dumps(measurement, ensure_ascii=False) + "\n" for measurement in make_measurements(check, country)
    )


def _make_measurement(check: Check, verdict: MessengerVerdict, country: str) -> dict[str, object]:
    """Return a messenger's direct observations as a measurement in OONI's data format."""
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
        "test_version": _TEST_VERSIONS[verdict.messenger],
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
                for key, value in derive_flags(verdict.messenger, check.observations).items()
            },
            **_list_own_keys(check, verdict, observations),
        },
    }


# Archival data


def _encode_query(observation: Observation) -> dict[str, object]:
    """Return a lookup as OONI stores it. Dialtone's resolvers are `system`, `udp:192.0.2.1` or a trusted one's id."""
    host, _, resolver = observation.target.partition("@")
    transport, _, resolver_address = resolver.partition(":")
    if resolver == "system":
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
    """Return OONI's name of a failure; None for success."""
    return None if failure is None else _FAILURES.get(failure, f"unknown_failure: {failure}")


def _end_time(observation: Observation) -> float:
    """Return when a step ended, in seconds since the measurement started."""
    return round(observation.started + observation.seconds, 6)
