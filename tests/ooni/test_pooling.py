"""Measurements of one network together: what one of them cannot prove, several can."""

from collections import Counter

from dialtone.model.vocabulary import Cause, Function, FunctionStatus
from ooni.comparing import Said, compare
from ooni.judging import judge
from ooni.pooling import Pools
from ooni.reading import Measurement
from ooni.samples import centres, connect, joined, measurement, query, request


def _forged(**envelope: object) -> Measurement:
    """Return Telegram's page led to an address of documentation, where nothing answers; its data centres answer."""
    web = {
        "queries": query("web.telegram.org", "203.0.113.9"),
        "tcp_connect": [connect("203.0.113.9", 443, "generic_timeout_error")],
        "requests": [request("https://web.telegram.org/", 0, "generic_timeout_error")],
    }
    flags = {"telegram_tcp_blocking": False, "telegram_http_blocking": False, "telegram_web_status": "blocked"}
    return measurement("telegram", "0.3.1", {**joined(centres(None), web), **flags}, **envelope)


def _add(pools: Pools, found: Measurement) -> None:
    judged = judge(found)
    pools.add(judged, compare(judged))


def test_several_prove_what_one_cannot() -> None:
    alone = judge(_forged()).verdict.function(Function.WEB)
    assert alone is not None
    assert alone.status is FunctionStatus.UNKNOWN
    pools = Pools()
    for _ in range(3):
        _add(pools, _forged())
    (pooled,) = pools.judged()
    web = pooled.verdict.function(Function.WEB)
    assert web is not None
    assert (web.status, web.causes[0]) == (FunctionStatus.BLOCKED, Cause.DNS_FORGED)
    assert (pooled.measurements, pooled.flags["web"]) == (3, Counter({Said.BLOCKED: 3}))


def test_other_days_and_networks_and_unknown_lines_stay_apart() -> None:
    pools = Pools()
    _add(pools, _forged(measurement_start_time="2026-08-02 10:00:00"))
    for asn in ("AS64500", "AS64501", "AS0", "AS0"):
        _add(pools, _forged(probe_asn=asn))
    assert list(pools.judged()) == []
