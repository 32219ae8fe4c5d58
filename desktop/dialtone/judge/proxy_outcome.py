"""What the attempts through a proxy mean. Pure: observations in, an outcome out.

"Works" means that the messenger's app handshake was answered and verified, and nothing less.
"""

from collections.abc import Sequence
from ipaddress import ip_address

from dialtone.judge.attempts import APP_HANDSHAKE, CERTIFICATE_FAILURES, Attempt, addresses_of, attempts_in, numbers
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.host import is_public_address
from dialtone.model.observation import Observation
from dialtone.model.proxy import ProxyOutcome, ProxyResult
from dialtone.model.thresholds import PROXY_ANSWER, PROXY_ANSWER_ROUND_TRIPS, PROXY_IN_ALL, PROXY_IN_ALL_ROUND_TRIPS
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Step, Wire

_MOST_TELLING_FIRST = tuple(ProxyOutcome)
_HERE = frozenset({Failure.UNREACHABLE, Failure.DENIED, Failure.BUG, Failure.NOT_IN_TIME})
"""Failures of this computer or of this program."""
_CUT = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.CLOSED, Failure.STALLED})
_SOCKS_CANNOT = frozenset({1, 3, 4, 5, 6})  # RFC 1928: general failure, unreachable, refused, TTL expired
_HTTP_CANNOT = frozenset({500, 502, 503, 504})
_NEEDS_PROOF = frozenset({Wire.MTPROTO, Wire.WHATSAPP_NOISE})
"""Wires whose app handshake any host can learn to answer: no TLS certificate protects it."""
_ASK_BY_NAME = frozenset(
    {Wire.TLS, Wire.HTTPS, Wire.HTTP, Wire.WEBSOCKET, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET}
)
"""Wires of browsers and similar apps: they give the proxy a name, never an address."""
_NAME_DECLINED = frozenset(
    {ProxyOutcome.FORBIDS, ProxyOutcome.REFUSES, ProxyOutcome.LIES, ProxyOutcome.BAD_CERTIFICATE}
)
_SOCKS_NO_LOGIN, _HTTP_LOGIN = 0, 407
"""RFC 1928, 3: no authentication required; RFC 9110, 15.5.8: proxy authentication required."""
_OLDER_HELLO = "classic"
_UNUSABLE = frozenset({NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL})
_THROUGH = frozenset({ProxyOutcome.WORKS, ProxyOutcome.SLOW})


class _ProxiedAttempt:
    """One attempt through the proxy, and its outcome."""

    def __init__(self, attempt: Attempt, endpoint: Endpoint, network: NetworkVerdict) -> None:
        self.attempt, self.last, self.endpoint = attempt, attempt.last, endpoint
        self.entrance = attempt.find(Step.PROXY)
        """The handshake with the proxy itself, if its protocol has one."""
        self.seconds = sum(o.seconds for o in attempt.steps if o.step is not Step.PROOF)
        """Seconds until the app handshake was answered, without the proof of identity after it."""
        asked_for = self.entrance.facts.get(Fact.ASKED_FOR) if self.entrance is not None else None
        self.by_name = endpoint.wire in _ASK_BY_NAME and asked_for == endpoint.host
        """Whether the proxy was given the server's name, as apps of this wire do, rather than an address."""
        self.answered = attempt.passed(APP_HANDSHAKE[endpoint.wire])
        """The answer to the app handshake; None if there was none."""
        proved = endpoint.wire not in _NEEDS_PROOF or attempt.passed(Step.PROOF) is not None
        if self.answered is not None and proved:
            self.outcome = self._judge_success(self.answered, network.round_trip)
        else:
            self.outcome = self._judge_failure(network)

    def _judge_success(self, answer: Observation, round_trip: float) -> ProxyOutcome:
        """Return how well it works. `round_trip`: seconds to a host abroad without the proxy."""
        if self.entrance is not None and self.entrance.facts.get(Fact.SHAPE) == _OLDER_HELLO:
            return ProxyOutcome.OLDER_HELLO
        late_answer = answer.seconds >= max(PROXY_ANSWER, PROXY_ANSWER_ROUND_TRIPS * round_trip)
        slow_in_all = self.seconds >= max(PROXY_IN_ALL, PROXY_IN_ALL_ROUND_TRIPS * round_trip)
        return ProxyOutcome.SLOW if late_answer or slow_in_all else ProxyOutcome.WORKS

    def _judge_failure(self, network: NetworkVerdict) -> ProxyOutcome:
        """Return what the proxy did wrong, by the step that failed; where no certificate passes, it is not its own."""
        none_passes = network.status is NetworkStatus.INTERCEPTED or NetworkFlag.CLOCK_WRONG in network.flags
        if self.last.failure in (None, *_HERE) or (none_passes and self.last.failure in CERTIFICATE_FAILURES):
            return ProxyOutcome.UNKNOWN
        if self.last.step is Step.TCP:
            return ProxyOutcome.DEAD
        if self.last.step is Step.PROXY:
            return _judge_entrance(self.last)
        if self.last.step is Step.PROOF:
            return self._judge_proof()
        if self.last.failure in _CUT:
            # If the proxy has no handshake of its own, its silence may also mean that it does not know the secret.
            return ProxyOutcome.SILENT if self.entrance is None else ProxyOutcome.CANNOT_REACH
        failed_beyond_proxy = self.last.failure in (Failure.ALERT, Failure.HTTP_ERROR)
        return ProxyOutcome.CANNOT_REACH if failed_beyond_proxy else ProxyOutcome.LIES

    def _judge_proof(self) -> ProxyOutcome:
        """Return the outcome if the app handshake was answered, but the server did not prove to be the messenger's."""
        # Telegram's error code is four bytes that any host can send.
        if self.answered is not None and str(self.answered.facts.get(Fact.ANSWER, "")).startswith("error"):
            return ProxyOutcome.CANNOT_REACH
        is_false = self.last.failure is Failure.BAD_ANSWER and Fact.PROOF not in self.last.facts
        return ProxyOutcome.LIES if is_false else ProxyOutcome.UNPROVED


