"""Countries, and what is publicly known about messengers in and between them: who said what and when, with sources."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from dialtone.model.file_fields import AddressHash
from dialtone.model.frozen import Frozen
from dialtone.model.help_place import NOTHING_ASKED, HelpAnswers
from dialtone.model.vocabulary import Cause, Function

_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())
"""The ISO 3166-1 codes in the time zone database, and XK for Kosovo."""

Day = date
"""An alias, because a field named `date` hides the class of that name."""
NEW_FOR = timedelta(days=90)
CONTENT_FOR = timedelta(days=180)
"""How long one piece of knowledge, and all content, counts as new after its newest source, wherever it is shown."""
SHUTDOWN_RECALLED_FOR = timedelta(days=4 * 365)
"""How long after the last shutdown of a country another one is thought of first. A choice: no source is known."""
WHOLE_COUNTRY = "*"
"""In place of a messenger: the row is about the country's internet."""


class CountryName(Frozen):
    """A country with its name in the reader's language."""

    code: str
    """ISO 3166-1 alpha-2."""
    name: str
    english: str
    """The name in English, which many people type."""


class SituationKind(StrEnum):
    """What a row says about a messenger, or about the internet, in its country."""

    BLOCKED = "blocked"
    """An authority announced it, or it is reported without contradiction."""
    MEASURED = "measured"
    """Third-party measurements show it blocked; nobody announced that."""
    SLOWED = "slowed"
    CALLS_BLOCKED = "calls_blocked"
    WEB_BLOCKED = "web_blocked"
    SHUTDOWN = "shutdown"
    WHITE_LIST = "white_list"
    """At times only listed services are reachable."""
    INTERCEPTED = "intercepted"
    OPEN = "open"
    """It was closed once and opened again."""
    ALLOWED = "allowed"
    """It is on a list of services that stay open."""
    PUNISHED = "punished"
    """Having it, or reading or writing certain things in it, can be punished."""


OPEN_KINDS = frozenset({SituationKind.OPEN, SituationKind.ALLOWED})
CLOSED_KINDS = frozenset({SituationKind.BLOCKED, SituationKind.MEASURED})


class DatePrecision(StrEnum):
    """How precisely the sources give the start."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class SituationSource(Frozen):
    """The source of a row. Its address is not shipped: a copy on a seized disk must not contain it."""

    publisher: str
    """Its name in the reader's language; in a file, its key."""
    address: AddressHash
    """Found in docs/sources/situations.toml."""
    read: bool
    """Whether the source itself was read, if only as a stored copy."""
    date: Day | None = None
    """None where it has none."""


class Situation(Frozen):
    """One row: what is known about one messenger in one country."""

    messenger: Annotated[str, Meta(pattern=r"^([a-z][a-z0-9_]*|\*)\Z")]
    """Its id in the catalogue, or `WHOLE_COUNTRY`."""
    what: SituationKind
    functions: Annotated[tuple[Function, ...], Meta(min_length=1)]
    confirmed_until: date
    """The last day covered by a source that was read."""
    confidence: Literal["high", "medium"]
    """Anything weaker is left out (docs/situations.md)."""
    sources: tuple[SituationSource, ...]
    since: date | None = None
    since_exact: DatePrecision = DatePrecision.UNKNOWN
    until: date | None = None
    """The last day; None where it continues as far as known, or where that day is unknown."""
    over: bool = False
    """Whether it is over although nobody said since when."""
    official: bool = False
    """An authority of the country stated that it did this."""
    causes: tuple[Cause, ...] = ()
    """The mechanism, as measured or announced; empty where nobody looked."""
    said: str = ""
    """Who announced or measured what and when: a sentence without its full stop, in the reader's language."""
    also: str = ""
    """A second sentence of that kind; empty for none."""

    @property
    def goes_on(self) -> bool:
        """Whether it continues, as far as known."""
        return self.until is None and not self.over


class ReportedBlock(Frozen):
    """A block that a named source reports for a future day. Nothing is known before that day."""

    messenger: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z")]
    reported_for: date
    """The last day on which it is shown."""
    sources: tuple[SituationSource, ...]


