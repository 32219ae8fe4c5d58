"""The export for researchers: OONI's shape, our own fields marked, nothing that says who or where."""

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dialtone.model.check import Check
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step, Trust, Variant, Wire
from dialtone.store.check_file import load_check
from dialtone.store.ooni import format_measurements
from judge.saved import CHECKS
from shipped_catalogue import shipped_catalogue

STANDARD = {
    *("annotations", "data_format_version", "extensions", "input", "measurement_start_time", "test_start_time"),
    *("test_runtime", "test_name", "test_version", "software_name", "software_version", "probe_asn", "probe_cc"),
    *("probe_ip", "probe_network_name", "resolver_asn", "resolver_ip", "resolver_network_name", "report_id"),
    "test_keys",
}
KEYS = {
    *("queries", "tcp_connect", "tls_handshakes", "requests", "network_events"),
    *("whatsapp_endpoints_status", "whatsapp_endpoints_blocked", "whatsapp_endpoints_dns_inconsistent"),
    *("whatsapp_web_status", "whatsapp_web_failure", "registration_server_status", "registration_server_failure"),
    *("telegram_tcp_blocking", "telegram_http_blocking", "telegram_web_status", "telegram_web_failure"),
    *("signal_backend_status", "signal_backend_failure"),
}


def make_measurements(check: Check, country: str = "") -> list[dict[str, Any]]:
    return [json.loads(line) for line in format_measurements(check, country).splitlines()]


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
    lines = format_measurements(load_check(CHECKS / "clean.json"), "").splitlines()
    assert [json.loads(line)["test_name"] for line in lines] == [
        one["test_name"] for one in make_measurements(load_check(CHECKS / "clean.json"))
    ]


# Each flag of OONI's tests, by OONI's definition: works, blocked, the name removed, not tested


CLEAN = load_check(CHECKS / "clean.json")
TIMEOUT, RESET, GONE, LATE = Failure.TIMEOUT, Failure.RESET, Failure.NO_SUCH_NAME, Failure.NOT_IN_TIME
E1, WEB, TELEGRAM_WEB, CHAT = "e1.whatsapp.net", "web.whatsapp.com", "web.telegram.org", "chat.signal.org"
HERE, ELSEWHERE = "157.240.0.35", "10.10.34.35"
B_GRAPH, EDGE, MEDIA = "b-graph.facebook.com", "edge-mqtt.facebook.com", "scontent.xx.fbcdn.net"


class Seen:
    """What a check saw of one messenger, written step by step."""

    def __init__(self, messenger: str) -> None:
        self._messenger = messenger
        self._rows: list[Observation] = []
        self._attempt = 0

    def _row(self, endpoint: str, step: Step, target: str, failure: Failure | None, **more: object) -> None:
        variant = more.pop("variant", Variant.APP)
        assert isinstance(variant, Variant)
        facts: Facts = {}
        for key, value in more.items():
            assert isinstance(value, str | int | bool | tuple)
            facts[Fact(key.rstrip("_"))] = value
        number = len(self._rows) + 1
        full = f"{self._messenger}/{endpoint}"
        at = (self._attempt, variant)
        self._rows.append(Observation(number, self._messenger, full, step, target, 1, 0.1, failure, facts, *at))

    def name(self, endpoint: str, name: str, failure: Failure | None = None, address: str = HERE) -> "Seen":
        """The system's answer, of both families."""
        self._attempt += 1
        known = {} if failure else {"addresses": (address,)}
        self._row(endpoint, Step.DNS, f"{name}@system", failure, family=4, **known)
        self._row(endpoint, Step.DNS, f"{name}@system", failure or Failure.NO_ADDRESS, family=6)
        return self

    def trusted(self, endpoint: str, name: str) -> "Seen":
        self._attempt += 1
        self._row(endpoint, Step.DNS, f"{name}@cloudflare", None, transport="https", addresses=(HERE,))
        return self

    def connects(
        self, endpoint: str, *steps: Step, port: int = 443, failure: Failure | None = None, by: str = "system"
    ) -> "Seen":
        """A connection, step after step; the failure is the last one's."""
        return self.at(HERE, endpoint, *steps, port=port, failure=failure, by=by)

    def at(
        self,
        address: str,
        endpoint: str,
        *steps: Step,
        port: int = 443,
        failure: Failure | None = None,
        by: str = "built_in",
        variant: Variant = Variant.APP,
    ) -> "Seen":
        self._attempt += 1
        whole = (Step.TCP, *steps)
        for number, step in enumerate(whole):
            last = number == len(whole) - 1
            facts = {"from_": by} if step is Step.TCP else {}
            target = f"{address}:{port}"
            self._row(endpoint, step, target, failure if last else None, variant=variant, **facts)
        return self

    def flags(self) -> dict[str, object]:
        verdict = replace(CLEAN.messengers[0], messenger=self._messenger)
        check: Check = replace(CLEAN, messengers=(verdict,), observations=tuple(self._rows))
        (one,) = make_measurements(check)
        keys = one["test_keys"]
        assert isinstance(keys, dict)
        return keys


