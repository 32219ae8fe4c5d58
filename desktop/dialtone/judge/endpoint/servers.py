"""A messenger's servers: how far away they are, what they say of the service, and which tries there are cut off."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from http import HTTPStatus

from dialtone.judge.attempts import Attempt, AttemptIndex, figure
from dialtone.judge.kinds import CUT, FORBIDDEN_STATUSES, OWN_PROTOCOLS, TO_THE_SERVER, TRIES, block_of
from dialtone.judge.network.control_results import ControlResults
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    ANSWERED_NEARBY_SHARE,
    CLOSE_SECONDS,
    CUT_FROM_THEN_ON,
    REPEATED,
    SHARE_ATTEMPTS,
    SHARE_CONTRASTS,
    SHARE_ERROR,
    SHARE_MINOR,
    SHARE_RARE,
    SHARE_REPEATS,
)
from dialtone.model.vocabulary import SECURED, Failure, Function, Step, Variant, Weight, Wire

_WEB_STEPS = (Step.HTTP, Step.WEBSOCKET)
_CONNECTION_ENDED = (Failure.RESET, Failure.CLOSED)
_UNCONNECTED = (Failure.TIMEOUT, Failure.REFUSED, Failure.RESET)


class Distances:
    """The seconds that round trips to a messenger's servers take: by connections to them, or as far as others abroad.

    Where something nearby accepts all connections, those show no distance, and are left out.
    """

    def __init__(
        self, index: AttemptIndex, endpoints: Iterable[Endpoint], results: ControlResults, round_trip: float = 0.0
    ) -> None:
        """`round_trip`: that of the network, in seconds, if too few neutral hosts tell how far it is abroad."""
        self._results = results
        self.abroad = results.distance or round_trip
        """The seconds of a round trip to neutral hosts abroad; 0 if unknown."""
        self._connects: dict[str, list[float]] = defaultdict(list)
        """By address block: the seconds of connections to its servers."""
        if not results.connects_are_local:
            for attempt in index.attempts(endpoints, *TO_THE_SERVER):
                if attempt.passed(Step.TCP):
                    self._connects[attempt.block].append(attempt.connect_seconds)

    def nearest(self, address: str) -> float:
        """Return the least seconds that a round trip to an address may take; 0 if that is not known.

        Several connections to its block tell. A single one may have been read late, so the server may be as near as
        hosts abroad, or as neutral hosts of the company that has the address: these may stand at a place nearby.
        """
        connects = self._connects.get(block_of(address), [])
        if len(connects) >= REPEATED:
            return min(connects)
        plausible = [*connects, self.abroad]
        to_company = self._results.round_trip_to_company(address)
        if to_company > 0:
            plausible.append(to_company)
        return min(plausible)

    def farthest(self, address: str) -> float:
        """Return the most seconds that a round trip to an address may take: as to its block, or to hosts abroad."""
        shortest_connect = min(self._connects.get(block_of(address), [0.0]))
        return max(self.abroad, shortest_connect)


def is_sooner(seconds: float, round_trip: float) -> bool:
    """Return whether an answer came sooner than the server's round trip allows: from nearby. Source: ADR 8."""
    return round_trip > CLOSE_SECONDS and seconds < ANSWERED_NEARBY_SHARE * round_trip


class Refusals(Frozen):
    """The attempts in which every web server refuses to serve, of all or of those that a function needs."""

    observed: tuple[Attempt, ...] = ()
    known: tuple[Attempt, ...] = ()
    """Those where a healthy server is known to answer otherwise: by the catalogue, by 451 itself, or as the service of
    one country, which may refuse everyone abroad."""


def find_refusals(endpoints: Sequence[Endpoint], messenger: Messenger, index: AttemptIndex) -> Refusals:
    """Return where every web server refuses: of all of them, and of those that each function needs."""
    found = _find_refusals_of(endpoints, messenger, index, for_browser=False)
    for rule in messenger.functions:
        needed = [e for e in endpoints if any(e.id in group for group in rule.needs)]
        of_rule = _find_refusals_of(needed, messenger, index, for_browser=rule.function is Function.WEB)
        found = Refusals(found.observed + of_rule.observed, found.known + of_rule.known)
    return found


