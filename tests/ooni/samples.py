"""Measurements in OONI's format (df-000 to df-007, ts-018, ts-020, ts-029), written from the specification.

The addresses are those of its samples; nothing here was measured.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ooni.reading import Measurement

Json = dict[str, Any]
CENTRES = ("149.154.175.50", "149.154.167.51", "149.154.175.100", "149.154.167.91", "149.154.171.5", "95.161.76.100")
CHAT = ("3.33.221.48", "3.33.252.61")
WEB = "31.13.86.51"
SIGNAL = ("cdsi.signal.org", "chat.signal.org", "sfu.voip.signal.org", "storage.signal.org")


def measurement(test: str, version: str, keys: Mapping[str, Any], **envelope: object) -> Measurement:
    raw = {
        "annotations": {"platform": "android", "engine_name": "ooniprobe-engine"},
        "data_format_version": "0.2.0",
        "input": None,
        "measurement_start_time": "2026-08-01 10:00:00",
        "probe_asn": "AS64500",
        "probe_cc": "XX",
        "report_id": "20260801T100000Z_sample",
        "test_name": test,
        "test_version": version,
        **envelope,
    }
    return Measurement("sample", {**raw, "test_keys": {"failure": None, "failed_operation": None, **keys}})


def query(host: str, *addresses: str, failure: str | None = None) -> list[Json]:
    four = [{"answer_type": "A", "ipv4": a, "ttl": None} for a in addresses] or None
    common = {"engine": "system", "hostname": host, "resolver_address": "", "t": 0.02}
    return [
        {**common, "query_type": "A", "answers": four, "failure": failure},
        {**common, "query_type": "AAAA", "answers": None, "failure": failure or "dns_no_answer"},
    ]


def connect(address: str, port: int, failure: str | None = None, **more: object) -> Json:
    return {"ip": address, "port": port, "status": {"failure": failure, "success": failure is None}, "t": 0.1, **more}


def handshake(address: str, name: str, failure: str | None = None) -> Json:
    return {
        "address": f"{address}:443",
        "server_name": name,
        "failure": failure,
        "tls_version": "TLSv1.3",
        "negotiated_protocol": "h2",
        "no_tls_verify": False,
        "peer_certificates": None,
        "t": 0.2,
    }


def request(url: str, code: int = 0, failure: str | None = None, headers: Mapping[str, str] | None = None) -> Json:
    return {
        "failure": failure,
        "request": {"url": url, "method": "GET", "headers": {}},
        "response": {"code": code, "body": "", "headers": dict(headers or {})},
        "t": 0.3,
    }


def page(host: str, address: str, code: int = 200) -> Json:
    return {
        "queries": query(host, address),
        "tcp_connect": [connect(address, 443)],
        "tls_handshakes": [handshake(address, host)],
        "requests": [request(f"https://{host}/", code)],
    }


def joined(*parts: Mapping[str, Any]) -> Json:
    keys = ("queries", "tcp_connect", "tls_handshakes", "requests")
    return {key: [one for part in parts for one in part.get(key, ())] for key in keys}


def centres(failure: str | None, alive: Iterable[str] = (), code: int = 404, location: str = "") -> Json:
    """Return what Telegram's data centres did: a failure of every connection, but at those `alive`."""
    found: Json = {"tcp_connect": [], "requests": []}
    for address in CENTRES:
        for port in (80, 443):
            dead = None if address in alive else failure
            found["tcp_connect"].append(connect(address, port, dead))
            url = f"http://{address}/" if port == 80 else f"http://{address}:443/"
            headers = {"Location": location} if location else {}
            found["requests"].append(request(url, 0 if dead else code, dead, headers))
    return found
