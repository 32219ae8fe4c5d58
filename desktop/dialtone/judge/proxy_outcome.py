"""What the attempts through a proxy mean. Pure: observations in, an outcome out.

"Works" means that the messenger's app handshake was answered and verified, and nothing less.
"""

from collections.abc import Sequence
from http import HTTPStatus
from ipaddress import ip_address
from typing import NamedTuple

from dialtone.judge.attempts import Attempt, Lookup, addresses_of, attempts_in, numbers
from dialtone.judge.kinds import APP_HANDSHAKE, CERTIFICATE_FAILURES
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact, FactValue
from dialtone.model.host import is_public_address
from dialtone.model.observation import Observation
from dialtone.model.proxy import ProxyOutcome, ProxyResult
from dialtone.model.thresholds import (
    PROXY_ANSWER_ROUND_TRIPS,
    PROXY_ANSWER_SECONDS,
    PROXY_IN_ALL_ROUND_TRIPS,
    PROXY_IN_ALL_SECONDS,
)
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Step, Wire

_MOST_TELLING_FIRST = tuple(ProxyOutcome)
_HERE = frozenset({Failure.UNREACHABLE, Failure.DENIED, Failure.BUG, Failure.NOT_IN_TIME})
"""Failures of this computer or of this program."""
_CUT = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.CLOSED, Failure.STALLED})
_SOCKS_CANNOT_REACH = frozenset({1, 3, 4, 5, 6})
"""RFC 1928, 6: general failure, network or host unreachable, connection refused, TTL expired."""
_HTTP_CANNOT_REACH = frozenset({500, 502, 503, 504})
"""RFC 9110, 15.6: internal server error, bad gateway, service unavailable, gateway timeout."""
_NEEDS_PROOF = frozenset({Wire.MTPROTO, Wire.WHATSAPP_NOISE})
"""Wires whose app handshake any host can learn to answer: no TLS certificate protects it."""
_WEBSOCKETS = {Wire.WEBSOCKET, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET}
_ASK_BY_NAME = _WEBSOCKETS | {Wire.TLS, Wire.HTTPS, Wire.HTTP}
"""Wires of browsers and similar apps: they give the proxy a name, never an address."""
_NAME_DECLINED = frozenset(
    {ProxyOutcome.FORBIDS, ProxyOutcome.REFUSES, ProxyOutcome.LIES, ProxyOutcome.BAD_CERTIFICATE}
)
_SOCKS_NO_LOGIN = 0
"""RFC 1928, 3: no authentication required."""
_OLDER_HELLO = "classic"
"""How `Fact.SHAPE` records the FakeTLS hello of older Telegram apps."""
_UNUSABLE = frozenset({NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL})
_THROUGH = frozenset({ProxyOutcome.WORKS, ProxyOutcome.SLOW})


class _Tried(NamedTuple):
    """One attempt through the proxy, and its outcome."""

    attempt: Attempt
    outcome: ProxyOutcome
    seconds: float
    """Seconds until the app handshake was answered, without the proof of identity after it."""
    by_name: bool
    """Whether the proxy was given the server's name, as apps of this wire do, rather than an address."""


def _judge_attempt(attempt: Attempt, endpoint: Endpoint, network: NetworkVerdict) -> _Tried:
    """Return an attempt with its outcome: it passed if the app handshake was answered, and proved where that is needed.

    A FakeTLS proxy that only passed with the first message of older apps does not count as one that works.
    """
    seconds = sum(o.seconds for o in attempt.steps if o.step is not Step.PROOF)
    answer = attempt.passed(APP_HANDSHAKE[endpoint.wire])
    lacks_proof = endpoint.wire in _NEEDS_PROOF and attempt.passed(Step.PROOF) is None
    if answer is None or lacks_proof:
        outcome = _judge_failure(attempt, answer, network)
    elif attempt.fact(Step.PROXY, Fact.SHAPE) == _OLDER_HELLO:
        outcome = ProxyOutcome.OLDER_HELLO
    elif _is_slow(answer.seconds, seconds, network.round_trip):
        outcome = ProxyOutcome.SLOW
    else:
        outcome = ProxyOutcome.WORKS
    by_name = endpoint.wire in _ASK_BY_NAME and attempt.fact(Step.PROXY, Fact.ASKED_FOR) == endpoint.host
    return _Tried(attempt, outcome, seconds, by_name)


