"""The export for researchers: OONI's shape, our own fields marked, nothing that says who or where."""

import json
import re
from pathlib import Path

import pytest

from dialtone.model.check import Check
from dialtone.store.check_file import load_check
from dialtone.store.ooni import format_measurements, make_measurements
from judge.saved import CHECKS

STANDARD = {
    *("annotations", "data_format_version", "extensions", "input", "measurement_start_time", "test_start_time"),
    *("test_runtime", "test_name", "test_version", "software_name", "software_version", "probe_asn", "probe_cc"),
    *(
        "probe_ip",
        "probe_network_name",
        "resolver_asn",
        "resolver_ip",
        "resolver_network_name",
        "report_id",
        "test_keys",
    ),
}
KEYS = {
    *("queries", "tcp_connect", "tls_handshakes", "requests", "network_events"),
    *("whatsapp_endpoints_status", "whatsapp_endpoints_blocked", "whatsapp_endpoints_dns_inconsistent"),
    *("whatsapp_web_status", "whatsapp_web_failure", "registration_server_status", "registration_server_failure"),
    *("telegram_tcp_blocking", "telegram_http_blocking", "telegram_web_status", "telegram_web_failure"),
    *("signal_backend_status", "signal_backend_failure"),
}


def keys_of(check: Check, name: str) -> dict[str, object]:
    (found,) = [one for one in make_measurements(check) if one["test_name"] == name]
    keys = found["test_keys"]
    assert isinstance(keys, dict)
    return keys


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.json")), ids=lambda p: p.stem)
def test_the_shape_is_oonis_and_what_is_ours_says_so(path: Path) -> None:
    made = make_measurements(load_check(path))
    assert {one["test_name"] for one in made} == {"whatsapp", "telegram", "signal"}
    for one in made:
        assert set(one) == STANDARD
        keys = one["test_keys"]
        assert isinstance(keys, dict)
        assert all(key in KEYS or key.startswith("x_") for key in keys)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", str(one["measurement_start_time"]))
        assert (one["probe_asn"], one["probe_cc"], one["probe_ip"]) == ("AS0", "ZZ", "127.0.0.1")


def test_an_open_network_has_no_anomaly() -> None:
    clean = load_check(CHECKS / "clean.json")
    whatsapp, telegram, signal = (keys_of(clean, name) for name in ("whatsapp", "telegram", "signal"))
    assert (whatsapp["whatsapp_web_status"], whatsapp["whatsapp_endpoints_status"]) == ("ok", "ok")
    assert whatsapp["whatsapp_endpoints_blocked"] == []
    assert (telegram["telegram_tcp_blocking"], telegram["telegram_http_blocking"]) == (False, False)
    assert signal["signal_backend_status"] == "ok"


def test_what_is_filtered_is_an_anomaly_there_too_where_ooni_would_see_it() -> None:
    filtered = keys_of(load_check(CHECKS / "telegram-mtproto-dpi.json"), "telegram")
    # Plain requests, which OONI sends, get through there: of this filter our own fields alone tell.
    assert (filtered["telegram_tcp_blocking"], filtered["telegram_http_blocking"]) == (False, False)
    assert filtered["x_dialtone_status"] == "partly"
    shut = keys_of(load_check(CHECKS / "whitelist-mode.json"), "telegram")
    assert (shut["telegram_tcp_blocking"], shut["telegram_http_blocking"]) == (True, True)
    missing = keys_of(load_check(CHECKS / "whatsapp-dns-nxdomain.json"), "whatsapp")
    queries = missing["queries"]
    assert isinstance(queries, list)
    assert "dns_nxdomain_error" in {query["failure"] for query in queries}
    assert (missing["whatsapp_web_status"], missing["whatsapp_web_failure"]) == ("blocked", "dns_nxdomain_error")
    assert missing["whatsapp_endpoints_status"] == "blocked"
    assert missing["whatsapp_endpoints_blocked"] == ["e1.whatsapp.net"]


def test_lookups_say_who_was_asked_and_how() -> None:
    """df-002: the engines getaddrinfo, udp, tcp and doh, and the address of a resolver asked in the clear."""
    queries = keys_of(load_check(CHECKS / "russia-2026.json"), "whatsapp")["queries"]
    assert isinstance(queries, list)
    asked = {(query["engine"], query["resolver_address"]) for query in queries}
    assert {("getaddrinfo", ""), ("doh", "cloudflare"), ("udp", "8.8.8.8:53"), ("tcp", "8.8.8.8:53")} <= asked


def test_times_count_from_the_measurement() -> None:
    clean = load_check(CHECKS / "clean.json")
    for one in make_measurements(clean):
        keys = one["test_keys"]
        assert isinstance(keys, dict)
        times = [row["t"] for kind in ("queries", "tcp_connect", "tls_handshakes") for row in keys[kind]]
        assert 0 <= min(times) <= max(times) <= float(str(one["test_runtime"])) + 0.001


def test_contrasts_of_ours_are_marked_as_such() -> None:
    connects = keys_of(load_check(CHECKS / "telegram-mtproto-dpi.json"), "telegram")["tcp_connect"]
    assert isinstance(connects, list)
    assert {tag for row in connects for tag in row["tags"]} == {"x_neutral_request"}


def test_a_country_that_was_chosen_is_named() -> None:
    assert make_measurements(load_check(CHECKS / "clean.json"), "RU")[0]["probe_cc"] == "RU"


def test_a_file_has_one_object_per_line() -> None:
    lines = format_measurements(load_check(CHECKS / "clean.json")).splitlines()
    assert [json.loads(line)["test_name"] for line in lines] == [
        one["test_name"] for one in make_measurements(load_check(CHECKS / "clean.json"))
    ]