def _find_refusals_of(
    servers: Sequence[Endpoint], messenger: Messenger, index: AttemptIndex, *, for_browser: bool
) -> Refusals:
    """Return the attempts at web servers among these if each of them that answered refuses to serve, else none.

    None either if one of these servers answers apps in their own protocol. And unless a healthy one is known to answer
    otherwise, a refusal means something only if the servers are there for browsers.
    """
    if any(index.answer(e) for e in servers if e.wire in OWN_PROTOCOLS):
        return Refusals()
    web = [e for e in servers if e.wire in (Wire.HTTPS, Wire.WEBSOCKET) and e.weight is not Weight.SPEED]
    tried = ((e, t, _verified_answer(t)) for e in web for t in index.attempts_at(e))
    answered = [(e, t, answer) for e, t, answer in tried if answer is not None]
    if not all(_is_refusal(answer) for _, _, answer in answered):
        return Refusals()
    refusing = tuple(t for _, t, _ in answered)
    if messenger.home or any(_is_known_to_serve(e, answer) for e, _, answer in answered):
        return Refusals(observed=refusing, known=refusing)
    return Refusals(observed=refusing) if for_browser else Refusals()


def _verified_answer(attempt: Attempt) -> Observation | None:
    """Return the HTTP answer of a server whose certificate has a public root, or that has none; else None."""
    answer = next((step for step in attempt.steps if step.step in _WEB_STEPS and figure(step, Fact.STATUS)), None)
    return answer if not attempt.shows_local_root else None


def _is_refusal(answer: Observation) -> bool:
    """Return whether a server refuses to serve (403, 451), rather than to show a bot challenge or its usual page."""
    if answer.facts.get(Fact.CHALLENGE) or answer.facts.get(Fact.TEXT_AS_EXPECTED):
        return False
    return answer.facts[Fact.STATUS] in FORBIDDEN_STATUSES and answer.failure in (None, Failure.BAD_ANSWER)


def _is_known_to_serve(endpoint: Endpoint, refusal: Observation) -> bool:
    """Return whether a refusing server is known to answer otherwise elsewhere: by its entry, or by 451 itself."""
    by_law = refusal.facts[Fact.STATUS] == HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS
    has_other_status = endpoint.healthy and endpoint.healthy not in FORBIDDEN_STATUSES
    return bool(by_law or endpoint.expect_text or has_other_status)


class IdenticalTries(Frozen):
    """Identical tries at one server, by how they ended: their share of passes says what is done to them."""

    passed: tuple[Attempt, ...] = ()
    cut: tuple[Attempt, ...] = ()
    name_contrasts: tuple[Attempt, ...] = ()
    """Contrasts with a neutral name at the same server."""
    swapped: tuple[Attempt, ...] = ()
    """Tries that met an untrusted certificate at an address where others of the same endpoint passed."""

    @property
    def tried(self) -> int:
        """How many tries passed or were cut off."""
        return len(self.passed) + len(self.cut)

    @property
    def is_mixed(self) -> bool:
        """Whether some passed and some were cut off, or met an untrusted certificate."""
        return bool(self.passed and (self.cut or self.swapped))

    @property
    def is_known(self) -> bool:
        """Whether there are enough tries: the share is known to within about 15 points."""
        # One more of each kind: after a few tries no share is certain to be 0 or 1 (rule of succession).
        tried = self.tried + len(self.swapped) + 2
        share = (len(self.passed) + 1) / tried
        return math.sqrt(share * (1 - share) / tried) <= SHARE_ERROR

    @property
    def has_many_tries(self) -> bool:
        """Whether there were at least eight tries, enough to reveal that a share of them is cut off."""
        return self.tried >= SHARE_ATTEMPTS

    @property
    def is_seldom_cut(self) -> bool:
        """Whether, of many tries, next to none was cut off."""
        return self.has_many_tries and len(self.cut) <= SHARE_MINOR * self.tried

    @property
    def seldom_passes(self) -> bool:
        """Whether, of many tries, next to none passed."""
        return self.has_many_tries and len(self.passed) <= SHARE_RARE * self.tried

    @property
    def passed_only_at_first(self) -> bool:
        """Whether tries passed at first, and the many that came later were all cut off."""
        last_pass = max((t.steps[0].started for t in self.passed), default=0.0)
        cut_since = sum(t.steps[0].started > last_pass for t in self.cut)
        return bool(self.passed) and cut_since >= max(CUT_FROM_THEN_ON, len(self.cut))

    @property
    def neutral_names_pass(self) -> bool:
        """Whether neutral names were tried at the same server, and always passed."""
        contrasts = [t for t in self.name_contrasts if t.find(Step.TLS) is not None]
        return len(contrasts) >= SHARE_CONTRASTS and all(t.failure not in CUT for t in contrasts)


