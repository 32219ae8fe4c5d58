"""What is publicly known of messengers in a country, and between two: who said what, when, and by which sources."""

from datetime import date, timedelta
from enum import StrEnum

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Cause, Function

Day = date
"""A field named `date` hides the class of that name."""
NEW_FOR = timedelta(days=90)
CONTENT_FOR = timedelta(days=180)
"""How long what is known, and all content, counts as new: one count for every surface, from its newest source."""
WHOLE_COUNTRY = "*"
"""In the place of a messenger: the row is about the internet of the country."""


class Known(StrEnum):
    """What a row says of a messenger, or of the internet, in its country."""

    BLOCKED = "blocked"
    """An authority announced it, or it is reported without contradiction."""
    MEASURED = "measured"
    """Tests of others show it blocked; nobody announced that."""
    SLOWED = "slowed"
    CALLS_BLOCKED = "calls_blocked"
    WEB_BLOCKED = "web_blocked"
    SHUTDOWN = "shutdown"
    WHITE_LIST = "white_list"
    """At times only listed services open."""
    INTERCEPTED = "intercepted"
    OPEN = "open"
    """It was closed once and was opened again."""
    ALLOWED = "allowed"
    """It is on a list of what stays open."""
    PUNISHED = "punished"
    """It is open, and what people read or write in it can be punished."""


class Exactness(StrEnum):
    """How exactly the sources give the beginning."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class SituationSource(Frozen):
    """Where a row comes from. Its address is not shipped: a copy on a disk that is seized must not hold it."""

    publisher: str
    """Its name in the reader's language; in a file, its key."""
    address: str
    """`sha256:` and the first 16 figures of the hash of the address, as docs/sources/situations.toml has it."""
    read: bool
    """Whether its own words were read, if only as a stored copy."""
    date: Day | None = None
    """None where it carries none."""


class Situation(Frozen):
    """One row: what is known of one messenger in one country."""

    messenger: str
    """Its id in the catalogue, or `WHOLE_COUNTRY`."""
    what: Known
    functions: tuple[Function, ...]
    confirmed_until: date
    """The last day of which a source that was read speaks."""
    confidence: str
    """`high` or `medium`: what is weaker is left out (docs/situations.md)."""
    sources: tuple[SituationSource, ...]
    since: date | None = None
    since_exact: Exactness = Exactness.UNKNOWN
    until: date | None = None
    """The last day; None where it goes on as far as is known, or where that day is not known."""
    over: bool = False
    """It is over, and nobody said since when."""
    official: bool = False
    """An authority of the country said that it did this."""
    causes: tuple[Cause, ...] = ()
    """By what means, as measured or announced; empty where nobody looked."""
    said: str = ""
    """Who announced or measured what and when: a sentence without its full stop, in the reader's language."""
    also: str = ""
    """What belongs beside it, as another such sentence; may be empty."""

    @property
    def goes_on(self) -> bool:
        """Whether it goes on as far as is known."""
        return self.until is None and not self.over


class ReportedBlock(Frozen):
    """A block that a named source reports for a day to come. Nothing is known before that day."""

    messenger: str
    """Its id in the catalogue."""
    reported_for: date
    """The last day on which it is said."""
    sources: tuple[SituationSource, ...]


class CountryRecord(Frozen):
    """All that is known of one country."""

    country: str
    """Two letters, as in ISO 3166-1."""
    as_of: date
    """The day on which a reviewer last went through the rows."""
    rows: tuple[Situation, ...] = ()
    inside: str = ""
    """`in Russia`, in the reader's language."""
    across: str = ""
    """`across Russia`, in the same."""
    searched: bool = False
    """Devices are searched: what is on them is a danger of its own."""
    reported: tuple[ReportedBlock, ...] = ()
    """What is reported for days to come, and not confirmed."""
    punished: bool = False
    """People were punished, or are threatened with it, for using what is blocked; as the notes on the law say."""

    bans_tools: bool = False
    """Tools that lead round a block are banned, or people are punished for having one: none is named there."""

    spoken: tuple[str, ...] = ()
    """The languages in which a person there reads what is sent, best first; empty where English has to do."""

    @property
    def newest(self) -> date:
        """The last day of which anything is known."""
        return max((row.confirmed_until for row in self.rows), default=self.as_of)

    @property
    def wants_quiet(self) -> bool:
        """Whether a quiet check is offered there."""
        return self.searched or self.punished


def is_old(as_of: date, today: date) -> bool:
    """Return whether it is told in the past tense, and no longer reassures. A warning stays, with its day."""
    return today > as_of + NEW_FOR


def is_outdated(day: date, today: date) -> bool:
    """Return whether all that Dialtone knows is so old that it says how to get newer content."""
    return today > day + CONTENT_FOR


class KnownHere(Frozen):
    """The row that fits what was measured, and the country it belongs to."""

    record: CountryRecord
    row: Situation

    def is_old(self, today: date) -> bool:
        """Return whether it must be said in the past tense."""
        return is_old(self.row.confirmed_until, today)


# Between two countries: which messengers work at both ends, and calls


class Pair(Frozen):
    """Two countries with many families apart."""

    ends: tuple[str, str]
    messages: tuple[str, ...] = ()
    """The ids of the messengers that carry messages at both ends, best first."""
    calls: tuple[str, ...] = ()
    """Those that carry calls."""
    phone: bool = True
    """No where ordinary calls are known to fail."""
    as_of: date | None = None
    """The day of the newest dated word; None where it is general knowledge."""


class Accounts(Frozen):
    """Who may register with a messenger at all."""

    messenger: str
    countries: tuple[str, ...]
    """Whose phone numbers it takes."""
    as_of: date
    sources: tuple[SituationSource, ...]
    said: str = ""
    """In the reader's language."""


class NoCalls(Frozen):
    """That ordinary calls between two countries are known to fail."""

    ends: tuple[str, str]
    as_of: date
    sources: tuple[SituationSource, ...]
    said: str = ""
    """In the reader's language."""


class BothCountries(Frozen):
    """All that is known of reaching one country from another."""

    pairs: tuple[Pair, ...] = ()
    accounts: tuple[Accounts, ...] = ()
    no_calls: tuple[NoCalls, ...] = ()

    def pair(self, here: str, there: str) -> Pair | None:
        """Return what is known of two countries, in whichever order; None where nothing is."""
        return next((pair for pair in self.pairs if set(pair.ends) == {here, there}), None)


NOTHING_KNOWN = BothCountries()