def _judge_entrance(entrance: Observation) -> ProxyOutcome:
    """Return what a failure in the proxy's own handshake means."""
    facts = entrance.facts
    if entrance.failure is Failure.DECLINED:  # it cannot connect, it wants a password, or a rule forbids it
        reply, status = facts.get(Fact.REPLY), facts.get(Fact.STATUS)
        if reply in _SOCKS_CANNOT or status in _HTTP_CANNOT:
            return ProxyOutcome.CANNOT_REACH
        wants_login = reply is None and status in (None, _HTTP_LOGIN)
        return ProxyOutcome.REFUSES if wants_login else ProxyOutcome.FORBIDS
    if entrance.failure in CERTIFICATE_FAILURES:
        return ProxyOutcome.BAD_CERTIFICATE
    if entrance.failure in _CUT:
        if Fact.SHAPE in facts:
            return ProxyOutcome.HELLO_UNANSWERED
        # It asked for no login or accepted ours, so it is a live SOCKS proxy that cannot connect onwards.
        let_us_in = facts.get(Fact.METHOD) == _SOCKS_NO_LOGIN or facts.get(Fact.LOGIN) is True
        return ProxyOutcome.CANNOT_REACH if let_us_in else ProxyOutcome.SILENT
    return ProxyOutcome.WRONG_SECRET if facts.get(Fact.LOOKS_LIKE_TLS) else ProxyOutcome.LIES


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
    tried = attempts_in(o for o in observations if o.endpoint in by_id and o.step is not Step.DNS)
    attempts = _leave_out_unlike_apps([_ProxiedAttempt(t, by_id[t.endpoint], network) for t in tried])
    if not attempts:
        lookups = [o for o in observations if o.endpoint in by_id or _is_lookup(o, host)]
        outcome = _judge_unconnected(lookups)
        return ProxyResult(messenger, _excuse_proxy(outcome, network), observations=tuple(o.number for o in lookups))
    outcome = min((proxied.outcome for proxied in attempts), key=_MOST_TELLING_FIRST.index)
    telling = [proxied for proxied in attempts if proxied.outcome is outcome]
    observed = numbers(proxied.attempt for proxied in telling)
    if outcome not in _THROUGH:
        return ProxyResult(messenger, _excuse_proxy(outcome, network), observations=observed)
    fastest = min(telling, key=lambda proxied: proxied.seconds)
    return ProxyResult(messenger, outcome, round(fastest.seconds, 3), fastest.attempt.steps[0].target, observed)


def _leave_out_unlike_apps(attempts: Sequence[_ProxiedAttempt]) -> list[_ProxiedAttempt]:
    """Return the attempts without those that passed by address where the proxy declined the name: apps ask by name.

    A proxy that cannot resolve a name is different: many apps resolve names themselves.
    """
    declined = {t.endpoint.id for t in attempts if t.by_name and t.outcome in _NAME_DECLINED}
    return [t for t in attempts if t.by_name or t.outcome not in _THROUGH or t.endpoint.id not in declined]


def _judge_unconnected(lookups: Sequence[Observation]) -> ProxyOutcome:
    """Return what it means that no connection to the proxy was tried, from the lookups of its name."""
    addresses = [ip_address(address) for o in lookups for address in addresses_of(o)]
    if addresses and not any(map(is_public_address, addresses)):
        return ProxyOutcome.OWN_NETWORK
    return ProxyOutcome.NO_NAME if lookups and not any(o.ok for o in lookups) else ProxyOutcome.UNKNOWN


def _is_lookup(observation: Observation, host: str) -> bool:
    """Return whether this is a lookup of a name."""
    return observation.step is Step.DNS and observation.target.rpartition("@")[0] == host


def judge_proxy(results: Sequence[ProxyResult]) -> ProxyOutcome:
    """Sum up all messengers: the shared outcome, "partly" if only some got through, else the most telling one."""
    outcomes = {result.outcome for result in results}
    if len(outcomes) == 1:
        return outcomes.pop()
    if outcomes & _THROUGH:
        return ProxyOutcome.SLOW if outcomes <= _THROUGH else ProxyOutcome.PARTLY
    return min(outcomes, key=_MOST_TELLING_FIRST.index)


def _excuse_proxy(outcome: ProxyOutcome, network: NetworkVerdict) -> ProxyOutcome:
    """Return the outcome; if the line itself is down, a failure says nothing about the proxy."""
    finds_no_name = outcome is ProxyOutcome.NO_NAME and network.status is NetworkStatus.DNS_DOWN
    unusable = outcome not in _THROUGH and network.status in _UNUSABLE
    return ProxyOutcome.NETWORK_UNUSABLE if unusable or finds_no_name else outcome
