"""What is known of the other end: which messengers are open there, which are closed, and whether calls get through.

A word that something is open there counts for 90 days; a word that it is closed stays, with its month. "No word" is
never "open".
"""

from collections.abc import Iterable
from datetime import date

from dialtone.explain.known import find_record
from dialtone.model.frozen import Frozen
from dialtone.model.situation import (
    WHOLE_COUNTRY,
    Accounts,
    BothCountries,
    CountryRecord,
    Known,
    NoCalls,
    Pair,
    Situation,
    is_old,
)
from dialtone.model.vocabulary import Function
from dialtone.model.way import Reach

_OPEN = frozenset({Known.OPEN, Known.ALLOWED})
_CLOSED = frozenset({Known.BLOCKED, Known.MEASURED, Known.SLOWED, Known.CALLS_BLOCKED, Known.SHUTDOWN})


class OtherEnd(Frozen):
    """What is known of where the other one is, for what is wanted."""

    record: CountryRecord | None = None
    open_there: frozenset[str] = frozenset()
    """Newly reported to work there."""
    closed_there: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    """Known to work at both ends once; nobody has said so lately."""
    accounts: tuple[Accounts, ...] = ()
    """Who may register."""
    no_calls: NoCalls | None = None

    def closes(self, messenger: str) -> bool:
        """Return whether it is known not to work there; nothing does where the internet is cut."""
        return not self.closed_there.isdisjoint((messenger, WHOLE_COUNTRY))


NOTHING_KNOWN = OtherEnd()


def other_end(facts: BothCountries, records: Iterable[CountryRecord], here: str, reach: Reach, today: date) -> OtherEnd:
    """Return what is known of whom a person wants to reach from a country; nothing where they named none."""
    if not reach.country:
        return NOTHING_KNOWN
    record, pair = find_record(records, reach.country), facts.pair(here, reach.country)
    part = Function.CALLS if reach.call else Function.MESSAGES
    going_on = [row for row in (record.rows if record is not None else ()) if row.goes_on and part in row.functions]
    named = {code for code in (here, reach.country) if code}
    refused = {row.messenger for row in facts.accounts if not named <= {*row.countries}}
    return OtherEnd(
        record,
        frozenset(row.messenger for row in going_on if row.what in _OPEN and _is_new(row, today)),
        frozenset(row.messenger for row in going_on if row.what in _CLOSED) | refused,
        frozenset(_listed(pair, reach)),
        tuple(row for row in facts.accounts if row.messenger not in refused),
        next((row for row in facts.no_calls if set(row.ends) == {here, reach.country}), None),
    )


def _is_new(row: Situation, today: date) -> bool:
    return not is_old(row.confirmed_until, today)


def _listed(pair: Pair | None, reach: Reach) -> tuple[str, ...]:
    return () if pair is None else pair.calls if reach.call else pair.messages
