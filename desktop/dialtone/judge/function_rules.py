"""What the network, the messages and the speed of the rest say about one function. The table: `rules.py`."""

from dialtone.model.frozen import Frozen, replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
)

_NETWORK_CAUSE = {
    NetworkStatus.OFFLINE: Cause.OFFLINE,
    NetworkStatus.CAPTIVE_PORTAL: Cause.CAPTIVE_PORTAL,
    NetworkStatus.WHITELIST_MODE: Cause.WHITELIST_MODE,
    NetworkStatus.DNS_DOWN: Cause.DNS_DOWN,
    NetworkStatus.INTERCEPTED: Cause.INTERCEPTED,
}
_PASSES = (FunctionStatus.WORKS, FunctionStatus.SLOW)
_SLOWED = frozenset({Cause.THROTTLED, Cause.HOSTING_LIMITED})
_UNTOLD = (FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED)
_GONE = "name_gone_everywhere"
_TIMED = 2
"""The least number of pages of a messenger that must be slow before its short exchanges are called slow too."""


class FunctionCase(Frozen):
    """What the rules about a function may look at, beside the verdict from its endpoints."""

    network: NetworkVerdict
    base: FunctionVerdict | None
    """The function that this one depends on, judged before."""
    measured: tuple[EndpointVerdict, ...]
    """Those endpoints of the messenger whose speed may be measured."""
    relays: tuple[EndpointVerdict, ...] = ()
    """Those whose silence alone tells of calls."""
    at_home: bool = False
    """It is the service of one country."""
    through: FunctionVerdict | None = None
    """What the way through the system's proxy says; None where it cannot be, or was not, asked."""
    left_out: tuple[Evidence, ...] = ()
    """That the settings leave the proxy out for all that the function needs."""
    pages: tuple[EndpointVerdict, ...] = ()
    """Those of the measured that stand for this function."""
    own_pages: tuple[EndpointVerdict, ...] = ()
    """Those of these whose host the function itself needs."""
    aged: bool = False
    """What was judged rests on facts alone that nobody has looked at for long."""
    rule: FunctionRule | None = None
    """What the catalogue says carries the function, and how well that is known."""


