"""The person for whom words are chosen: the day, the country, the operating system, and what is known about them."""

from collections.abc import Iterable
from datetime import date

from dialtone.model.frozen import Frozen
from dialtone.model.help_place import NOTHING_ASKED, HelpAnswers
from dialtone.model.situation import NO_COUNTRY, CountryRecord


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
