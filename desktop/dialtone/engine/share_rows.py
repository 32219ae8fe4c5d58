"""Which share of many attempts at a server gets through, where some passed and some did not."""

from collections.abc import Iterator
from functools import partial

from dialtone.engine.late_rows import list_deciding_endpoints, server_key
from dialtone.engine.question import Question
from dialtone.engine.server_rows import make_target
from dialtone.engine.state import State
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.endpoint.servers import IdenticalTries, find_identical_tries
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.thresholds import SHARE_ATTEMPTS
from dialtone.model.vocabulary import SECURED, Failure, Step, Variant
from dialtone.probe.at_once import at_once
from dialtone.probe.attempt import attempt_again, attempt_contrast
from dialtone.probe.context import ProbeContext
from dialtone.probe.target import Target


def ask_for_share(state: State, messenger: Messenger) -> Iterator[Question]:
    """Try servers again until the share is known, a few times at once, if some attempts passed and some did not.

    Similar servers are tried too, because one that passed once may be cut off the next time, and one that was silent
    three times may have had bad luck.
    """
    index = state.index
    tried = [e for e in list_deciding_endpoints(state, messenger) if index.attempts_at(e)]
    shares = {e.id: find_identical_tries(e, messenger.endpoints, index) for e in tried}
    mixed = [e for e in tried if shares[e.id].is_mixed or _is_sometimes_impersonated(e, index)]
    cuts = [attempt for e in mixed for attempt in shares[e.id].cut]
    are_cuts_silent = bool(cuts) and all(attempt.failure is Failure.TIMEOUT for attempt in cuts)
    if are_cuts_silent and state.line.lossy:
        return
    mixed_kinds = {e.wire in SECURED for e in mixed}  # with TLS or without
    same_kind = [e for e in tried if (e.wire in SECURED) in mixed_kinds]
    similar = [e for e in same_kind if shares[e.id].tried or _fails_once_connected(e, index)]
    first_of_each_server = {server_key(e): e.id for e in reversed([*mixed, *similar])}.values()
    unknown = [e for e in tried if e.id in first_of_each_server and not shares[e.id].is_known]
    continued_first = sorted(unknown, key=lambda e: not state.times_asked(e, "share"))
    for endpoint in continued_first[: state.limits.retries.shares]:
        yield from _ask_for_more_attempts(state, endpoint, shares[endpoint.id], are_cuts_silent=are_cuts_silent)


def _ask_for_more_attempts(
    state: State, endpoint: Endpoint, so_far: IdenticalTries, *, are_cuts_silent: bool
) -> Iterator[Question]:
    """Yield a few more attempts to measure a share, the first with neutral names beside them; none if useless.

    Where what is cut is silent, one round makes as many as a share needs, because it takes as long as the timeout.
    """
    retries, index = state.limits.retries, state.index
    retried = len(index.attempts_at(endpoint, Variant.AGAIN))
    missing = SHARE_ATTEMPTS - so_far.tried if are_cuts_silent else 0
    left = retries.share_tries - max(so_far.tried, retried) if so_far.passed else retries.share_in_vain - retried
    tries = min(max(retries.share_at_once, missing), left)
    if tries <= 0:
        return
    contrasts = 0
    if endpoint.wire in SECURED and not state.times_asked(endpoint, "share"):
        contrasts = max(0, retries.share_at_once - len(index.attempts_at(endpoint, Variant.NEUTRAL_NAME)))
    whole = any(t.last.step not in (Step.TCP, Step.TLS) for t in so_far.cut)
    target = _choose_target(endpoint, so_far, index)
    yield Question("share", endpoint, partial(_repeat_attempts, target, tries, contrasts, whole))


async def _repeat_attempts(
    target: Target, tries: int, contrasts: int, whole: bool, tools: ProbeContext, endpoint: Endpoint
) -> None:
    once_more = partial(attempt_again, tools, endpoint, target, whole=whole)
    contrast = partial(attempt_contrast, tools, endpoint, target, Variant.NEUTRAL_NAME)
    await at_once([*[once_more] * tries, *[contrast] * contrasts])


def _fails_once_connected(endpoint: Endpoint, index: AttemptIndex) -> bool:
    """Return whether all attempts at an endpoint failed, and none of them at the TCP connection."""
    return all(t.failure is not None and t.last.step is not Step.TCP for t in index.attempts_at(endpoint))


def _is_sometimes_impersonated(endpoint: Endpoint, index: AttemptIndex) -> bool:
    """Return whether an endpoint answered, but another attempt got a certificate that is not trusted."""
    attempts = index.attempts_at(endpoint)
    return bool(index.answer(endpoint)) and any(t.failure is Failure.CERT_UNTRUSTED for t in attempts)


def _choose_target(endpoint: Endpoint, so_far: IdenticalTries, index: AttemptIndex) -> Target:
    """Return the target of the first attempt, unless attempts passed only at another one; then return that one."""
    attempts = index.attempts_at(endpoint)
    passed = [t for t in so_far.passed if t in attempts]
    at_first_target = [t for t in passed if t.target == attempts[0].target]
    return make_target(endpoint, (at_first_target or passed or attempts)[0])