def find_identical_tries(
    endpoint: Endpoint,
    endpoints: Iterable[Endpoint],
    index: AttemptIndex,
    attempts: Sequence[Attempt] | None = None,
    *,
    lossy: bool = False,
) -> IdenticalTries:
    """Return which of an endpoint's own tries, and of other tries of the same name and server, passed or were cut off.

    `endpoints`: those of its messenger. `attempts`: its own; None for all. `lossy`: the line loses packets, so that
    silence is no cut.

    Left out are tries that failed to prove the server, and those at addresses from another source than all that passed:
    another host at a forged address always hangs up, while the true server always answers, which is no share.
    """
    own = index.attempts_at(endpoint) if attempts is None else attempts
    same_server = _list_at_same_server(endpoint, endpoints)
    repeats = _repetitions(endpoint, own, index.attempts(same_server, *TRIES))
    own_tries = [t for t in own if t.port == endpoint.port and not (t.last.step is Step.PROOF and t.failure)]
    passed = [*(t for t in own_tries if t.answered(endpoint.wire)), *(t for t in repeats if t.failure is None)]
    origins = {t.origin for t in passed}
    tries = [t for t in (*own_tries, *repeats) if not origins or t.origin in origins]
    alive = {t.target for t in passed}
    tried_often = sum(t.variant is Variant.AGAIN for t in repeats) >= SHARE_REPEATS
    cut = [t for t in tries if _is_cut_off(t, alive, tried_often=tried_often, lossy=lossy)]
    passed_at = {(t.endpoint, t.target) for t in passed}
    return IdenticalTries(
        passed=tuple(passed),
        cut=tuple(_without_dead(cut, alive)),
        name_contrasts=index.attempts(same_server, Variant.NEUTRAL_NAME),
        swapped=tuple(t for t in tries if t.failure is Failure.CERT_UNTRUSTED and (t.endpoint, t.target) in passed_at),
    )


def _list_at_same_server(endpoint: Endpoint, endpoints: Iterable[Endpoint]) -> list[Endpoint]:
    """Return the endpoints, among these, that a filter that reads names cannot tell from this one; at least itself."""
    if endpoint.wire not in SECURED or endpoint.host is None:
        return [endpoint]
    place = (endpoint.host, endpoint.port)
    return [e for e in endpoints if e.wire in SECURED and (e.host, e.port) == place]


def _is_cut_off(attempt: Attempt, alive: Set[str], *, tried_often: bool, lossy: bool) -> bool:
    """Return whether a try was cut off. `alive`: the targets at which some tries passed.

    Silence counts only there, only if the line is not `lossy`, and not after the server acknowledged the request: it
    was busy. A try that was not even connected counts only there as well, and only if the server was `tried_often`.
    """
    if attempt.is_silent and (lossy or attempt.target not in alive):
        return False
    if attempt.last.step is Step.TCP:
        return tried_often and attempt.failure in _UNCONNECTED and attempt.target in alive
    if attempt.is_silent:
        return not attempt.delivered
    return attempt.failure in _CONNECTION_ENDED


def _without_dead(cut: list[Attempt], alive: Set[str]) -> list[Attempt]:
    """Return the tries that were cut off, without those at targets that are dead: cut each time, at none that passed.

    If any try was cut off where others passed (`alive`), or none passed anywhere, no target counts as dead.
    """
    if not alive or not alive.isdisjoint(t.target for t in cut):
        return cut
    times = Counter(t.target for t in cut)
    return [t for t in cut if times[t.target] < SHARE_REPEATS]


def _repetitions(endpoint: Endpoint, attempts: Sequence[Attempt], tries: Sequence[Attempt]) -> list[Attempt]:
    """Return, of the tries at the same server, those that tell how often an endpoint's own tries are cut off there.

    Its repetitions always do. Handshakes of other endpoints, and those of its kept connections and uploads, do only if
    none of its own tries was cut off after the handshake. `attempts`: its own. `tries`: all with the same name and
    server. Tries at other ports are left out: the app tries these too, and passing there instead is not chance.
    """
    at_port = [t for t in tries if t.port == endpoint.port]
    repeated = [t for t in at_port if t.endpoint == endpoint.id and t.variant is Variant.AGAIN]
    cut_after_handshake = (t for t in attempts if t.find(Step.TLS) is not None and t.last.step is not Step.TLS)
    if any(t.failure in CUT for t in cut_after_handshake):
        return repeated
    others = (t for t in at_port if t.endpoint != endpoint.id or t.variant in (Variant.KEPT, Variant.UPLOAD))
    return [*repeated, *map(_shorten_to_handshake, others)]


def _shorten_to_handshake(attempt: Attempt) -> Attempt:
    """Return an attempt without what followed its handshake."""
    steps = [o.step for o in attempt.steps if o.step is not Step.KEPT]
    end = steps.index(Step.TLS) + 1 if Step.TLS in steps else len(steps)
    return Attempt(attempt.steps[:end])
