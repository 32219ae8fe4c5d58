"""What the rules about a function may use, and the ways in which they change a verdict."""

from collections.abc import Iterable

from dialtone.judge.diagnosis import with_rivals
from dialtone.judge.signs import Sign
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import Frozen, replace
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict, Rival, shows
from dialtone.model.vocabulary import Cause, Function, FunctionStatus, Prior
from dialtone.model.vocabulary import EvidenceKind as Kind

PASSES = (FunctionStatus.WORKS, FunctionStatus.SLOW)
NOT_ASKED = Diagnosis("not_asked", Prior.COMMON, proved=True)
"""Of a function that was not tested."""
_SLOWED = frozenset({Cause.THROTTLED, Cause.HOSTING_LIMITED})


class FunctionCase(Frozen):
    """What the rules about a function may use, in addition to the verdict from its endpoints."""

    network: NetworkVerdict
    prerequisite: FunctionVerdict | None
    """The verdict on the function that this one depends on; None if it depends on none."""
    measured: tuple[EndpointVerdict, ...]
    """The endpoints of the messenger whose speed may be measured, for whichever function."""
    relays: tuple[EndpointVerdict, ...] = ()
    """The endpoints that carry it or, for calls that cannot be tested, hint at them by their silence."""
    serves_one_country: bool = False
    through_proxy: FunctionVerdict | None = None
    """The verdict through the system's proxy; None if it cannot be tested there, or was not."""
    proxy_exemptions: tuple[Evidence, ...] = ()
    """The evidence that the settings exempt from the proxy everything that the function needs."""
    pages: tuple[EndpointVerdict, ...] = ()
    """The measured endpoints that stand for this function."""
    own_pages: tuple[tuple[EndpointVerdict, ...], ...] = ()
    """For each group of servers that the function needs, the measured pages on their hosts."""
    rests_on_old_entries: bool = False
    """Whether the verdict rests only on entries last confirmed long ago."""
    asks_own_resolver: bool = False
    """Whether this computer asks a filter of names of its own, and not the router of a home."""
    of_first_start: bool = False
    """Whether only new installations use the servers that it needs."""
    rule: FunctionRule = FunctionRule(Function.MESSAGES, ())
    """The catalogue's entry on what carries the function, and how well that is known."""

    @property
    def filtered_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays whose silence looks like a filter for calls."""
        return tuple(r for r in self.relays if r.causes[:1] == (Cause.CALLS_FILTERED,))

    @property
    def losing_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays that answered only some of several identical questions, or only few datagrams."""
        return tuple(r for r in self.relays if is_slow(r) and shows(r, Kind.SOME_ATTEMPTS_FAIL, Kind.LOSSY_LINE))

    @property
    def slow_pages(self) -> tuple[EndpointVerdict, ...]:
        """Pages of the messenger that are slowed on the path, those of other functions included."""
        return tuple(page for page in self.measured if is_slow(page) and _SLOWED & set(page.causes))


FunctionSign = Sign[FunctionCase]
"""A named question about a function: a function, or a lambda of one line with its sentence below it."""


def is_slow(endpoint: EndpointVerdict) -> bool:
    """Return whether an endpoint was found slow."""
    return endpoint.status is FunctionStatus.SLOW


def is_quick(page: EndpointVerdict) -> bool:
    """Return whether a page was timed, and is neither slow nor in doubt."""
    return bool(page.timed) and page.status is FunctionStatus.WORKS and not page.doubted


def add_rival(verdict: FunctionVerdict, rival: Rival) -> FunctionVerdict:
    """Return the verdict with one more rival."""
    return replace(verdict, diagnosis=with_rivals(verdict.diagnosis, rival))


def revise(
    verdict: FunctionVerdict,
    status: FunctionStatus,
    causes: tuple[Cause, ...],
    evidence: Iterable[Evidence],
    diagnosis: Diagnosis,
) -> FunctionVerdict:
    """Return another verdict on the same function, with each piece of evidence once."""
    distinct = tuple(dict.fromkeys(evidence))
    return FunctionVerdict(verdict.function, status, causes, evidence=distinct, diagnosis=diagnosis)


def make_unknown(
    verdict: FunctionVerdict,
    evidence: Iterable[Evidence],
    rival: Rival,
    causes: tuple[Cause, ...] = (Cause.UNEXPLAINED,),
) -> FunctionVerdict:
    """Return the verdict as unknown, with one more rival explanation added to its diagnosis."""
    diagnosis = with_rivals(Diagnosis(standing=verdict.diagnosis.standing), rival)
    return revise(verdict, FunctionStatus.UNKNOWN, causes, evidence, diagnosis)
