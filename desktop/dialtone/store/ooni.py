"""A check as OONI measurements, for researchers: one per messenger that OONI tests too.

Envelope and test keys as in OONI's specification (df-000-base 0.2.0; df-002 dnst, df-005 tcpconnect, df-006
tlshandshake; ts-018 whatsapp, ts-020 telegram, ts-029 signal, ts-019 facebook_messenger). Everything of our own begins
with `x_`, as the specification asks. Nothing is uploaded; provider and country are withheld as OONI withholds them
(AS0, ZZ) unless the person chose a country. OONI's own flags are derived from what was seen, not from our verdicts;
where our measuring cannot answer one, it is null.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, timedelta
from types import MappingProxyType

from dialtone.model.check import Check
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Failure, Step, Variant

DATA_FORMAT = "0.2.0"
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
"""OONI's names of failures (df-007 errors); what has none there is `unknown_failure` with our word after it."""

_WEB: Mapping[str, str] = MappingProxyType(
    {"whatsapp": "web.whatsapp.com", "telegram": "web.telegram.org", "signal": "chat.signal.org"}
)


def measurements(check: Check, country: str = "") -> list[dict[str, object]]:
    """Give a measurement per messenger that OONI has a test for."""
    return [
        _measurement(check, verdict, country) for verdict in check.messengers if verdict.messenger in _TEST_VERSIONS
    ]


def measurements_text(check: Check, country: str = "") -> str:
    """Give them as OONI keeps them in files: one JSON object per line."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in measurements(check, country))


def _measurement(check: Check, verdict: MessengerVerdict, country: str) -> dict[str, object]:
    seen = [o for o in check.observations if o.messenger == verdict.messenger]
    first = min((o.started for o in seen), default=0.0)
    last = max((o.started + o.seconds for o in seen), default=check.seconds)
    started = check.started_at.astimezone(UTC)
    return {
        "annotations": {"platform": check.platform, "engine_name": "dialtone", "engine_version": check.app_version},
        "data_format_version": DATA_FORMAT,
        "extensions": {"dnst": 0, "tcpconnect": 0, "tlshandshake": 0},
        "input": None,
        "measurement_start_time": f"{started + timedelta(seconds=first):%Y-%m-%d %H:%M:%S}",
        "test_start_time": f"{started:%Y-%m-%d %H:%M:%S}",
        "test_runtime": round(max(0.0, last - first), 4),
        "test_name": verdict.messenger,
        "test_version": _TEST_VERSIONS[verdict.messenger],
        "software_name": "dialtone",
        "software_version": check.app_version,
        "probe_asn": "AS0",
        "probe_cc": country or "ZZ",
        "probe_ip": "127.0.0.1",
        "probe_network_name": "",
        "resolver_asn": "AS0",
        "resolver_ip": "127.0.0.2",
        "resolver_network_name": "",
        "report_id": "",
        "test_keys": {
            "queries": [_query(o) for o in seen if o.step is Step.DNS],
            "tcp_connect": [_connect(o) for o in seen if o.step is Step.TCP],
            "tls_handshakes": [_handshake(o) for o in seen if o.step is Step.TLS],
            "requests": [],
            "network_events": [],
            **_flags(verdict.messenger, seen),
            **_own(check, verdict, seen),
        },
    }


# OONI's flags


def _flags(messenger: str, seen: Sequence[Observation]) -> dict[str, object]:
    as_app = [o for o in seen if o.variant is Variant.APP]
    if messenger == "whatsapp":
        chat = _status(o for o in as_app if o.endpoint.endswith("noise") or "phone" in o.endpoint)
        web = _status(o for o in as_app if _about(o, _WEB["whatsapp"], seen))
        return {
            "whatsapp_endpoints_status": chat[0],
            "whatsapp_endpoints_blocked": [],
            "whatsapp_endpoints_dns_inconsistent": [],
            "whatsapp_web_status": web[0],
            "whatsapp_web_failure": web[1],
            "registration_server_status": None,
            "registration_server_failure": None,
        }
    if messenger == "telegram":
        connects = [o for o in as_app if o.step is Step.TCP and o.facts.get("from") == "built_in"]
        centres = {o.endpoint for o in connects}
        greeted = [o for o in as_app if o.step is Step.MTPROTO and o.endpoint in centres]
        web = _status(o for o in as_app if _about(o, _WEB["telegram"], seen))
        return {
            "telegram_tcp_blocking": not any(o.ok for o in connects) if connects else None,
            "telegram_http_blocking": not any(o.ok for o in greeted) if greeted else None,
            "telegram_web_status": web[0],
            "telegram_web_failure": web[1],
        }
    if messenger == "signal":
        backend = _status(o for o in as_app if _about(o, _WEB["signal"], seen))
        return {"signal_backend_status": backend[0], "signal_backend_failure": backend[1]}
    names = [o for o in as_app if o.step is Step.DNS]
    connects = [o for o in as_app if o.step is Step.TCP]
    return {
        "facebook_dns_blocking": not any(o.ok for o in names) if names else None,
        "facebook_tcp_blocking": not any(o.ok for o in connects) if connects else None,
        "facebook_stun_reachable": None,
    }


def _about(observation: Observation, host: str, seen: Iterable[Observation]) -> bool:
    """Whether an observation belongs to an endpoint of this host: its lookup says so."""
    return any(
        o.endpoint == observation.endpoint and o.step is Step.DNS and o.target.partition("@")[0] == host for o in seen
    )


def _status(observations: Iterable[Observation]) -> tuple[str | None, str | None]:
    """Give `ok` or `blocked` in OONI's sense, which has no third word, and the last failure; null where not tried."""
    attempts: dict[tuple[str, int], list[Observation]] = {}
    for observation in observations:
        if observation.step is not Step.DNS:
            attempts.setdefault((observation.endpoint, observation.attempt), []).append(observation)
    if not attempts:
        return None, None
    if any(all(o.ok for o in attempt) for attempt in attempts.values()):
        return "ok", None
    failures = [o.failure for attempt in attempts.values() for o in attempt if o.failure is not None]
    return "blocked", _failure(failures[-1]) if failures else None


