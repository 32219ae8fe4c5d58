"""What every text is made from: one language's sentences, the advice and the catalogue, for one person on one day."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Self

from dialtone.explain.guidance_choice import is_sharing_risky
from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import readers_of, say_readers_in_short
from dialtone.model.answer import Clause, severity
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.help_place import HelpAnswers
from dialtone.model.readers import Readers
from dialtone.model.situation import NOTHING_KNOWN, BothCountries, CountryRecord, Person, find_record
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.way import PLAIN_ORDER, WayOrder
from dialtone.model.wording import Wording

_NOTE_FOR_ABROAD = "home_only"
"""The note of messengers whose servers may not answer abroad."""


class Material:
    """The content, and the person for whom it is put into words. It is all passed in: nothing is read or sent."""

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
        """Take the content, and the person's `country` (empty if none was chosen) and `platform`.

        `situations`: what is known about each country, `countries`: about reaching one from another.
        """
        self.sentences = Sentences(
            wording, {messenger.id: messenger.name_in(wording.language) for messenger in messengers}
        )
        self.entries = guidance
        self.person = Person(_correct_day(today, situations), country, platform, situations)
        self.messengers = {messenger.id: messenger for messenger in messengers}
        self.order = order
        self.countries = countries

    def with_answers(self, answers: HelpAnswers) -> Self:
        """Return the same material, which also knows which places named in advice answered here."""
        other = copy(self)
        other.person = replace(self.person, answers=dict(answers))
        return other

    def for_reader_on(self, today: date) -> Self:
        """Return the same material for a reader on another day: what is old by then is no longer said as new."""
        other = copy(self)
        other.person = replace(self.person, today=_correct_day(today, self.person.records))
        return other

    def of_day(self, day: date) -> Self:
        """Return the same material for a saved check: in the past tense, with the day of the check."""
        other = copy(self)
        other.sentences = self.sentences.of_day(day)
        return other

    def naming(self, verdicts: Iterable[MessengerVerdict]) -> Self:
        """Return the same material, with names from these verdicts for messengers that the catalogue lacks."""
        other = copy(self)
        other.sentences = self.sentences.naming({verdict.messenger: verdict.name for verdict in verdicts})
        return other

    def is_sharing_risky(self) -> bool:
        """Return whether passing Dialtone on is risky in the person's country."""
        return is_sharing_risky(self.entries, self.person.country)

    def say_sharing_note(self, *keys: str) -> str:
        """Return these warnings before something is passed on, where that is risky; else an empty text."""
        return join_texts(map(self.sentences.say, keys)) if self.is_sharing_risky() else ""

    def wants_quiet(self, country: str = "") -> bool:
        """Return whether a quiet check is offered in a country, by default the person's own."""
        return find_record(self.person.records, country or self.person.country).wants_quiet

    def readers_of(self, messenger: str) -> str:
        """Return the value of `Readers` for a messenger, by its id; empty if no source was read."""
        return readers_of(self.messengers.get(messenger))

    def say_readers_in_short(self, messenger: str) -> str:
        """Return who can read a messenger in a few words; empty if no source was read."""
        return say_readers_in_short(self.sentences, self.readers_of(messenger))

    def say_caution(self, messenger: str) -> str:
        """Return in a few words that people in the country are punished for a messenger, or a state can read it."""
        if self.person.record.find_punished(messenger) is not None:
            return self.sentences.say("mark.punished")
        return self.say_readers_in_short(messenger) if self.readers_of(messenger) == Readers.STATE else ""

    def count_users(self, messenger: str) -> int:
        """Return roughly how many million people use a messenger each month; 0 if unknown."""
        entry = self.messengers.get(messenger)
        return entry.monthly_millions if entry is not None else 0

    def rank_in_list(self, messenger: str, clause: Clause) -> tuple[int, ...]:
        """Return the sort key of a messenger with this first clause: the worst first, then those with most users."""
        return *severity(clause), -self.count_users(messenger)

    def find_note(self, messenger: str, note: str, *, has_vpn: bool = False) -> str:
        """Return the key of a messenger's note; empty for what happens abroad, to a person at home without a VPN."""
        entry = self.messengers.get(messenger)
        is_at_home = entry is not None and self.person.country in entry.home and not has_vpn
        return "" if is_at_home and note == _NOTE_FOR_ABROAD else note


def _correct_day(today: date, records: tuple[CountryRecord, ...]) -> date:
    """Return today, but no day before the newest record: by a wrong clock old knowledge would be stated as new."""
    return max((today, *(record.as_of for record in records)))
