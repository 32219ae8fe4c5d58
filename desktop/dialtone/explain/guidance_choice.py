"""Which advice fits a verdict: only what helps against the measured cause. `ranking.py` orders it. Pure."""

from collections.abc import Iterable, Sequence

from dialtone.explain.evidence import kinds_of
from dialtone.explain.situation_words import find_restriction
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, When
from dialtone.model.situation import Person
from dialtone.model.status_groups import IN_TROUBLE, NO_FAILURE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import EvidenceKind, FunctionStatus
from dialtone.model.way import Reach, WayKind, WayOrder

ANOTHER_NETWORK = "another-network"
"""The id of the advice to check on another network."""


def find_fitting_advice(
    entries: tuple[GuidanceEntry, ...],
    verdict: MessengerVerdict,
    network: NetworkVerdict,
    person: Person,
    *,
    worked_elsewhere: bool = False,
) -> tuple[GuidanceEntry, ...]:
    """Return the entries for this verdict in the order of `entries`.

    Another network is not advised where the messenger is closed across the person's country, and a tool not where they
    are banned. `worked_elsewhere`: it recently worked on another network, which is then advised whatever the status.
    """
    is_closed = find_restriction(person.record, verdict, network) is not None
    fitting = []
    for entry in entries:
        is_futile = is_closed and entry.kind is WayKind.OTHER_LINE
        if entry.reference_only or is_futile or _is_banned(entry, person) or not _is_shown(entry, person):
            continue
        when = entry.when
        if worked_elsewhere and entry.id == ANOTHER_NETWORK:
            when = replace(when, statuses=(), evidence=())
        if _fits(when, verdict, network, person):
            fitting.append(entry)
    return tuple(fitting)


def _fits(when: When, verdict: MessengerVerdict, network: NetworkVerdict, person: Person) -> bool:
    """Where the messenger works or was not tested, an entry fits only if it names that status."""
    if verdict.status in NO_FAILURE and verdict.status not in when.statuses:
        return False
    troubled = [f for f in verdict.functions if f.status in IN_TROUBLE]
    # What this check saw working is also worth offering for what it could not judge.
    may_need_it = IN_TROUBLE | {FunctionStatus.UNKNOWN} if when.works else IN_TROUBLE
    causes = {*verdict.causes, *(cause for f in troubled for cause in f.causes)}
    kinds = kinds_of(verdict).union(item.kind for item in network.evidence)
    # An entry for certain functions has to help against their causes alone, whatever else fails.
    behind_name = [f for f in troubled if f.function in when.answered_behind_name]
    causes_to_remove = {cause for f in behind_name for cause in f.causes} if behind_name else causes
    return (
        _holds({verdict.messenger}, when.messengers, when.not_messengers)
        and _holds({verdict.status}, when.statuses)
        and _holds(causes, when.causes, when.not_causes)
        and _holds({f.function for f in verdict.functions if f.status in may_need_it}, when.functions)
        and _holds({f.function for f in verdict.functions if f.status is FunctionStatus.WORKS}, when.works)
        and _holds(kinds, when.evidence, when.not_evidence)
        and _holds({network.status}, when.networks, when.not_networks)
        and _holds(network.flags, when.flags, when.not_flags)
        and _holds({person.platform}, when.platforms)
        and _holds({person.country}, when.countries, when.not_countries)
        and not (when.old_app and verdict.old_app is None)
        and not (when.every_cause and causes_to_remove - {*when.causes})
        and (not when.answered_behind_name or any(shows(f, EvidenceKind.ONLY_THE_NAME) for f in behind_name))
    )


def _holds(found: Iterable[str], any_of: Sequence[str], none_of: Sequence[str] = ()) -> bool:
    """Return whether something of `any_of` was found, unless it is empty, and nothing of `none_of`."""
    found = set(found)
    return (not any_of or not found.isdisjoint(any_of)) and found.isdisjoint(none_of)


def _is_shown(entry: GuidanceEntry, person: Person) -> bool:
    """Return whether an entry is still shown: most are after their expiry too, with a note that they are old."""
    return person.today <= entry.expires or entry.on_expiry != "hide"


def _is_banned(entry: GuidanceEntry, person: Person) -> bool:
    return person.record.bans_tools and entry.tool is not None


def list_reference(entries: tuple[GuidanceEntry, ...], order: WayOrder, person: Person) -> tuple[GuidanceEntry, ...]:
    """Return the reference section: the warning about fakes, what to know beforehand, then ways in their order."""

    def rank(entry: GuidanceEntry) -> tuple[bool, bool, tuple[int, int], str]:
        is_read_beforehand = entry.reference_only or entry.ahead
        return not entry.closing, not is_read_beforehand, order.rank(entry.kind, entry.id), entry.id

    listed = [
        entry
        for entry in entries
        if _holds({person.country}, entry.when.countries, entry.when.not_countries)
        and not _is_banned(entry, person)
        and _is_shown(entry, person)
    ]
    return tuple(sorted(listed, key=rank))


def is_for_anybody(entry: GuidanceEntry, reach: Reach, person: Person) -> bool:
    """Return whether an entry is a way to a person whatever a check found: a call, or an app licensed at either end."""
    is_call_app = entry.kind is WayKind.LICENSED_APP and reach.call
    is_licensed_app = is_call_app and not {person.country, reach.country}.isdisjoint(entry.when.countries)
    return (entry.kind is WayKind.CALL or is_licensed_app) and _is_shown(entry, person)


def is_sharing_risky(entries: tuple[GuidanceEntry, ...], country: str) -> bool:
    """Return whether a law of the country makes passing advice on risky. An old note still counts."""
    return any(note.country == country and note.sharing_is_risky for entry in entries for note in entry.legal)