PAGE = (Step.TLS, Step.HTTP, Step.FLOW)


whatsapp, telegram = partial(Seen, "whatsapp"), partial(Seen, "telegram")
signal, facebook = partial(Seen, "signal"), partial(Seen, "facebook_messenger")


def e1() -> Seen:
    return whatsapp().name("noise-e", E1)


@pytest.mark.parametrize(
    ("seen", "status", "blocked"),
    [
        (e1().connects("noise-e", Step.NOISE), "ok", []),
        (e1().connects("noise-e", Step.NOISE, failure=RESET), "ok", []),  # OONI connects and says nothing
        (e1().connects("noise-e", failure=TIMEOUT).connects("noise-e", port=5222), "ok", []),
        (e1().connects("noise-e", failure=TIMEOUT).connects("noise-e", port=5222, failure=TIMEOUT), "blocked", [E1]),
        (whatsapp().name("noise-e", E1, GONE), "blocked", [E1]),
        (whatsapp().name("noise-e", E1, GONE).connects("noise-e", Step.NOISE, by="trusted"), "blocked", [E1]),
        (whatsapp(), None, []),
        (whatsapp().name("noise-e", E1, LATE), None, []),
        (e1().connects("noise-e", failure=TIMEOUT), None, []),  # the other port was not tried
        (e1().connects("noise-e", failure=LATE), None, []),
        (whatsapp().name("noise-g", "g.whatsapp.net").connects("noise-g", Step.NOISE), None, []),  # not OONI's
    ],
)
def test_whatsapp_endpoints(seen: Seen, status: str | None, blocked: list[str]) -> None:
    found = seen.flags()
    assert (found["whatsapp_endpoints_status"], found["whatsapp_endpoints_blocked"]) == (status, blocked)
    assert found["whatsapp_endpoints_dns_inconsistent"] == []


def test_whatsapps_registration_is_not_tested() -> None:
    found = e1().connects("noise-e").flags()
    assert (found["registration_server_status"], found["registration_server_failure"]) == (None, None)


PAGES = [
    (whatsapp, "web-page", WEB, "whatsapp_web"),
    (telegram, "web-page", TELEGRAM_WEB, "telegram_web"),
    (signal, "chat", CHAT, "signal_backend"),
]


@pytest.mark.parametrize(("messenger", "endpoint", "host", "key"), PAGES, ids=[row[3] for row in PAGES])
@pytest.mark.parametrize(
    ("story", "status", "failure"),
    [
        ("works", "ok", None),
        ("server in trouble", "ok", None),
        ("second try", "ok", None),
        ("connect fails", "blocked", "generic_timeout_error"),
        ("handshake fails", "blocked", "connection_reset"),
        ("answer stops", "blocked", "generic_timeout_error"),
        ("certificate", "blocked", "ssl_unknown_authority"),
        ("name removed", "blocked", "dns_nxdomain_error"),
        ("name removed, reached elsewhere", "blocked", "dns_nxdomain_error"),
        ("reached by other addresses alone", None, None),
        ("no time for the name", None, None),
        ("no time", None, None),
        ("not tested", None, None),
    ],
)
def test_pages(
    messenger: Callable[[], Seen],
    endpoint: str,
    host: str,
    key: str,
    story: str,
    status: str | None,
    failure: str | None,
) -> None:
    seen = messenger()
    known = seen if story == "not tested" else seen.name(endpoint, host, _fate_of_name(story))
    if story in ("works", "second try"):
        if story == "second try":
            known.connects(endpoint, failure=TIMEOUT)
        known.connects(endpoint, *PAGE)
    elif "elsewhere" in story or "other addresses" in story:
        known.connects(endpoint, *PAGE, by="trusted")
    elif story in _ENDS:
        steps, how = _ENDS[story]
        known.connects(endpoint, *steps, failure=how)
    found = known.flags()
    assert (found[f"{key}_status"], found[f"{key}_failure"]) == (status, failure)


def _fate_of_name(story: str) -> Failure | None:
    return GONE if "removed" in story else LATE if story == "no time for the name" else None


_ENDS: dict[str, tuple[tuple[Step, ...], Failure]] = {
    "server in trouble": ((Step.TLS, Step.HTTP), Failure.HTTP_ERROR),
    "connect fails": ((), TIMEOUT),
    "handshake fails": ((Step.TLS,), RESET),
    "answer stops": (PAGE, Failure.STALLED),
    "certificate": ((Step.TLS,), Failure.CERT_UNTRUSTED),
    "no time": ((Step.TLS,), LATE),
}


def test_whatsapps_web_chat_is_not_its_page() -> None:
    seen = whatsapp().name("web-chat", WEB).connects("web-chat", Step.TLS, Step.WEBSOCKET, Step.NOISE)
    assert seen.flags()["whatsapp_web_status"] is None
    assert seen.connects("web-page", Step.TLS, failure=RESET).flags()["whatsapp_web_status"] == "blocked"


