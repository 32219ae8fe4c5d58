"""Which advice fits a verdict: only what helps against the measured cause. `ranking.py` orders it. Pure."""

from datetime import date

from dialtone.explain.evidence import kinds_of
from dialtone.explain.person import Person
from dialtone.explain.situation_words import find_restriction
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, Remedy, When
from dialtone.model.status_groups import IN_TROUBLE, NO_FAILURE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict, shows
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
    """Return the entries for this verdict, unordered: no other network where all of the person's country is closed.

    `worked_elsewhere`: it recently worked on another network, which is then offered whatever the status.
    """
    bans_tools = person.record.bans_tools
    closed = find_restriction(person.record, verdict, network) is not None

    def conditions_of(entry: GuidanceEntry) -> When:
        """Return an entry's conditions: another network on which it worked is offered whatever the status here."""
        is_always_offered = worked_elsewhere and entry.id == ANOTHER_NETWORK
        return replace(entry.when, statuses=(), evidence=()) if is_always_offered else entry.when

    return tuple(
        entry
        for entry in entries
        if not (entry.shelf or (closed and entry.remedy is Remedy.OTHER_NETWORK) or (bans_tools and entry.tool))
        and _fits(conditions_of(entry), verdict, network, person)
        and _may_be_shown(entry, person.today)
    )


def _fits(when: When, verdict: MessengerVerdict, network: NetworkVerdict, person: Person) -> bool:
    """Return whether every condition of an entry holds for this verdict."""
    if verdict.status in NO_FAILURE and verdict.status not in when.statuses:
        return False
    troubled = [f for f in verdict.functions if f.status in IN_TROUBLE]
    causes = frozenset(verdict.causes).union(*(f.causes for f in troubled))
    behind_name = [f for f in troubled if f.function in when.answered_behind_name]
    needed_causes = frozenset[Cause]().union(*(f.causes for f in behind_name)) if behind_name else causes
    conditions: tuple[tuple[frozenset[str], tuple[str, ...], tuple[str, ...]], ...] = (
        # what is present, what of it the entry asks for (at least one, if any is named), and what it excludes
        (frozenset({verdict.messenger}), when.messengers, when.not_messengers),
        (frozenset({verdict.status}), when.statuses, ()),
        (causes, when.causes, when.not_causes),
        (frozenset(f.function for f in troubled), when.functions, ()),
        (frozenset(f.function for f in verdict.functions if f.status is FunctionStatus.WORKS), when.works, ()),
        (kinds_of(verdict).union(item.kind for item in network.evidence), when.evidence, when.not_evidence),
        (frozenset({network.status}), when.networks, when.not_networks),
        (frozenset(network.flags), when.flags, when.not_flags),
        (frozenset({person.platform}), when.platforms, ()),
        (frozenset({person.country}), when.countries, when.not_countries),
    )
    return (
        all((not any_of or present & {*any_of}) and not present & {*none_of} for present, any_of, none_of in conditions)
        and not (when.old_app and verdict.old_app is None)
        and not (when.every_cause and needed_causes - {*when.causes})
        and (not when.answered_behind_name or any(shows(f, EvidenceKind.ONLY_THE_NAME) for f in behind_name))
    )


def _may_be_shown(entry: GuidanceEntry, today: date) -> bool:
    return today <= entry.expires or entry.on_expiry != "hide"


def list_shelf(entries: tuple[GuidanceEntry, ...], order: WayOrder, person: Person) -> tuple[GuidanceEntry, ...]:
    """Return all that may be read today: the warning about fakes, advice for the shelf, then ways in their order.

    An entry is left out where it may not be offered (`not_countries`), and a tool where all of them are banned.
    """
    today, country, bans_tools = person.today, person.country, person.record.bans_tools

    def may_be_named(entry: GuidanceEntry) -> bool:
        return country not in entry.when.not_countries and not (bans_tools and entry.tool is not None)

    def rank(entry: GuidanceEntry) -> tuple[bool, bool, tuple[int, int], str]:
        return not entry.closing, not (entry.shelf or entry.ahead), order.place(entry.kind, entry.id), entry.id

    here = [entry for entry in entries if country in (entry.when.countries or (country,))]
    return tuple(sorted((e for e in here if _may_be_shown(e, today) and may_be_named(e)), key=rank))


def is_for_anybody(entry: GuidanceEntry, reach: Reach, person: Person) -> bool:
    """Return whether an entry is a way to a person whatever a check found: a call, or an app licensed at either end."""
    licensed = entry.kind is WayKind.LICENSED_APP and reach.call
    licensed_at_an_end = licensed and bool({person.country, reach.country} & {*entry.when.countries})
    return (entry.kind is WayKind.CALL or licensed_at_an_end) and _may_be_shown(entry, person.today)


def is_sharing_risky(entries: tuple[GuidanceEntry, ...], country: str) -> bool:
    """Return whether a law of the country makes passing advice on risky. An old note still counts."""
    return any(note.country == country and note.sharing_is_risky for entry in entries for note in entry.legal)