def old_entry(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """What is known of these servers is half a year old: the app may use others by now, so nothing is certain.

    A name that nobody knows any more was given up rather than lost: that says nothing of the service. Source:
    ooni/probe#2627, where a test called Signal blocked for months because its hosts had changed.
    """
    if not case.aged or verdict.status not in BROKEN:
        return None
    if any(e.kind is EvidenceKind.SERVICE_ADMITS for e in verdict.evidence):
        return None
    evidence = (*verdict.evidence, Evidence(EvidenceKind.OLD_ENTRY))
    if {e.rule for e in verdict.evidence} == {_GONE}:
        return FunctionVerdict(
            verdict.function, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, evidence
        )
    if verdict.confidence is not Confidence.SURE:
        return None
    return replace(verdict, confidence=Confidence.LIKELY, evidence=evidence)


def network_at_fault(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Where the network itself is at fault, a function that fails is the network's matter, not a block of it.

    Only white-list mode is said to block: what may pass there was decided. Interception of everything also explains
    why apps that trust a root of their own refuse any other. Source: ADR 5 and 10.
    """
    network = case.network
    forbidden = any(e.kind is EvidenceKind.FORBIDDEN_HERE for e in network.evidence)
    cause = Cause.THIS_COMPUTER if forbidden else _NETWORK_CAUSE.get(network.status)
    if cause is None or verdict.status in (FunctionStatus.WORKS, FunctionStatus.SLOW, FunctionStatus.NOT_TESTED):
        return None
    if cause is Cause.INTERCEPTED and not _is_intercepted(verdict):
        return None
    if any(e.kind is EvidenceKind.NATIONAL_ROOT for e in verdict.evidence):
        return None  # it answered: what is in doubt is the browser, and not the network
    status = FunctionStatus.BLOCKED if cause is Cause.WHITELIST_MODE else FunctionStatus.UNKNOWN
    evidence = Evidence(EvidenceKind.NETWORK_AT_FAULT, tuple(n for e in network.evidence for n in e.observations))
    inspected = [e for e in verdict.evidence if e.program] if cause is Cause.INTERCEPTED else []
    return FunctionVerdict(verdict.function, status, (cause,), network.confidence, (evidence, *inspected))


def _is_intercepted(verdict: FunctionVerdict) -> bool:
    swapped = set(verdict.causes) == {Cause.CERTIFICATE_SWAPPED}
    return verdict.status is FunctionStatus.UNKNOWN or (verdict.status is FunctionStatus.BLOCKED and swapped)


def needs_messages(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Calls are set up through messages: where those do not pass, calls cannot begin."""
    base = case.base
    if base is None or verdict.status in BROKEN:
        return None
    open_ones = (FunctionStatus.WORKS, FunctionStatus.NOT_TESTED)
    unknown = base.status is FunctionStatus.UNKNOWN and verdict.status in open_ones
    if base.status not in BROKEN and not unknown:
        return None
    evidence = (Evidence(EvidenceKind.NEEDS_MESSAGES), *base.evidence)
    return FunctionVerdict(verdict.function, base.status, base.causes, base.confidence, evidence)


def slow_as_its_pages(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """What crept at a short exchange is as sure as what crept while it was read."""
    told = [f for f in case.pages if _is_slowed(f) and f.confidence is Confidence.LIKELY]
    suspected = verdict.status is FunctionStatus.SLOW and verdict.causes == (Cause.THROTTLED,)
    if not told or not suspected or verdict.confidence is not Confidence.UNSURE:
        return None
    evidence = tuple(dict.fromkeys((*verdict.evidence, *(e for f in told for e in f.evidence))))
    return replace(verdict, confidence=Confidence.LIKELY, evidence=evidence)


def shared_slowness(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Where everything that could be timed is slowed, what is too short to be timed goes the same slow way.

    It rests on the evidence of the endpoints that were timed.
    """
    slow = [f for f in case.measured if _is_slowed(f)]
    if len(slow) < _TIMED or any(map(_is_quick, case.measured)) or verdict.status is not FunctionStatus.WORKS:
        return None
    evidence = (*verdict.evidence, *dict.fromkeys(e for f in slow for e in f.evidence))
    causes = tuple(dict.fromkeys(cause for f in slow for cause in f.causes))
    return FunctionVerdict(verdict.function, FunctionStatus.SLOW, causes, Confidence.UNSURE, evidence)


def _is_slowed(endpoint: EndpointVerdict) -> bool:
    return endpoint.status is FunctionStatus.SLOW and bool(_SLOWED & set(endpoint.causes))


def _is_quick(endpoint: EndpointVerdict) -> bool:
    return bool(endpoint.timed) and endpoint.status is FunctionStatus.WORKS and not endpoint.doubted


def speed_in_doubt(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """What was read came slowly, as far as can be told, and nothing read beside it says that it was slowed.

    The computer was too busy to say how fast it came, or the time ran out before a neutral page could be read beside
    it. Then that a greeting was answered says that it opens, and not that it is as quick as it should be. What is too
    short to be timed shares that doubt, and that of one slowed page, unless some page came as it should. A busy
    computer alone lowers nothing. Source: ADR 46.
    """
    of_one = (case.pages, case.measured)
    doubted = any(any(f.doubted for f in read) and not any(map(_is_quick, read)) for read in of_one)
    if verdict.status is not FunctionStatus.WORKS or not doubted:
        return None
    evidence = (*verdict.evidence, Evidence(EvidenceKind.SPEED_IN_DOUBT))
    return replace(verdict, confidence=Confidence.UNSURE, evidence=evidence)


def speed_not_measured(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Nothing that was read was long enough to be timed: that files come as fast as they should is not known.

    Many a real page ends before a freeze sets in; and a page that an interceptor opened came as fast as from
    there. Where that is so of all its pages, not even its short exchanges are known to be as fast as they should.
    Photos and files have hosts of their own, of which another host's page says little. Source: ADR 24.
    """
    timed, media = set(map(_timed, case.pages)), verdict.function is Function.MEDIA
    opened = bool(case.measured) and all(Cause.INTERCEPTED in f.causes for f in case.measured)
    doubted = opened or media
    if verdict.status is not FunctionStatus.WORKS or not (doubted or False in timed):
        return None
    confidence = Confidence.UNSURE if doubted else verdict.confidence
    if True in timed:
        if not media or True in map(_timed, case.own_pages) or verdict.confidence is not Confidence.SURE:
            return None
        confidence = Confidence.LIKELY
    evidence = (*verdict.evidence, Evidence(EvidenceKind.SPEED_NOT_MEASURED))
    return replace(verdict, confidence=confidence, evidence=evidence)


def _timed(page: EndpointVerdict) -> bool | None:
    return False if Cause.INTERCEPTED in page.causes else page.timed


def big_packets(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Where large packets get lost for all, a short greeting that is answered says nothing of photos and files.

    What could not be found out has that reason, whichever server it is. Source: ADR 29.
    """
    lost = [e for e in case.network.evidence if e.kind is EvidenceKind.BIG_PACKETS_LOST]
    if not lost or lost[0] in verdict.evidence:
        return None
    if verdict.status is FunctionStatus.UNKNOWN:
        return replace(verdict, evidence=(*verdict.evidence, *lost))
    if verdict.function is not Function.MEDIA or verdict.status is not FunctionStatus.WORKS:
        return None
    evidence = (*verdict.evidence, *lost)
    return FunctionVerdict(verdict.function, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, evidence)


def past_the_proxy(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """With a proxy set there are two ways, and which of them an app takes cannot be seen from here: browsers follow it.

    Where only the proxy leads out, what holds through it is the answer. Where both ways say the same, it holds; a block
    is never sure. Where they differ, the web version fares as the proxy does, and of an app nobody can tell. What could
    not be asked through the proxy stays in doubt; where the settings leave the proxy out, the direct way is every
    app's. Source: ADR 30.
    """
    through, unsure = case.through, replace(verdict, confidence=Confidence.UNSURE)
    if NetworkFlag.PROXY not in case.network.flags:
        return None
    if case.left_out:
        return replace(verdict, evidence=(*verdict.evidence, *case.left_out))
    if any(e.kind is EvidenceKind.ONLY_PROXY_LEADS_OUT for e in case.network.evidence):
        if verdict.status is FunctionStatus.NOT_TESTED:
            return unsure
        return through or replace(unsure, status=FunctionStatus.UNKNOWN, causes=(Cause.UNEXPLAINED,))
    if through is None:
        return unsure
    evidence = tuple(dict.fromkeys((*verdict.evidence, *through.evidence)))
    passes, past = (each.status in _PASSES for each in (through, verdict))
    if passes and past:
        return replace(verdict, evidence=evidence)
    if through.status in BROKEN and verdict.status in BROKEN:
        least = Confidence.LIKELY if verdict.confidence is Confidence.SURE else verdict.confidence
        return replace(verdict, confidence=least, evidence=evidence)
    if not passes and not past:
        return replace(unsure, evidence=evidence)
    if verdict.function is Function.WEB:
        return replace(through, evidence=evidence)
    causes = (through if past else verdict).causes
    told = FunctionVerdict(verdict.function, FunctionStatus.UNKNOWN, causes or (Cause.UNEXPLAINED,), Confidence.UNSURE)
    return replace(told, evidence=evidence)


def servers_unpublished(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Nobody has published which servers the app uses for this: those that are asked may not carry it.

    That they answer, or do not, is a hint and nothing more. Source: protocol comparison of November 2026, where three
    messengers were "works, sure" while every server that carries their messages was cut.
    """
    if case.rule is None or not case.rule.unpublished or verdict.status in _UNTOLD:
        return None
    evidence = (*verdict.evidence, Evidence(EvidenceKind.SERVERS_UNPUBLISHED))
    return replace(verdict, confidence=Confidence.UNSURE, evidence=evidence)


def servers_in_doubt(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """What is asked may not be all that carries this: sources differ, or only a signed-in app is told. No certainty."""
    doubted = case.rule is not None and bool(case.rule.doubt)
    if not doubted or verdict.confidence is not Confidence.SURE or verdict.status in _UNTOLD:
        return None
    evidence = (*verdict.evidence, Evidence(EvidenceKind.SERVERS_IN_DOUBT))
    return replace(verdict, confidence=Confidence.LIKELY, evidence=evidence)
