"""What is said of a VPN that leaves something out, and of both its sides, for the gallery."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

from dialtone.explain.explainer import Explainer
from dialtone.explain.vpn_words import compare_outside
from dialtone.model.check import Check, OutsideCheck, OutsideOutcome
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)

Said = tuple[str, tuple[str, ...]]

_MOMENT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
_LEAKS = (NetworkFlag.VPN, NetworkFlag.UDP_BLOCKED, NetworkFlag.NAMES_BESIDE_VPN)


def every_vpn(explainer: Explainer, messenger: str, name: str) -> Iterator[Said]:
    leaks = NetworkVerdict(NetworkStatus.ONLINE, _LEAKS)
    working = _verdict(messenger, name, FunctionStatus.WORKS, evidence=(Evidence(EvidenceKind.BESIDE_VPN),))
    forged = _verdict(messenger, name, FunctionStatus.BLOCKED, causes=(Cause.DNS_FORGED,))
    yield "left out of a VPN", explainer.explain_messenger(working, leaks).through_vpn
    yield "names past a VPN", (explainer.explain_messenger(forged, leaks).summary,)
    split = _verdict(messenger, name, FunctionStatus.WORKS, evidence=(Evidence(EvidenceKind.BYPASS_TOOL),))
    yield "through a VPN alone", explainer.explain_messenger(split, NetworkVerdict(NetworkStatus.ONLINE)).through_vpn
    say = explainer.sentences.say
    yield "where the internet was shut down", explainer.sentences.lines("network_can_do.shutdown")
    yield "before a check past a VPN", (explainer.explain_network(leaks).sees_outside, say("outside.no_vpn"))
    for outcome in OutsideOutcome:
        words = compare_outside(explainer.sentences, _check(working, OutsideCheck(outcome)))
        yield "past a VPN", (words.title, words.why_not) if words is not None else ()
    for inside, past in product(FunctionStatus, FunctionStatus):
        for confidence in Confidence:
            other = _check(_verdict(messenger, name, past, confidence))
            check = _check(_verdict(messenger, name, inside), OutsideCheck(OutsideOutcome.ANSWERED, other))
            words = compare_outside(explainer.sentences, check)
            for row in words.rows if words is not None else ():
                yield "both sides of a VPN", (row.line, *row.sentence.replace(". ", ".\n").splitlines())


def _verdict(
    messenger: str,
    name: str,
    status: FunctionStatus,
    confidence: Confidence = Confidence.SURE,
    *,
    causes: tuple[Cause, ...] = (),
    evidence: tuple[Evidence, ...] = (),
) -> MessengerVerdict:
    functions = (
        FunctionVerdict(Function.MESSAGES, status, causes, confidence),
        FunctionVerdict(Function.CALLS, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE),
    )
    whole = MessengerStatus(status.value)
    return MessengerVerdict(messenger, name, whole, causes, confidence, functions, evidence)


def _check(verdict: MessengerVerdict, outside: OutsideCheck | None = None) -> Check:
    network = NetworkVerdict(NetworkStatus.ONLINE)
    return Check("0", "0", _MOMENT, 1.0, 0, 0, "linux", network, (verdict,), (), outside)
