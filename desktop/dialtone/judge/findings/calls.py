"""Whether calls work, which nobody can test without an account: from messages, from relays, and from UDP."""

from dialtone.judge.diagnosis import (
    COMMON,
    RARE,
    UNCOMMON,
    combine_alternatives,
    combine_required,
    join_causes,
    join_evidence,
)
from dialtone.judge.function_verdicts import PASSES, FunctionCase, FunctionSign, add_rival, make_unknown, revise
from dialtone.model.frozen import replace
from dialtone.model.status_groups import BROKEN
from dialtone.model.thresholds import RELAYS_SILENT, REPEATED
from dialtone.model.verdict import (
    Diagnosis,
    EndpointVerdict,
    Evidence,
    Excluded,
    FunctionVerdict,
    Rival,
    evidence_of,
    shows,
)
from dialtone.model.vocabulary import Cause, Function, FunctionStatus, NetworkFlag
from dialtone.model.vocabulary import EvidenceKind as Kind

_OTHER_WAY = Rival("other_way_of_calls", COMMON)
_NOBODYS_BLOCK = (Kind.PORT_CLOSED, Kind.ADDRESS_REFUSES)
"""Reasons for a silent relay other than a filter: the port is closed for all, or the relay is switched off."""


def relays_unheard(case: FunctionCase) -> bool:
    """No relay was tested to the end, for example because the time ran out."""
    are_unknown = all(relay.status is FunctionStatus.UNKNOWN for relay in case.carriers)
    were_cut_short = all(e.kind is Kind.NOT_ENOUGH for relay in case.carriers for e in relay.evidence)
    return bool(case.carriers) and are_unknown and were_cut_short


relay_answers: FunctionSign = lambda c: any(r.status in PASSES and r not in c.losing_relays for r in c.carriers)
"""A relay of the messenger answered, and not only now and then: the path to that one is open."""


def needs_messages(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Calls are set up through messages: without messages no call can begin, unless these pass for a few seconds."""
    messages = case.prerequisite
    if messages is None or verdict.status in BROKEN:
        return None
    evidence = (Evidence(Kind.NEEDS_MESSAGES), *messages.evidence)
    if messages.status in BROKEN and shows(messages, Kind.STOPPED_LATER):
        return make_unknown(verdict, evidence, _OTHER_WAY, messages.causes)
    may_work = verdict.status in (FunctionStatus.WORKS, FunctionStatus.NOT_TESTED)
    if messages.status in BROKEN or (messages.status is FunctionStatus.UNKNOWN and may_work):
        return replace(messages, function=verdict.function, evidence=evidence, why_not="")
    return None


def calls_stopped_by_shape(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If STUN is recognised and stopped, calls that begin with it probably fail, in any messenger. Source: ADR 28.

    Filters know several protocols, so other calls may get through or not. If STUN passes at a few servers, calls are in
    doubt only if most of their own relays are silent.
    """
    for_all = evidence_of(case.network, Kind.STUN_FILTERED)
    most_relays_are_filtered = 2 * len(case.filtered_relays) > len(case.carriers)
    for_most = evidence_of(case.network, Kind.STUN_FILTERED_FOR_MOST) if most_relays_are_filtered else ()
    evidence = (*for_all, *for_most)
    if not evidence or not _concerns_its_calls(verdict, case, NetworkFlag.CALLS_FILTERED):
        return None
    if verdict.status in PASSES:  # that a relay answered does not show that a call can begin
        return make_unknown(verdict, evidence, _OTHER_WAY)
    if verdict.status is not FunctionStatus.NOT_TESTED or not for_all:
        return None  # it fails for a reason of its own, or a filter that passes some servers may pass its calls, too
    needs_stun = case.filtered_relays or case.rule.begins_with_stun
    # Rare where its calls begin with STUN, or its own relays are known to be filtered: that leaves hardly another way.
    other_way = replace(_OTHER_WAY, prior=RARE) if needs_stun else _OTHER_WAY
    of_relays = join_evidence(case.filtered_relays)
    diagnosis = Diagnosis("stun_filtered", COMMON, standing=(other_way,))
    return revise(verdict, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), (*evidence, *of_relays), diagnosis)


