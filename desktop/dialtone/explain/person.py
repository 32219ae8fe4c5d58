"""The person for whom words are chosen: the day, the country, the operating system, and what is known about them."""

from collections.abc import Iterable
from datetime import date

from dialtone.model.frozen import Frozen
from dialtone.model.help_place import NOTHING_ASKED, HelpAnswers
from dialtone.model.situation import CountryRecord


def find_record(records: Iterable[CountryRecord], country: str) -> CountryRecord | None:
    """Return the record of a country; None if there is none or no country was chosen."""
    return next((record for record in records if record.country == country), None)


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
    def record(self) -> CountryRecord | None:
        """What is publicly known about the person's country; None if nothing is or none was chosen."""
        return find_record(self.records, self.country)

    @property
    def bans_tools(self) -> bool:
        """Whether no tool may be named there (`CountryRecord.bans_tools`)."""
        return self.record is not None and self.record.bans_tools