# Archival data


def _query(observation: Observation) -> dict[str, object]:
    host, _, resolver = observation.target.partition("@")
    addresses = observation.facts.get("addresses", ())
    family = observation.facts.get("family")
    kind, key = ("AAAA", "ipv6") if family == 6 else ("A", "ipv4")
    return {
        "answers": [{"answer_type": kind, key: address} for address in _texts(addresses)] or None,
        "engine": "getaddrinfo" if resolver == "system" else "doh",
        "failure": _failure(observation.failure),
        "hostname": host,
        "query_type": kind,
        "resolver_address": "" if resolver == "system" else resolver,
        "resolver_hostname": None,
        "resolver_port": None,
        "t": _ended(observation),
    }


def _connect(observation: Observation) -> dict[str, object]:
    host, _, port = observation.target.rpartition(":")
    return {
        "ip": host.strip("[]"),
        "port": int(port) if port.isdigit() else 0,
        "status": {"failure": _failure(observation.failure), "success": observation.ok},
        "t": _ended(observation),
    }


def _handshake(observation: Observation) -> dict[str, object]:
    facts = observation.facts
    return {
        "address": observation.target,
        "cipher_suite": "",
        "failure": _failure(observation.failure),
        "negotiated_protocol": str(facts.get("alpn", "")),
        "network": "tcp",
        "no_tls_verify": observation.variant is Variant.UNVERIFIED,
        "peer_certificates": None,
        "server_name": str(facts.get("sni", "")),
        "t": _ended(observation),
        "tls_version": str(facts.get("version", "")),
        "tags": [] if observation.variant is Variant.APP else [f"x_{observation.variant}"],
    }


def _own(check: Check, verdict: MessengerVerdict, seen: Sequence[Observation]) -> dict[str, object]:
    return {
        "x_dialtone_status": verdict.status,
        "x_dialtone_causes": list(verdict.causes),
        "x_dialtone_confidence": verdict.confidence,
        "x_dialtone_functions": {f.function: f.status for f in verdict.functions},
        "x_dialtone_network": check.network.status,
        "x_dialtone_flags": list(check.network.flags),
        "x_dialtone_greetings": [
            {"step": o.step, "address": o.target, "failure": _failure(o.failure), "t": _ended(o)}
            for o in seen
            if o.step not in (Step.DNS, Step.TCP, Step.TLS)
        ],
    }


def _failure(failure: Failure | None) -> str | None:
    return None if failure is None else _FAILURES.get(failure, f"unknown_failure: {failure}")


def _ended(observation: Observation) -> float:
    return round(observation.started + observation.seconds, 6)


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, tuple | list) else []