def _is_slow(answer_seconds: float, seconds: float, round_trip: float) -> bool:
    """Return whether the answer of the app handshake came late, or the attempt took long in all.

    People notice seconds, whatever the reason. Where each round trip of the line takes long (`round_trip`, in seconds),
    an attempt takes several of these without any fault of the proxy.
    """
    is_answer_late = answer_seconds >= max(PROXY_ANSWER_SECONDS, PROXY_ANSWER_ROUND_TRIPS * round_trip)
    is_slow_in_all = seconds >= max(PROXY_IN_ALL_SECONDS, PROXY_IN_ALL_ROUND_TRIPS * round_trip)
    return is_answer_late or is_slow_in_all


def _judge_failure(attempt: Attempt, answer: Observation | None, network: NetworkVerdict) -> ProxyOutcome:
    """Return what the proxy did wrong, by the step that failed.

    `answer`: the answer to the app handshake, if there was one and only the proof of identity is missing.
    """
    last = attempt.last
    # Where no certificate passes, it is not the proxy's fault.
    none_passes = network.status is NetworkStatus.INTERCEPTED or NetworkFlag.CLOCK_WRONG in network.flags
    if last.failure in (None, *_HERE) or (none_passes and last.failure in CERTIFICATE_FAILURES):
        return ProxyOutcome.UNKNOWN
    if last.step is Step.TCP:
        return ProxyOutcome.DEAD
    if last.step is Step.PROXY:
        return _judge_entrance(last)
    if last.step is Step.PROOF:
        return _judge_proof(last, answer)
    if last.failure in _CUT:
        # If the proxy has no handshake of its own, its silence may also mean that it does not know the secret.
        has_handshake = attempt.find(Step.PROXY) is not None
        return ProxyOutcome.CANNOT_REACH if has_handshake else ProxyOutcome.SILENT
    # An alert or an error of a web server comes from beyond the proxy; any other answer is not the messenger's.
    failed_beyond_proxy = last.failure in (Failure.ALERT, Failure.HTTP_ERROR)
    return ProxyOutcome.CANNOT_REACH if failed_beyond_proxy else ProxyOutcome.LIES


def _judge_proof(proof: Observation, answer: Observation | None) -> ProxyOutcome:
    """Return what a failed proof of identity means. `answer`: to the app handshake."""
    # Telegram's error code is four bytes that any host can send.
    if answer is not None and str(answer.facts.get(Fact.ANSWER, "")).startswith("error"):
        return ProxyOutcome.CANNOT_REACH
    is_false = proof.failure is Failure.BAD_ANSWER and Fact.PROOF not in proof.facts
    return ProxyOutcome.LIES if is_false else ProxyOutcome.UNPROVED


def _judge_entrance(entrance: Observation) -> ProxyOutcome:
    """Return what a failure in the proxy's own handshake means."""
    facts = entrance.facts
    if entrance.failure is Failure.DECLINED:
        return _judge_decline(facts.get(Fact.REPLY), facts.get(Fact.STATUS))
    if entrance.failure in CERTIFICATE_FAILURES:
        return ProxyOutcome.BAD_CERTIFICATE
    if entrance.failure in _CUT:
        if Fact.SHAPE in facts:
            return ProxyOutcome.HELLO_UNANSWERED
        # It asked for no login or accepted ours, so it is a live SOCKS proxy that cannot connect onwards.
        let_us_in = facts.get(Fact.METHOD) == _SOCKS_NO_LOGIN or facts.get(Fact.LOGIN) is True
        return ProxyOutcome.CANNOT_REACH if let_us_in else ProxyOutcome.SILENT
    return ProxyOutcome.WRONG_SECRET if facts.get(Fact.LOOKS_LIKE_TLS) else ProxyOutcome.LIES


