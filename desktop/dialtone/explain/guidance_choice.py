"""Which advice fits a verdict: only what helps against the measured cause. `ranking.py` orders it. Pure."""

from collections.abc import Iterable, Sequence

from dialtone.explain.evidence import kinds_of
from dialtone.explain.situation_words import find_restriction
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, When
from dialtone.model.situation import Person
from dialtone.model.status_groups import IN_TROUBLE, NO_FAILURE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus
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

    Another network is not advised where the messenger is closed across the person's country, and nothing that is
    dangerous there. `worked_elsewhere`: it recently worked on another network, which is then advised whatever the
    status.
    """
    is_closed = find_restriction(person.record, verdict, network) is not None
    fitting = []
    for entry in entries:
        is_futile = is_closed and entry.kind is WayKind.OTHER_LINE
        if entry.reference_only or is_futile or _is_dangerous(entry, person) or not _is_shown(entry, person):
            continue
        when = entry.when
        if worked_elsewhere and entry.id == ANOTHER_NETWORK:
            when = replace(when, statuses=(), evidence=())
        if _fits(when, verdict, network, person):
            fitting.append(entry)
    return tuple(fitting)


def _fits(when: When, verdict: MessengerVerdict, network: NetworkVerdict, person: Person) -> bool:
    """Return whether all the conditions of an entry hold."""
    kinds = kinds_of(verdict).union(item.kind for item in network.evidence)
    return (
        _fits_messenger(when, verdict)
        and _fits_functions(when, verdict)
        and _fits_causes(when, verdict)
        and _holds(kinds, when.evidence, when.not_evidence)
        and _holds({network.status}, when.networks, when.not_networks)
        and _holds(network.flags, when.flags, when.not_flags)
        and _holds({person.platform}, when.platforms)
        and _holds({person.country}, when.countries, when.not_countries)
    )


def _fits_messenger(when: When, verdict: MessengerVerdict) -> bool:
    """Return whether the conditions on the messenger as a whole hold: which it is, its status, its installed app.

    Where it works or was not tested, an entry fits only if it names that status.
    """
    needs_failure = not when.statuses
    return (
        _holds({verdict.messenger}, when.messengers, when.not_messengers)
        and _holds({verdict.status}, when.statuses)
        and not (needs_failure and verdict.status in NO_FAILURE)
        and not (when.old_app and verdict.old_app is None)
    )


def _fits_functions(when: When, verdict: MessengerVerdict) -> bool:
    """Return whether the conditions on functions hold: which work, and which are in trouble."""
    working = {f.function for f in verdict.functions if f.status is FunctionStatus.WORKS}
    # What this check saw working is also worth offering for what it could not judge.
    may_need_it = IN_TROUBLE | {FunctionStatus.UNKNOWN} if when.works else IN_TROUBLE
    in_need = {f.function for f in verdict.functions if f.status in may_need_it}
    return _holds(working, when.works) and _holds(in_need, when.functions)


def _fits_causes(when: When, verdict: MessengerVerdict) -> bool:
    """Return whether the conditions on causes hold, and whether only names are blocked where an entry requires it."""
    in_trouble = [f for f in verdict.functions if f.status in IN_TROUBLE]
    causes = {*verdict.causes, *_causes_of(in_trouble)}
    # An entry for certain functions has to help against their causes alone, whatever else fails.
    may_need_it = (f for f in verdict.functions if f.status in IN_TROUBLE | {FunctionStatus.UNKNOWN})
    behind_name = [f for f in may_need_it if f.function in when.answered_behind_name]
    relevant_causes = _causes_of(behind_name) if behind_name else causes
    only_names_are_blocked = any(shows(f, EvidenceKind.ONLY_THE_NAME) for f in behind_name)
    return (
        _holds(causes, when.causes, when.not_causes)
        and not (when.every_cause and not relevant_causes.issubset(when.causes))
        and (not when.answered_behind_name or only_names_are_blocked)
    )


def _causes_of(functions: Iterable[FunctionVerdict]) -> set[Cause]:
    return {cause for function in functions for cause in function.causes}


def _holds(found: Iterable[str], any_of: Sequence[str], none_of: Sequence[str] = ()) -> bool:
    """Return whether something of `any_of` was found, or `any_of` is empty, and nothing of `none_of` was found."""
    found = set(found)
    return (not any_of or not found.isdisjoint(any_of)) and found.isdisjoint(none_of)


def _is_shown(entry: GuidanceEntry, person: Person) -> bool:
    """Return whether an entry is shown: until it expires, and most even after that, with a note that they are old."""
    return person.today <= entry.expires or entry.on_expiry != "hide"


def _is_dangerous(entry: GuidanceEntry, person: Person) -> bool:
    """Return whether an entry names a tool that the person's country bans, or needs help with a punished messenger."""
    record = person.record
    tells_somebody = entry.kind is WayKind.HELPER and any(map(record.find_punished, entry.when.messengers))
    return tells_somebody or (record.bans_tools and entry.tool is not None)


def choose_reference(entries: tuple[GuidanceEntry, ...], order: WayOrder, person: Person) -> tuple[GuidanceEntry, ...]:
    """Return the reference section: the warning about fakes, what to know beforehand, then ways in their order."""

    def rank(entry: GuidanceEntry) -> tuple[bool, bool, tuple[int, int], str]:
        is_read_beforehand = entry.reference_only or entry.ahead
        return not entry.closing, not is_read_beforehand, order.rank(entry.kind, entry.id), entry.id

    listed = [
        entry
        for entry in entries
        if _holds({person.country}, entry.when.countries, entry.when.not_countries)
        and not _is_dangerous(entry, person)
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
