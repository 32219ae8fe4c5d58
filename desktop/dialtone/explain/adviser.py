"""What can be said without a check: advice and the law on it, what is known about countries, who can read what."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from typing import Self

from dialtone.explain.country_words import say_country, say_for_them
from dialtone.explain.guidance_choice import is_sharing_risky, list_reference
from dialtone.explain.guidance_words import list_law, put_into_words, say_law_in_short
from dialtone.explain.person import Person, find_record
from dialtone.explain.ranking import is_using_punished
from dialtone.explain.sentences import Sentences
from dialtone.explain.situation_words import say_warning
from dialtone.explain.who_reads import readers_of, readers_to_show, say_mark
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import OldApp
from dialtone.model.explanation import CountryWords, ForThem, Guidance
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, Tool
from dialtone.model.help_place import HelpAnswers
from dialtone.model.situation import NOTHING_KNOWN, BothCountries, CountryRecord, is_outdated
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.way import PLAIN_ORDER, WayOrder
from dialtone.model.wording import Wording


class Adviser:
    """Says in one language what needs no check. Everything is passed in as data; it reads and sends nothing."""

    def __init__(
        self,
        wording: Wording,
        guidance: tuple[GuidanceEntry, ...],
        today: date,
        country: str = "",
        platform: str = "linux",
        situations: tuple[CountryRecord, ...] = (),
        messengers: tuple[Messenger, ...] = (),
        order: WayOrder = PLAIN_ORDER,
        countries: BothCountries = NOTHING_KNOWN,
    ) -> None:
        """Take the content and the person: their `country` (empty if none was chosen) and `platform`.

        `situations`: what is known about each country, `countries`: about reaching one from another.
        """
        self.sentences = Sentences(
            wording, {messenger.id: messenger.name_in(wording.language) for messenger in messengers}
        )
        self.entries = guidance
        self.person = Person(_correct_day(today, situations), country, platform, situations)
        self._messengers = {messenger.id: messenger for messenger in messengers}
        self._order = order
        self._countries = countries

    def with_answers(self, answers: HelpAnswers) -> Self:
        """Return the same adviser, which also knows which places named in advice answered here."""
        other = copy(self)
        other.person = replace(self.person, answers=dict(answers))
        return other

    def for_reader_on(self, today: date) -> Self:
        """Return the same adviser for a reader on another day: what is old by then is no longer said as new."""
        other = copy(self)
        other.person = replace(self.person, today=_correct_day(today, self.person.records))
        return other

    def of_day(self, day: date) -> Self:
        """Return the same adviser for a saved check: it speaks in the past tense and names the day of the check."""
        other = copy(self)
        other.sentences = self.sentences.of_day(day)
        return other

    def naming(self, verdicts: Iterable[MessengerVerdict]) -> Self:
        """Return the same adviser, which takes the names of messengers that the catalogue lacks from these verdicts."""
        other = copy(self)
        other.sentences = self.sentences.naming({verdict.messenger: verdict.name for verdict in verdicts})
        return other

    # Advice, and the law on it

    def say_advice(self, identifier: str) -> Guidance | None:
        """Return one piece of advice by its id, in words; None if there is none with this id."""
        entries = tuple(entry for entry in self.entries if entry.id == identifier)
        return next(iter(self._put_into_words(entries)), None)

    def list_reference(self) -> tuple[Guidance, ...]:
        """Return the reference section: all advice that may be read today in the person's country, without a check."""
        return self._put_into_words(self._list_reference())

    def list_reference_law(self, advice: str = "") -> tuple[str, ...]:
        """Return what is known about the law on the reference section, or on one piece of advice by its id."""
        entries = tuple(entry for entry in self._list_reference() if advice in ("", entry.id))
        return list_law(self.sentences, entries, self.person)

    def say_reference_law_in_short(self) -> str:
        """Return the one sentence on the law that is shown above the reference section; empty if no law applies."""
        return say_law_in_short(self.sentences, self._list_reference(), self.person)

    def list_tools(self) -> tuple[Tool, ...]:
        """Return the tools that advice names, each once; none where they are banned."""
        if self.person.record.bans_tools:
            return ()
        return tuple({entry.tool.name: entry.tool for entry in self.entries if entry.tool is not None}.values())

    def is_sharing_risky(self) -> bool:
        """Return whether passing Dialtone on is risky in the person's country."""
        return is_sharing_risky(self.entries, self.person.country)

    def say_copy_note(self) -> str:
        """Return why a copied page contains no advice, where passing it on is risky; else an empty text."""
        return self.sentences.say("advice.not_copied") if self.is_sharing_risky() else ""

    def say_old_app(self, old: OldApp | None, name: str) -> str:
        """Return the sentence about an outdated app; empty if it is not outdated."""
        if old is None:
            return ""
        keys = (f"old_version.{old.why}", "old_version.generic")
        return self.sentences.say(*keys, messenger=name, version=old.version, below=old.below)

    def _list_reference(self) -> tuple[GuidanceEntry, ...]:
        return list_reference(self.entries, self._order, self.person)

    def _put_into_words(
        self, advice: tuple[GuidanceEntry, ...], verdicts: Sequence[MessengerVerdict] = ()
    ) -> tuple[Guidance, ...]:
        sentences = self.naming(verdicts).sentences
        return tuple(put_into_words(sentences, entry, self.person, verdicts) for entry in advice)

    # Countries

    def list_known_countries(self) -> tuple[str, ...]:
        """Return the codes of the countries about which something is known."""
        return tuple(record.country for record in self.person.records if record.rows)

    def wants_quiet(self, country: str = "") -> bool:
        """Return whether a quiet check is offered in a country, by default the person's own."""
        return find_record(self.person.records, country or self.person.country).wants_quiet

    def say_warning(self, country: str) -> str:
        """Return the warning before a check that people are searched or punished there; without a country, in some."""
        return say_warning(self.sentences, self.person.records, country)

    def say_country(self, code: str) -> CountryWords | None:
        """Return all that is known about a country; None if nothing is."""
        record = find_record(self.person.records, code)
        return say_country(self.sentences, record, self.person.today) if record.country else None

    def say_for_them(self, code: str) -> ForThem | None:
        """Return what to tell a person in a country by phone; None if nothing is known about the country."""
        record = find_record(self.person.records, code)
        if not record.country:
            return None
        risky = is_sharing_risky(self.entries, code)
        return say_for_them(self.sentences, record, self._messengers, self.person.today, sharing_is_risky=risky)

    def _say_content_is_old(self) -> str:
        days = [*(entry.written for entry in self.entries), *(record.as_of for record in self.person.records)]
        if not days or not is_outdated(max(days), self.person.today):
            return ""
        return self.sentences.say("known.content_old", month=self.sentences.month(max(days)))

    # Messengers

    def readers_of(self, messenger: str) -> str:
        """Return the value of `Readers` for a messenger, by its id; empty if no source was read."""
        return readers_of(self._messengers.get(messenger))

    def say_mark(self, messenger: str, verdict: MessengerVerdict | None = None) -> str:
        """Return who can read a messenger in a few words, or an empty text; a `verdict` may take a reassurance away."""
        return say_mark(self.sentences, readers_to_show(verdict, self.readers_of(messenger)))

    def is_punished(self, messenger: str, elsewhere: str = "") -> bool:
        """Return whether people are punished for what they read or write in a messenger, here or in another country."""
        records = (self.person.record, find_record(self.person.records, elsewhere))
        return any(is_using_punished(record, messenger) for record in records)

    def count_users(self, messenger: str) -> int:
        """Return roughly how many million people use a messenger each month; 0 if unknown."""
        entry = self._messengers.get(messenger)
        return entry.reach if entry is not None else 0


def _correct_day(today: date, records: tuple[CountryRecord, ...]) -> date:
    """Return today, but no day before the newest record: by a wrong clock old knowledge would be stated as new."""
    return max((today, *(record.as_of for record in records)))