def calls_without_udp(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If UDP is closed to everybody, no call gets through directly; another path cannot be tested. Source: ADR 28."""
    evidence = evidence_of(case.network, Kind.UDP_SILENT)
    # If neutral servers do not answer STUN over TCP either, what answered inside TLS may not carry a call.
    passed_in_tls_alone = verdict.status in PASSES and any(e.rule == "stun_unanswered" for e in evidence)
    is_in_doubt = passed_in_tls_alone or verdict.status is FunctionStatus.NOT_TESTED
    concerns_them = _concerns_its_calls(verdict, case, NetworkFlag.UDP_BLOCKED)
    return make_unknown(verdict, evidence, _OTHER_WAY) if is_in_doubt and concerns_them else None


def calls_without_relays(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If none of a messenger's known relays answers while neutral ones do, its calls are filtered.

    A single silent relay may be retired. One that answers never proves that calls work: each call gets its own relays.
    One that answers only now and then clears nothing: no call survives such losses. Relays that were asked repeatedly
    without enough answers to tell are unknown rather than not tested. Source: ADR 28 and 57.
    """
    if verdict.status is not FunctionStatus.NOT_TESTED:
        return None  # it was judged by its relays as by any other servers
    if relays_unheard(case):
        were_asked_enough = all(relay.times_tried >= REPEATED for relay in case.carriers)
        evidence = join_evidence(case.carriers)
        ran_out = Rival("time_ran_out", COMMON)
        return make_unknown(verdict, evidence, ran_out) if were_asked_enough else add_rival(verdict, ran_out)
    filtered = case.filtered_relays
    losing = case.losing_relays
    excused = list(filter(_is_excused, case.carriers))
    if not (filtered or excused or losing) or relay_answers(case):
        return None  # nothing speaks against calls, or one path is open
    evidence = join_evidence((*(filtered or excused), *losing))
    if len(filtered) >= RELAYS_SILENT:
        none_retired = Diagnosis(excluded=(Excluded("relay_retired", "two_relays_silent"),))
        diagnosis = combine_alternatives([*(r.diagnosis for r in filtered), none_retired])
        blocked = revise(verdict, FunctionStatus.BLOCKED, join_causes(filtered), evidence, diagnosis)
        return add_rival(blocked, Rival("loses_on_its_way", UNCOMMON)) if losing else blocked
    if any(Cause.THROTTLED in r.causes for r in losing):  # packets to its relays alone are lost, as was counted
        diagnosis = combine_required([r.diagnosis for r in losing])
        slow = revise(verdict, FunctionStatus.SLOW, (Cause.THROTTLED,), evidence, diagnosis)
        return add_rival(slow, Rival("carried_by_others", UNCOMMON))
    # A filter for calls explains a refused relay as well as that it was switched off.
    unclear = [r.diagnosis for r in excused if Rival("calls_filtered", COMMON) in r.diagnosis.standing]
    if len(unclear) >= RELAYS_SILENT:
        return revise(verdict, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence, combine_required(unclear))
    # One relay alone was silent: it may be retired, or have lost the few packets that were sent.
    return make_unknown(verdict, evidence, Rival("loses_on_its_way" if losing else "relay_retired", COMMON))


def _is_excused(relay: EndpointVerdict) -> bool:
    """Return whether a relay's silence has a reason other than a filter."""
    return any(e.rule == "relays_silent" and e.kind in _NOBODYS_BLOCK for e in relay.evidence)


def calls_forbidden_here(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If this computer itself lets nothing out to any known relay of a messenger, it stops the calls.

    If it lets no datagram out to anybody, calls may use TCP, which cannot be tested.
    """
    relays = case.carriers
    here = (Cause.THIS_COMPUTER,)
    are_forbidden = all(r.status is FunctionStatus.BLOCKED and r.causes == here for r in relays)
    if verdict.status is not FunctionStatus.NOT_TESTED or len(relays) < RELAYS_SILENT or not are_forbidden:
        return None
    if any(shows(relay, Kind.UDP_SILENT) for relay in relays):
        return make_unknown(verdict, join_evidence(relays), _OTHER_WAY, here)
    diagnosis = combine_alternatives([relay.diagnosis for relay in relays])
    blocked = revise(verdict, FunctionStatus.BLOCKED, here, join_evidence(relays), diagnosis)
    # Rare, because datagrams to others get out: this computer singles out the known relays.
    return add_rival(blocked, replace(_OTHER_WAY, prior=RARE))


def _concerns_its_calls(verdict: FunctionVerdict, case: FunctionCase, flag: NetworkFlag) -> bool:
    return verdict.function is Function.CALLS and flag in case.network.flags and not case.judged.messenger.home