class CountryRecord(Frozen):
    """Everything known about one country."""

    country: str
    """Two letters, as in ISO 3166-1."""
    as_of: date
    """The day on which a reviewer last checked the rows."""
    rows: tuple[Situation, ...] = ()
    inside: str = ""
    """`in Russia`, in the reader's language."""
    across: str = ""
    """`across Russia`, in the reader's language."""
    searched: bool = False
    """Devices are searched: their contents are a danger in themselves."""
    reported: tuple[ReportedBlock, ...] = ()
    punished: bool = False
    """People were punished, or threatened with it, for using what is blocked, according to the notes on the law."""
    bans_tools: bool = False
    """Circumvention tools are banned, or people are punished for having one: none is named there."""
    spoken: tuple[Annotated[str, Meta(pattern=r"^[a-z]{2}\Z")], ...] = ()
    """The languages in which people there read what is sent, best first; empty where English must do."""

    @property
    def newest(self) -> date:
        """The last day about which anything is known."""
        return max((row.confirmed_until for row in self.rows), default=self.as_of)

    def was_shut_down_lately(self, today: date) -> bool:
        """Return whether the internet of the whole country is shut down, or was in the last years."""
        shutdowns = (row for row in self.rows if row.what is SituationKind.SHUTDOWN and row.messenger == WHOLE_COUNTRY)
        return any(today <= row.confirmed_until + SHUTDOWN_RECALLED_FOR for row in shutdowns)

    @property
    def wants_quiet(self) -> bool:
        """Whether a quiet check is offered there, and nobody is sent to another person about a messenger."""
        return self.searched or self.punished

    def find_punished(self, messenger: str) -> Situation | None:
        """Return the row that people there are punished for a messenger; None if there is none."""
        rows = (row for row in self.rows if row.what is SituationKind.PUNISHED)
        return next((row for row in rows if row.messenger == messenger), None)


NO_COUNTRY = CountryRecord("", date.min)
"""In place of the record of a country that was not chosen, or about which nothing is known."""


def is_old(as_of: date, today: date) -> bool:
    """Return whether it is put in the past tense and no longer reassures. A warning stays, with its date."""
    return today > as_of + NEW_FOR


def is_outdated(day: date, today: date) -> bool:
    """Return whether all of Dialtone's knowledge is so old that it explains how to get newer content."""
    return today > day + CONTENT_FOR


# Between two countries: which messengers work at both ends, and calls


class Pair(Frozen):
    """Two countries between which many families are separated."""

    ends: tuple[str, str]
    messages: tuple[str, ...] = ()
    """The ids of the messengers that carry messages at both ends, best first."""
    calls: tuple[str, ...] = ()
    as_of: date | None = None
    """The date of the newest dated source; None for general knowledge."""


class Accounts(Frozen):
    """Who can register with a messenger at all."""

    messenger: str
    countries: tuple[str, ...]
    """The countries whose phone numbers it accepts."""
    as_of: date
    sources: tuple[SituationSource, ...]
    said: str = ""


class NoCalls(Frozen):
    """A report that ordinary calls between two countries fail."""

    ends: tuple[str, str]
    as_of: date
    sources: tuple[SituationSource, ...]
    said: str = ""


class BothCountries(Frozen):
    """Everything known about reaching one country from another."""

    pairs: tuple[Pair, ...] = ()
    accounts: tuple[Accounts, ...] = ()
    no_calls: tuple[NoCalls, ...] = ()

    def pair(self, here: str, there: str) -> Pair | None:
        """Return what is known about two countries, in either order; None where nothing is."""
        return next((pair for pair in self.pairs if set(pair.ends) == {here, there}), None)


NOTHING_KNOWN = BothCountries()


def find_record(records: Iterable[CountryRecord], country: str) -> CountryRecord:
    """Return the record of a country; `NO_COUNTRY` if there is none, or if no country was chosen."""
    return next((record for record in records if record.country == country), NO_COUNTRY)


class Person(Frozen):
    """The reader of a page. No name, no account: only what decides which words are true and safe."""

    today: date
    country: str = ""
    """Its code; empty if none was chosen."""
    platform: str = ""
    """The operating system, as `OperatingSystem.name`; empty for all."""
    records: tuple[CountryRecord, ...] = ()
    """What is publicly known about each country."""
    answers: HelpAnswers = NOTHING_ASKED
    """Which places named in advice answered here."""

    @property
    def record(self) -> CountryRecord:
        """What is publicly known about the person's country."""
        return find_record(self.records, self.country)
