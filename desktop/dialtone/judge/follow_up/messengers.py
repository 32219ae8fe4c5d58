"""What is certain by now about messengers in a check that still runs, and which steps may still change it."""

from collections.abc import Iterable

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.endpoint.servers import RAW_WIRES
from dialtone.judge.network.inspection import has_no_public_root
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import (
    SECURED,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkStatus,
    Step,
    Weight,
    Wire,
)


def is_hopeless(network: NetworkVerdict, messengers: Iterable[Messenger], index: AttemptIndex) -> bool:
    """Return whether nothing more can be learned about any messenger: there is no way out of here."""
    if network.status is NetworkStatus.CAPTIVE_PORTAL:  # ships and planes sell packages in which messengers pass
        return not any(index.answers(_verifiable_endpoints(messenger)) for messenger in messengers)
    return network.status is NetworkStatus.OFFLINE or shows(network, EvidenceKind.REFUSED_HERE)


def is_kept_out(messenger: Messenger, network: NetworkVerdict | None, index: AttemptIndex) -> bool:
    """Return whether a sign-in page keeps a messenger out: of its deciding servers, all tried, none proved itself."""
    if network is None or network.status is not NetworkStatus.CAPTIVE_PORTAL:
        return False
    verified = _verifiable_endpoints(messenger)
    deciding = [e for e in verified if e.weight is Weight.DECIDES]
    return bool(deciding) and all(map(index.attempts_at, deciding)) and not index.answers(verified)


def was_tried(messenger: Messenger, index: AttemptIndex) -> bool:
    """Return whether an attempt at a server of a messenger that could prove its identity has come to an end."""
    tried = ((e, t) for e in _verifiable_endpoints(messenger) for t in index.attempts_at(e))
    return any(t.failure is not None or t.answered(e.wire) for e, t in tried)


def _verifiable_endpoints(messenger: Messenger) -> list[Endpoint]:
    # Only the messenger's own server can answer their app handshake.
    return [e for e in messenger.endpoints if e.wire in (*SECURED, *RAW_WIRES)]


def needs_no_controls(messenger: Messenger, verdict: MessengerVerdict, index: AttemptIndex, controls: Controls) -> bool:
    """Return whether pending neutral hosts can no longer change a messenger's verdict: it certainly works."""
    stun_answers = any(e.wire is Wire.STUN and index.answer(e) for e in controls.udp)
    calls = any(rule.function is Function.CALLS for rule in messenger.functions)
    works = works_in_full(verdict) and verdict.confidence is not Confidence.UNSURE
    return works and all_tried_answered(messenger, index) and (stun_answers or not calls)


def all_tried_answered(messenger: Messenger, index: AttemptIndex) -> bool:
    """Return whether each of a messenger's servers that was tried has answered."""
    return all(index.answer(e) for e in messenger.endpoints if index.attempts_at(e))


def may_die_later(verdict: MessengerVerdict) -> bool:
    """Return whether messages work, but might stop later: keeping a connection open would tell."""
    messages = verdict.function(Function.MESSAGES)
    if messages is None or messages.status is not FunctionStatus.WORKS:
        return False
    return any(rival.id == "dies_later" for rival in messages.diagnosis.standing)


def needs_explanation(step: Observation) -> bool:
    """Return whether a step failed, other than by an address missing in one family, or showed no public root."""
    return step.failure not in (None, Failure.NO_ADDRESS) or step.facts.get(Fact.MOZILLA) is False


def works_in_full(verdict: MessengerVerdict) -> bool:
    """Return whether a messenger works as a whole, and every function that was tested."""
    statuses = {function.status for function in verdict.functions}
    return verdict.status is MessengerStatus.WORKS and statuses <= {FunctionStatus.WORKS, FunctionStatus.NOT_TESTED}


def concerns_every_messenger(step: Observation) -> bool:
    """Return whether a step may change the verdicts on all messengers: at a neutral host, or by an odd issuer."""
    return not step.messenger or (step.step is Step.TLS and has_no_public_root(step))
