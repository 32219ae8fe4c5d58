"""Which advice fits a verdict: only what helps against the measured cause. `ranking.py` orders it. Pure."""

from datetime import date
from typing import NamedTuple

from dialtone.explain.evidence import kinds_of
from dialtone.explain.person import Person
from dialtone.explain.situation_words import find_restriction
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, When
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
    """Return the entries for this verdict in the order of `entries`.

    Another network is not advised where the messenger is closed across the person's country, and a tool not where they
    are banned. `worked_elsewhere`: it recently worked on another network, which is then advised whatever the status.
    """
    is_closed = find_restriction(person.record, verdict, network) is not None

    def is_ruled_out(entry: GuidanceEntry) -> bool:
        """Return whether an entry is not advised here, whatever its conditions."""
        is_futile = is_closed and entry.kind is WayKind.OTHER_LINE
        is_banned = person.record.bans_tools and entry.tool is not None
        return entry.reference_only or is_futile or is_banned or not _may_be_shown(entry, person.today)

    def conditions_of(entry: GuidanceEntry) -> When:
        """Return an entry's conditions, without those that it need not meet where it worked elsewhere."""
        is_always_offered = worked_elsewhere and entry.id == ANOTHER_NETWORK
        return replace(entry.when, statuses=(), evidence=()) if is_always_offered else entry.when

    return tuple(
        entry for entry in entries if not is_ruled_out(entry) and _fits(conditions_of(entry), verdict, network, person)
    )


class _Condition(NamedTuple):
    """One thing that was found, and what an entry requires of it."""

    found: frozenset[str]
    any_of: tuple[str, ...]
    """At least one of these must have been found; empty if the entry sets no limit."""
    none_of: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the entry may be offered as far as this is concerned."""
        return (not self.any_of or not self.found.isdisjoint(self.any_of)) and self.found.isdisjoint(self.none_of)


def _fits(when: When, verdict: MessengerVerdict, network: NetworkVerdict, person: Person) -> bool:
    """Return whether every condition of an entry holds for this verdict.

    Where the messenger works or was not tested, an entry fits only if it names that status.
    """
    if verdict.status in NO_FAILURE and verdict.status not in when.statuses:
        return False
    troubled = [f for f in verdict.functions if f.status in IN_TROUBLE]
    # What this check saw working is also worth offering for what it could not judge.
    may_need_it = IN_TROUBLE | {FunctionStatus.UNKNOWN} if when.works else IN_TROUBLE
    causes = frozenset(verdict.causes).union(*(f.causes for f in troubled))
    working = frozenset(f.function for f in verdict.functions if f.status is FunctionStatus.WORKS)
    kinds = kinds_of(verdict).union(item.kind for item in network.evidence)
    conditions = (
        _Condition(frozenset({verdict.messenger}), when.messengers, when.not_messengers),
        _Condition(frozenset({verdict.status}), when.statuses),
        _Condition(causes, when.causes, when.not_causes),
        _Condition(frozenset(f.function for f in verdict.functions if f.status in may_need_it), when.functions),
        _Condition(working, when.works),
        _Condition(kinds, when.evidence, when.not_evidence),
        _Condition(frozenset({network.status}), when.networks, when.not_networks),
        _Condition(frozenset(network.flags), when.flags, when.not_flags),
        _Condition(frozenset({person.platform}), when.platforms),
        _Condition(frozenset({person.country}), when.countries, when.not_countries),
    )
    # An entry for certain functions has to help against their causes alone, whatever else fails.
    behind_name = [f for f in troubled if f.function in when.answered_behind_name]
    causes_to_remove = frozenset[Cause]().union(*(f.causes for f in behind_name)) if behind_name else causes
    return (
        all(condition.holds for condition in conditions)
        and not (when.old_app and verdict.old_app is None)
        and not (when.every_cause and causes_to_remove - {*when.causes})
        and (not when.answered_behind_name or any(shows(f, EvidenceKind.ONLY_THE_NAME) for f in behind_name))
    )


def _may_be_shown(entry: GuidanceEntry, today: date) -> bool:
    """Return whether an entry is still shown: most are after their expiry too, with a note that they are old."""
    return today <= entry.expires or entry.on_expiry != "hide"


def list_reference(entries: tuple[GuidanceEntry, ...], order: WayOrder, person: Person) -> tuple[GuidanceEntry, ...]:
    """Return the reference section: the warning about fakes, what is good to know beforehand, then ways in their order.

    An entry is left out where it may not be offered (`not_countries`), and a tool where tools are banned.
    """
    country, bans_tools = person.country, person.record.bans_tools

    def may_be_listed(entry: GuidanceEntry) -> bool:
        """Return whether an entry may be read today in the person's country."""
        is_for_country = country in (entry.when.countries or (country,)) and country not in entry.when.not_countries
        is_banned = bans_tools and entry.tool is not None
        return is_for_country and not is_banned and _may_be_shown(entry, person.today)

    def rank(entry: GuidanceEntry) -> tuple[bool, bool, tuple[int, int], str]:
        """Return the sort key of an entry, the smallest for the first."""
        is_read_beforehand = entry.reference_only or entry.ahead
        return not entry.closing, not is_read_beforehand, order.rank(entry.kind, entry.id), entry.id

    return tuple(sorted(filter(may_be_listed, entries), key=rank))


def is_for_anybody(entry: GuidanceEntry, reach: Reach, person: Person) -> bool:
    """Return whether an entry is a way to a person whatever a check found: a call, or an app licensed at either end."""
    is_call_app = entry.kind is WayKind.LICENSED_APP and reach.call
    is_licensed_app = is_call_app and not {person.country, reach.country}.isdisjoint(entry.when.countries)
    return (entry.kind is WayKind.CALL or is_licensed_app) and _may_be_shown(entry, person.today)


def is_sharing_risky(entries: tuple[GuidanceEntry, ...], country: str) -> bool:
    """Return whether a law of the country makes passing advice on risky. An old note still counts."""
    return any(note.country == country and note.sharing_is_risky for entry in entries for note in entry.legal)
