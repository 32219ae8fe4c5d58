"""A name that was cut, shown to servers that have nothing to do with it: cut on every way, or on this one alone."""

from collections.abc import Sequence

from dialtone.judge.facts import REPEATED, EndpointFacts
from dialtone.judge.network import is_lossy
from dialtone.judge.reading import CUT, Try, numbers, tries
from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, Step, Variant

_KILLED = CUT | {Failure.ALERT}


def name_died(observations: Sequence[Observation], endpoint: Endpoint) -> bool:
    """Say whether an endpoint's name looks filtered: it got no handshake, repeatedly, where a neutral name got one."""
    found = tries(observations, endpoint)
    died = [t for t in found if t.last.step is Step.TLS and t.failure in _KILLED]
    neutral = [t for t in tries(observations, endpoint, Variant.NEUTRAL_NAME) if t.find(Step.TLS) is not None]
    return len(died) >= REPEATED and any(t.failure not in CUT for t in neutral)


def all_died(observations: Sequence[Observation], endpoint: Endpoint) -> bool:
    """Say whether a name was cut and then nothing at all got through, whatever the name.

    An address may be dead; or the filter punishes an address where it heard the name; or it lets through only a list.
    """
    found = tries(observations, endpoint)
    neutral = tries(observations, endpoint, Variant.NEUTRAL_NAME)
    cut = [t for t in found if t.last.step is Step.TLS and t.failure in CUT]
    return bool(cut and neutral) and all(t.failure in CUT for t in (*found, *neutral))


def cut_anywhere(facts: EndpointFacts) -> Evidence | None:
    """At two servers that have nothing to do with the messenger its name dies as well, and a neutral name lives.

    To them the one is as strange as the other. So it is the name, and no server of the messenger's did it.
    """
    dead = [pair for t in facts.elsewhere if (pair := _died_there(t, facts))]
    if len({t.address for t, _ in dead}) < REPEATED or passes_elsewhere(facts) is not None:
        return None
    return Evidence(EvidenceKind.NAME_CUT_ANYWHERE, numbers([t for pair in dead for t in pair]))


def passes_elsewhere(facts: EndpointFacts) -> Evidence | None:
    """A server that has nothing to do with the messenger heard its name and answered: with whatever, it heard it.

    An alert is an answer only where that server refuses a neutral name in the same way.
    """
    heard = [t for t in facts.elsewhere if t.find(Step.TLS) is not None and not _is_dead(t, facts)]
    return Evidence(EvidenceKind.NAME_PASSES_ELSEWHERE, numbers(heard)) if heard else None


def _is_dead(attempt: Try, facts: EndpointFacts) -> bool:
    if attempt.failure is not Failure.ALERT:
        return attempt.failure in CUT
    return not any(t.address == attempt.address and t.failure is Failure.ALERT for t in facts.neutral_elsewhere)


def _died_there(attempt: Try, facts: EndpointFacts) -> tuple[Try, Try] | None:
    """Give the try with the name and the one with a neutral name that lived beside it; None where it shows nothing."""
    if attempt.last.step is not Step.TLS or not _is_dead(attempt, facts):
        return None
    if attempt.failure is Failure.TIMEOUT and is_lossy(facts.network):
        return None
    answers = (None,) if attempt.failure is Failure.ALERT else (None, Failure.ALERT)
    beside = (t for t in facts.neutral_elsewhere if t.address == attempt.address and t.find(Step.TLS))
    lives = next((t for t in beside if t.failure in answers), None)
    return (attempt, lives) if lives is not None else None