def _judge_decline(socks_reply: FactValue | None, http_status: FactValue | None) -> ProxyOutcome:
    """Return what the code means with which a proxy declined; None for the protocol that it does not speak.

    It cannot connect, it wants a login (which SOCKS says without a code), or a rule forbids what was asked for.
    """
    if socks_reply in _SOCKS_CANNOT_REACH or http_status in _HTTP_CANNOT_REACH:
        return ProxyOutcome.CANNOT_REACH
    wants_login = socks_reply is None and http_status in (None, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED)
    return ProxyOutcome.REFUSES if wants_login else ProxyOutcome.FORBIDS


def judge_through_proxy(
    messenger: str,
    endpoints: Sequence[Endpoint],
    observations: Sequence[Observation],
    network: NetworkVerdict,
    host: str = "",
) -> ProxyResult:
    """Judge one messenger through the proxy, from all attempts at its endpoints.

    `host`: the proxy's name, empty if it has only an address. It is looked up once, for whichever messenger came first.
    """
    by_id = {endpoint.id: endpoint for endpoint in endpoints}
    attempts = attempts_in(o for o in observations if o.endpoint in by_id and o.step is not Step.DNS)
    if not attempts:
        lookups = [o for o in observations if o.endpoint in by_id or (o.step is Step.DNS and Lookup(o).name == host)]
        outcome = _excuse_proxy(_judge_lookups(lookups), network)
        return ProxyResult(messenger, outcome, observations=tuple(o.number for o in lookups))
    tried = _without_passes_by_address([_judge_attempt(t, by_id[t.endpoint], network) for t in attempts])
    outcome = min((t.outcome for t in tried), key=_MOST_TELLING_FIRST.index)
    with_outcome = [t for t in tried if t.outcome is outcome]
    observed = numbers(t.attempt for t in with_outcome)
    if outcome not in _THROUGH:
        return ProxyResult(messenger, _excuse_proxy(outcome, network), observations=observed)
    fastest = min(with_outcome, key=lambda t: t.seconds)
    return ProxyResult(messenger, outcome, round(fastest.seconds, 3), fastest.attempt.steps[0].target, observed)


def _without_passes_by_address(tried: Sequence[_Tried]) -> list[_Tried]:
    """Return the attempts without those that passed by address where the proxy declined the name: apps ask by name.

    A proxy that cannot resolve a name is different: many apps resolve names themselves.
    """
    declined = {t.attempt.endpoint for t in tried if t.by_name and t.outcome in _NAME_DECLINED}
    return [t for t in tried if t.by_name or t.outcome not in _THROUGH or t.attempt.endpoint not in declined]


def _judge_lookups(lookups: Sequence[Observation]) -> ProxyOutcome:
    """Return the outcome where nothing could be tried: only names were looked up, if anything."""
    addresses = [ip_address(address) for lookup in lookups for address in addresses_of(lookup)]
    if addresses and not any(map(is_public_address, addresses)):
        return ProxyOutcome.OWN_NETWORK
    all_failed = lookups and not any(lookup.ok for lookup in lookups)
    return ProxyOutcome.NO_NAME if all_failed else ProxyOutcome.UNKNOWN


def judge_proxy(results: Sequence[ProxyResult]) -> ProxyOutcome:
    """Sum up all messengers: the shared outcome, "partly" if only some got through, else the most telling one."""
    outcomes = {result.outcome for result in results}
    if len(outcomes) == 1:
        return outcomes.pop()
    if outcomes & _THROUGH:
        return ProxyOutcome.SLOW if outcomes <= _THROUGH else ProxyOutcome.PARTLY
    return min(outcomes, key=_MOST_TELLING_FIRST.index)


def _excuse_proxy(outcome: ProxyOutcome, network: NetworkVerdict) -> ProxyOutcome:
    """Return the outcome of a failure; if the line itself is down, it says nothing about the proxy."""
    finds_no_name = outcome is ProxyOutcome.NO_NAME and network.status is NetworkStatus.DNS_DOWN
    return ProxyOutcome.NETWORK_UNUSABLE if network.status in _UNUSABLE or finds_no_name else outcome
