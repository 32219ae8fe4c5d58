"""What the network says about calls that nobody can test without an account. The table: `rules.py`.

That a relay answers proves nothing: each call is told its own relays. So these rules never say that calls work.
"""

from dialtone.judge.function_rules import FunctionCase
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict, Evidence, FunctionVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Function, FunctionStatus, NetworkFlag

_ENOUGH = 2
"""The least number of a messenger's relays that must be silent before anything is said of its calls."""
_NOBODYS_BLOCK = (EvidenceKind.PORT_SILENT, EvidenceKind.RELAYS_REFUSE)
"""Why a relay that does not answer is no sign of a filter: the port is closed for all, or the relay switched off."""
_ALIVE = (FunctionStatus.WORKS, FunctionStatus.SLOW)


def calls_stopped_by_shape(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Where STUN is stopped by its shape, calls that begin with it probably do not work, whosever they are.

    Others may have a way of their own, or not: filters know several shapes. What answered over TCP may still carry a
    call, which cannot be seen. A service at home is reached on another way than the neutral servers. Source: ADR 28.
    """
    if not _is_about_calls(verdict, case, NetworkFlag.CALLS_FILTERED):
        return None
    evidence = tuple(e for e in case.network.evidence if e.kind is EvidenceKind.STUN_FILTERED)
    if verdict.status in _ALIVE:
        return _unknown(verdict, evidence)
    if verdict.status is not FunctionStatus.NOT_TESTED:
        return None
    begins_with_stun = case.rule is not None and case.rule.begins_with_stun
    confidence = Confidence.LIKELY if begins_with_stun or _silent(case) else Confidence.UNSURE
    relays = tuple(e for relay in _silent(case) for e in relay.evidence)
    return _blocked(verdict, confidence, (*evidence, *relays))


def calls_without_udp(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Where nobody's calls get through directly, whether they find another way cannot be seen. Source: ADR 28."""
    if verdict.status is not FunctionStatus.NOT_TESTED or not _is_about_calls(verdict, case, NetworkFlag.UDP_BLOCKED):
        return None
    return _unknown(verdict, tuple(e for e in case.network.evidence if e.kind is EvidenceKind.UDP_SILENT))


def calls_without_relays(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """None of the relays that are known of a messenger answers, while neutral ones do: its calls are filtered.

    One silent relay may be retired. An answer of any says that the way is open to that one. Where the port is closed
    for all, another may be open; and where the relays that are known are switched off, there are others. Where none
    was heard to its end, as where the time ran out, not even that is certain. Source: ADR 28 and 57.
    """
    silent, closed = _silent(case), _closed(case)
    if verdict.status is FunctionStatus.NOT_TESTED and case.relays and all(map(_is_unheard, case.relays)):
        return replace(verdict, confidence=Confidence.UNSURE)
    if verdict.status is not FunctionStatus.NOT_TESTED or not silent + closed:
        return None
    if any(relay.status in _ALIVE for relay in case.relays):
        return None
    evidence = tuple(dict.fromkeys(e for relay in silent or closed for e in relay.evidence))
    if len(silent) < _ENOUGH:
        return _unknown(verdict, evidence)
    likely = any(relay.confidence is Confidence.LIKELY for relay in silent)
    return _blocked(verdict, Confidence.LIKELY if likely else Confidence.UNSURE, evidence)


def _is_about_calls(verdict: FunctionVerdict, case: FunctionCase, flag: NetworkFlag) -> bool:
    return verdict.function is Function.CALLS and flag in case.network.flags and not case.at_home


def _silent(case: FunctionCase) -> tuple[EndpointVerdict, ...]:
    return tuple(r for r in case.relays if r.causes[:1] == (Cause.CALLS_FILTERED,))


def _closed(case: FunctionCase) -> tuple[EndpointVerdict, ...]:
    return tuple(r for r in case.relays if any(e.kind in _NOBODYS_BLOCK for e in r.evidence))


def _is_unheard(relay: EndpointVerdict) -> bool:
    return all(e.kind is EvidenceKind.NOT_ENOUGH for e in relay.evidence) and relay.status is FunctionStatus.UNKNOWN


def _blocked(verdict: FunctionVerdict, confidence: Confidence, evidence: tuple[Evidence, ...]) -> FunctionVerdict:
    return FunctionVerdict(
        verdict.function, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), confidence, tuple(dict.fromkeys(evidence))
    )


def _unknown(verdict: FunctionVerdict, evidence: tuple[Evidence, ...]) -> FunctionVerdict:
    return FunctionVerdict(verdict.function, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, evidence)
