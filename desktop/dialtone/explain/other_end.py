"""The other end of a conversation: what is known about the country of the person to be reached. Pure.

A report that something is open there counts for 90 days; a report that it is closed stays, with its month. "No report"
is never "open".
"""

from dialtone.model.frozen import Frozen
from dialtone.model.situation import (
    CLOSED_KINDS,
    NO_COUNTRY,
    OPEN_KINDS,
    WHOLE_COUNTRY,
    Accounts,
    BothCountries,
    CountryRecord,
    NoCalls,
    Person,
    SituationKind,
    find_record,
    is_old,
)
from dialtone.model.vocabulary import Function
from dialtone.model.way import Reach

_HINDERED_KINDS = CLOSED_KINDS | {SituationKind.SLOWED, SituationKind.CALLS_BLOCKED, SituationKind.SHUTDOWN}


class OtherEnd(Frozen):
    """What is known about the other person's country, for what is wanted: messages or calls. Messengers are ids."""

    record: CountryRecord = NO_COUNTRY
    open_there: frozenset[str] = frozenset()
    """Messengers recently reported to work there."""
    closed_there: frozenset[str] = frozenset()
    """Messengers, or `WHOLE_COUNTRY`, known not to work there, or to refuse accounts of one of the two countries."""
    listed: frozenset[str] = frozenset()
    """Messengers once known to work at both ends, without recent reports."""
    accounts: tuple[Accounts, ...] = ()
    """Which countries' phone numbers a messenger accepts, for those that accept both."""
    no_calls: NoCalls | None = None
    """The report that ordinary calls between the two countries fail; None if there is none."""

    def is_closed(self, messenger: str) -> bool:
        """Return whether a messenger is known not to work there; none works where the internet is cut."""
        return not self.closed_there.isdisjoint((messenger, WHOLE_COUNTRY))


UNKNOWN_END = OtherEnd()


def find_other_end(facts: BothCountries, person: Person, reach: Reach) -> OtherEnd:
    """Return what is known about whom the person wants to reach; `UNKNOWN_END` if no country was chosen for them."""
    if not reach.country:
        return UNKNOWN_END
    here, there, today = person.country, reach.country, person.today
    record = find_record(person.records, there)
    pair = facts.pair(here, there)
    part = Function.CALLS if reach.call else Function.MESSAGES
    going_on = [row for row in record.rows if row.goes_on and part in row.functions]
    recent = [row for row in going_on if not is_old(row.confirmed_until, today)]
    hindered = {row.messenger for row in going_on if row.what in _HINDERED_KINDS}
    both_countries = {code for code in (here, there) if code}
    refused = {row.messenger for row in facts.accounts if not both_countries <= {*row.countries}}
    listed = (pair.calls if reach.call else pair.messages) if pair is not None else ()
    return OtherEnd(
        record,
        open_there=frozenset(row.messenger for row in recent if row.what in OPEN_KINDS),
        closed_there=frozenset(hindered | refused),
        listed=frozenset(listed),
        accounts=tuple(row for row in facts.accounts if row.messenger not in refused),
        no_calls=find_no_calls(facts, here, there),
    )


def find_no_calls(facts: BothCountries, here: str, there: str) -> NoCalls | None:
    """Return that ordinary calls between two countries fail, if they are known to."""
    return next((row for row in facts.no_calls if set(row.ends) == {here, there}), None)