DC2, DC4 = "149.154.167.51", "149.154.167.91"


@pytest.mark.parametrize(
    ("seen", "tcp", "http"),
    [
        (telegram().at(DC2, "dc2", Step.MTPROTO), False, False),
        (telegram().at(DC2, "dc2", failure=TIMEOUT).at(DC4, "dc4", Step.MTPROTO), False, False),
        (telegram().at(DC2, "dc2", failure=TIMEOUT).at(DC4, "dc4", port=80, failure=TIMEOUT), True, True),
        # Telegram's own protocol is filtered, a plain request is not: OONI sends plain requests.
        (
            telegram()
            .at(DC2, "dc2", Step.MTPROTO, failure=TIMEOUT)
            .at(DC2, "dc2", Step.HTTP, port=80, variant=Variant.NEUTRAL_REQUEST),
            False,
            False,
        ),
        (
            telegram()
            .at(DC2, "dc2", Step.MTPROTO, failure=TIMEOUT)
            .at(DC2, "dc2", Step.HTTP, port=80, failure=TIMEOUT, variant=Variant.NEUTRAL_REQUEST),
            False,
            True,
        ),
        (telegram().at(DC2, "dc2", Step.MTPROTO, failure=TIMEOUT), False, None),  # nobody sent a request
        (telegram().at(DC2, "dc2", failure=LATE), None, None),
        (telegram().at("91.105.192.100", "media-dc", failure=TIMEOUT), None, None),  # not OONI's
        (telegram().at(DC2, "dc2", Step.MTPROTO, port=5222), None, None),  # nor this port
        (telegram().name("web-page", TELEGRAM_WEB, GONE), None, None),
        (telegram(), None, None),
    ],
)
def test_telegrams_data_centres(seen: Seen, tcp: bool | None, http: bool | None) -> None:
    found = seen.flags()
    assert (found["telegram_tcp_blocking"], found["telegram_http_blocking"]) == (tcp, http)


def edge(failure: Failure | None = None, address: str = HERE) -> Seen:
    return facebook().name("phone-chat", EDGE, failure, address)


@pytest.mark.parametrize(
    ("seen", "consistent", "reachable", "dns", "tcp"),
    [
        (edge().connects("phone-chat", Step.TLS), True, True, False, False),
        (edge().connects("phone-chat", failure=TIMEOUT).trusted("phone-chat", EDGE), True, False, False, True),
        # Some address that does not answer: forged, or Facebook's and blocked.
        (edge(address=ELSEWHERE).connects("phone-chat", failure=TIMEOUT), None, None, None, None),
        (edge(GONE), False, None, True, False),
        (edge(GONE).connects("phone-chat", Step.TLS, by="trusted"), False, None, True, False),
        (edge(LATE), None, None, None, None),
        (facebook(), None, None, None, None),
    ],
)
def test_messenger(
    seen: Seen, consistent: bool | None, reachable: bool | None, dns: bool | None, tcp: bool | None
) -> None:
    found = seen.flags()
    assert (found["facebook_edge_dns_consistent"], found["facebook_edge_reachable"]) == (consistent, reachable)
    assert (found["facebook_dns_blocking"], found["facebook_tcp_blocking"]) == (dns, tcp)
    for word in ("b_api", "external_cdn", "star", "stun"):
        assert (found[f"facebook_{word}_dns_consistent"], found[f"facebook_{word}_reachable"]) == (None, None)


def test_one_host_of_messenger_is_enough_for_a_block() -> None:
    seen = edge().connects("phone-chat", Step.TLS).name("media", MEDIA, GONE)
    seen.name("phone-api", B_GRAPH).trusted("phone-api", B_GRAPH).connects("phone-api", failure=RESET)
    found = seen.flags()
    assert (found["facebook_edge_reachable"], found["facebook_b_graph_reachable"]) == (True, False)
    assert found["facebook_scontent_cdn_dns_consistent"] is False
    assert (found["facebook_dns_blocking"], found["facebook_tcp_blocking"]) == (True, True)


def test_the_endpoints_meant_are_in_the_catalogue() -> None:
    """Where one goes, its flag is null for ever: then this says so."""
    known = {e.id: e for m in shipped_catalogue().messengers for e in m.endpoints}
    pages = (("whatsapp/web-page", WEB), ("telegram/web-page", TELEGRAM_WEB), ("signal/chat", CHAT))
    for name, host in pages:
        assert (known[name].host, known[name].wire) == (host, Wire.HTTPS)
    assert known["signal/chat"].trust is Trust.SIGNAL
    others = (("whatsapp/noise-e", E1), ("facebook_messenger/phone-api", B_GRAPH))
    for name, host in (*others, ("facebook_messenger/phone-chat", EDGE), ("facebook_messenger/media", MEDIA)):
        assert known[name].host == host
    assert DC2 in known["telegram/dc2"].addresses
