"""The share of tries that pass: identical tries, counted, and whether there are enough of them."""

import math
from collections.abc import Callable, Iterable, Sequence

from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import (
    CUT_FROM_THEN_ON,
    SHARE_CONTRASTS,
    SHARE_KNOWN,
    SHARE_MINOR,
    SHARE_RARE,
    SHARE_REPEATS,
    SHARE_TELLS,
)
from dialtone.model.vocabulary import SECURED, Failure, Step, Variant

_ENDED = (Failure.RESET, Failure.CLOSED)
_UNCONNECTED = (Failure.TIMEOUT, Failure.REFUSED, Failure.RESET)


TRIES = (Variant.APP, Variant.AGAIN, Variant.KEPT, Variant.UPLOAD)
"""Attempts that begin with the app's own first message."""


class Share(Frozen):
    """Identical tries at one server, by how they ended."""

    passed: tuple[Attempt, ...] = ()
    cut: tuple[Attempt, ...] = ()
    neutral: tuple[Attempt, ...] = ()
    """Contrasts with a neutral name at the same server."""

    @property
    def tried(self) -> int:
        """How many tries there were."""
        return len(self.passed) + len(self.cut)

    @property
    def is_mixed(self) -> bool:
        """Whether some passed and some did not."""
        return bool(self.passed and self.cut)

    @property
    def is_known(self) -> bool:
        """Whether there are enough tries: the share is known to within about 15 points."""
        rate = (len(self.passed) + 1) / (self.tried + 2)
        return math.sqrt(rate * (1 - rate) / (self.tried + 2)) <= SHARE_KNOWN

    @property
    def is_many(self) -> bool:
        """Whether at least eight tries were made, enough to reveal that a share is cut off."""
        return self.tried >= SHARE_TELLS

    @property
    def is_minor(self) -> bool:
        """Whether, of many tries, next to none was cut off."""
        return self.is_many and len(self.cut) <= SHARE_MINOR * self.tried

    @property
    def is_rare(self) -> bool:
        """Whether, of many tries, next to none passed."""
        return self.is_many and len(self.passed) <= SHARE_RARE * self.tried

    @property
    def passed_at_first(self) -> bool:
        """Whether tries passed at first and then none any more."""
        last = max((t.steps[0].started for t in self.passed), default=0.0)
        return bool(self.passed) and sum(t.steps[0].started > last for t in self.cut) >= max(
            CUT_FROM_THEN_ON, len(self.cut)
        )

    @property
    def by_name(self) -> bool:
        """Whether neutral names always pass at the same server."""
        told = [t for t in self.neutral if t.find(Step.TLS) is not None]
        return len(told) >= SHARE_CONTRASTS and all(t.failure not in (*_ENDED, Failure.TIMEOUT) for t in told)


def share_of(endpoint: Endpoint, endpoints: Iterable[Endpoint], index: AttemptIndex) -> Share:
    """Return the share so far, while a check still runs."""
    return gather_share(endpoint, index.of(endpoint), endpoints, index.at, lossy=False)


def gather_share(
    endpoint: Endpoint,
    own: Sequence[Attempt],
    endpoints: Iterable[Endpoint],
    heard: Callable[..., Sequence[Attempt]],
    *,
    lossy: bool,
) -> Share:
    """Collect an endpoint's own tries at its first port, and the other tries of the same name and server.

    Other ports, which the app tries too, are left out: passing there instead of here is not chance. One of several
    addresses may be dead: silence counts only if the same address also answered. A server that acknowledged the request
    and never answered was busy: no filter swallowed it. A stranger at a forged address always hangs up and the true one
    always answers: that is no share, even if one resolver gave both. `heard` returns the attempts at some endpoints, of
    some variants.
    """
    together = _sisters(endpoint, endpoints)
    again = [t for t in _repetitions(endpoint, own, heard(together, *TRIES)) if t.port == endpoint.port]
    here = [t for t in own if t.port == endpoint.port and not (t.last.step is Step.PROOF and t.failure)]
    passed = [*(t for t in here if t.answered(endpoint.wire)), *(t for t in again if t.failure is None)]
    alive = {t.target for t in passed}
    origins = {t.origin for t in passed}
    alike = [t for t in (*here, *again) if not origins or t.origin in origins]
    cut = [t for t in alike if t.last.step is not Step.TCP and _is_cut(t, alive, lossy=lossy)]
    if sum(t.variant is Variant.AGAIN for t in again) >= SHARE_REPEATS:
        cut += [t for t in alike if t.last.step is Step.TCP and _is_unconnected(t, alive, lossy=lossy)]
    told = tuple(t for t in cut if not _is_always_cut(t, cut, alive))
    return Share(tuple(passed), told, tuple(heard(together, Variant.NEUTRAL_NAME)))


def _is_always_cut(attempt: Attempt, cut: Sequence[Attempt], alive: set[str]) -> bool:
    """Return whether tries at its address, several of them, were all cut, while other addresses answer."""
    never = alive.isdisjoint(t.target for t in cut)
    return bool(alive) and never and sum(t.target == attempt.target for t in cut) >= SHARE_REPEATS


def _is_cut(attempt: Attempt, alive: set[str], *, lossy: bool) -> bool:
    silent = attempt.failure is Failure.TIMEOUT and attempt.target in alive and not attempt.delivered
    return attempt.failure in _ENDED or (silent and not lossy)


def _is_unconnected(attempt: Attempt, alive: set[str], *, lossy: bool) -> bool:
    failed = attempt.failure in _UNCONNECTED and attempt.target in alive
    return failed and not (lossy and attempt.failure is Failure.TIMEOUT)


def _sisters(endpoint: Endpoint, endpoints: Iterable[Endpoint]) -> list[Endpoint]:
    """Return the endpoints that send the same name to the same kind of server, including this one.

    A filter sees the same name at each of them: what was repeated at one applies to all.
    """
    if endpoint.wire not in SECURED or endpoint.host is None:
        return [endpoint]
    return [e for e in endpoints if e.wire in SECURED and (e.host, e.port) == (endpoint.host, endpoint.port)]


def _repetitions(endpoint: Endpoint, own: Sequence[Attempt], tries: Sequence[Attempt]) -> list[Attempt]:
    """Return the other tries that count for an endpoint: its own repetitions, and the handshakes of its sisters.

    If it is cut off only after the handshake, those of its sisters tell nothing.
    """
    ended = [t for t in own if t.failure in (*_ENDED, Failure.TIMEOUT)]
    deeper = any(t.find(Step.TLS) is not None and t.last.step is not Step.TLS for t in ended)
    mine = [t for t in tries if t.last.endpoint == endpoint.id]
    theirs = [t for t in tries if t.last.endpoint != endpoint.id or t.variant in (Variant.KEPT, Variant.UPLOAD)]
    return [*(t for t in mine if t.variant is Variant.AGAIN), *map(_handshake, theirs if not deeper else ())]


def _handshake(attempt: Attempt) -> Attempt:
    """Return an attempt up to its handshake: what happened later says nothing about its first message."""
    steps = [o.step for o in attempt.steps if o.step is not Step.KEPT]
    end = steps.index(Step.TLS) + 1 if Step.TLS in steps else len(steps)
    return Attempt(attempt.steps[:end])
