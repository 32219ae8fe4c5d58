"""Which advice fits a verdict: only what helps against the measured cause. `ranking.py` orders it. Pure."""

from datetime import date

from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, Remedy, When
from dialtone.model.status_groups import BROKEN, NO_FAILURE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, FunctionStatus
from dialtone.model.way import Reach, WayKind, WayOrder

ANOTHER_NETWORK = "another-network"
"""The id of the advice to check on another network."""
_IN_TROUBLE = BROKEN | {FunctionStatus.SLOW}


def matching(
    entries: tuple[GuidanceEntry, ...],
    verdict: MessengerVerdict,
    network: NetworkVerdict,
    today: date,
    platform: str,
    country: str = "",
    *,
    closed: bool = False,
    bans_tools: bool = False,
    worked_elsewhere: bool = False,
) -> tuple[GuidanceEntry, ...]:
    """Return the entries for this verdict, unordered.

    `closed`: the messenger is known to be closed across the country, so no other network there is offered.
    `worked_elsewhere`: it recently worked on another network, which is then offered whatever the status. `bans_tools`:
    no tool may be named there (`CountryRecord.bans_tools`).
    """
    return tuple(
        entry
        for entry in entries
        if not (entry.shelf or (closed and entry.remedy is Remedy.OTHER_NETWORK) or (bans_tools and entry.tool))
        and _fits(_when(entry, worked_elsewhere=worked_elsewhere), verdict, network, platform, country)
        and _may_be_shown(entry, today)
    )


def _when(entry: GuidanceEntry, *, worked_elsewhere: bool) -> When:
    open_to_all = worked_elsewhere and entry.id == ANOTHER_NETWORK
    return replace(entry.when, statuses=(), evidence=()) if open_to_all else entry.when


def _fits(when: When, verdict: MessengerVerdict, network: NetworkVerdict, platform: str, country: str) -> bool:
    if verdict.status in NO_FAILURE and verdict.status not in when.statuses:
        return False
    causes = verdict_causes(verdict)
    helped = causes & set(when.causes)
    found = _found(verdict, network)
    return (
        _allows(when.messengers, verdict.messenger)
        and _allows(when.statuses, verdict.status)
        and verdict.messenger not in when.not_messengers
        and _allows(when.platforms, platform)
        and _allows(when.countries, country)
        and country not in when.not_countries
        and _allows(when.networks, network.status)
        and (not when.functions or bool(_functions_in_trouble(verdict) & set(when.functions)))
        and (not when.answered_behind_name or _is_answered_behind_name(verdict, when))
        and (not when.works or bool(_functions_that_work(verdict) & set(when.works)))
        and not (when.old_app and verdict.old_app is None)
        and (not when.evidence or bool(found & set(when.evidence)))
        and not found & set(when.not_evidence)
        and (not when.causes or bool(helped))
        and (not when.flags or bool(set(network.flags) & set(when.flags)))
        and not (when.every_cause and _causes_of(verdict, when.answered_behind_name) - set(when.causes))
        and not causes & set(when.not_causes)
        and network.status not in when.not_networks
        and not set(network.flags) & set(when.not_flags)
    )


def _allows(limit: tuple[str, ...], word: str) -> bool:
    return not limit or word in limit


def verdict_causes(verdict: MessengerVerdict) -> frozenset[Cause]:
    """Return the causes of the messenger and of every function in trouble."""
    return frozenset(verdict.causes).union(*(f.causes for f in verdict.functions if f.status in _IN_TROUBLE))


def _functions_in_trouble(verdict: MessengerVerdict) -> frozenset[Function]:
    return frozenset(f.function for f in verdict.functions if f.status in _IN_TROUBLE)


def _causes_of(verdict: MessengerVerdict, functions: tuple[Function, ...]) -> frozenset[Cause]:
    """Return the causes of these functions only, if any is in trouble; else all causes."""
    named = [f.causes for f in verdict.functions if f.function in functions and f.status in _IN_TROUBLE]
    return frozenset(cause for causes in named for cause in causes) if named else verdict_causes(verdict)


def _found(verdict: MessengerVerdict, network: NetworkVerdict) -> frozenset[EvidenceKind]:
    ours = (one for function in verdict.functions for one in function.evidence)
    return frozenset(one.kind for one in (*network.evidence, *verdict.evidence, *ours))


def _functions_that_work(verdict: MessengerVerdict) -> frozenset[Function]:
    return frozenset(f.function for f in verdict.functions if f.status is FunctionStatus.WORKS)


def _is_answered_behind_name(verdict: MessengerVerdict, when: When) -> bool:
    """Return whether only the name is blocked: at its true address, proved servers answered in this check."""
    return any(
        f.status in _IN_TROUBLE
        and f.function in when.answered_behind_name
        and any(one.kind is EvidenceKind.ONLY_THE_NAME for one in f.evidence)
        for f in verdict.functions
    )


def _expired(entry: GuidanceEntry, today: date) -> bool:
    return today > entry.expires


def _may_be_shown(entry: GuidanceEntry, today: date) -> bool:
    return not (_expired(entry, today) and entry.on_expiry == "hide")


def on_the_shelf(
    entries: tuple[GuidanceEntry, ...], order: WayOrder, today: date, country: str, *, bans_tools: bool = False
) -> tuple[GuidanceEntry, ...]:
    """Return all that may be read today: the warning about fakes, advice for the shelf, then ways in their order.

    A tool is left out where it may not be named: where all tools are banned, or this one is (`not_countries`).
    """

    def named(entry: GuidanceEntry) -> bool:
        return entry.tool is None or not (bans_tools or country in entry.when.not_countries)

    def place(entry: GuidanceEntry) -> tuple[bool, bool, tuple[int, int], str]:
        return not entry.closing, not _ahead(entry), order.place(entry.kind, entry.id), entry.id

    shown = [e for e in entries if _may_be_shown(e, today) and _allows(e.when.countries, country) and named(e)]
    return tuple(sorted(shown, key=place))


def _ahead(entry: GuidanceEntry) -> bool:
    return entry.shelf or entry.ahead


def is_for_anybody(entry: GuidanceEntry, reach: Reach, country: str, today: date) -> bool:
    """Return whether an entry is a way to a person whatever a check found: a call, or an app licensed at either end."""
    licensed = entry.kind is WayKind.LICENSED_APP and reach.call
    there = licensed and bool({country, reach.country} & {*entry.when.countries})
    return (entry.kind is WayKind.CALL or there) and _may_be_shown(entry, today)


def sharing_is_risky(entries: tuple[GuidanceEntry, ...], country: str) -> bool:
    """Return whether a law of the country makes passing advice on risky. An old note still counts."""
    return any(note.country == country and note.sharing_is_risky for entry in entries for note in entry.legal)
