"""The export for researchers: OONI's shape, our own fields marked, nothing that says who or where."""

import json
import re
from pathlib import Path

import pytest

from dialtone.model.check import Check
from dialtone.store.check_file import load_check
from dialtone.store.ooni import measurements, measurements_text
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
    (found,) = [one for one in measurements(check) if one["test_name"] == name]
    keys = found["test_keys"]
    assert isinstance(keys, dict)
    return keys


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.json")), ids=lambda p: p.stem)
def test_the_shape_is_oonis_and_what_is_ours_says_so(path: Path) -> None:
    made = measurements(load_check(path))
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
    assert whatsapp["whatsapp_web_status"] == "ok"
    assert (telegram["telegram_tcp_blocking"], telegram["telegram_http_blocking"]) == (False, False)
    assert signal["signal_backend_status"] == "ok"


def test_what_is_filtered_is_an_anomaly_there_too() -> None:
    filtered = keys_of(load_check(CHECKS / "telegram-mtproto-dpi.json"), "telegram")
    assert (filtered["telegram_tcp_blocking"], filtered["telegram_http_blocking"]) == (False, True)
    missing = keys_of(load_check(CHECKS / "whatsapp-dns-nxdomain.json"), "whatsapp")
    queries = missing["queries"]
    assert isinstance(queries, list)
    assert "dns_nxdomain_error" in {query["failure"] for query in queries}


def test_a_country_that_was_chosen_is_named() -> None:
    assert measurements(load_check(CHECKS / "clean.json"), "RU")[0]["probe_cc"] == "RU"


def test_a_file_has_one_object_per_line() -> None:
    lines = measurements_text(load_check(CHECKS / "clean.json")).splitlines()
    assert [json.loads(line)["test_name"] for line in lines] == [
        one["test_name"] for one in measurements(load_check(CHECKS / "clean.json"))
    ]
