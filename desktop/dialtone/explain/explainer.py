"""A verdict in words: the answer first, then who and how sure, what was seen, what it means, what to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from dialtone.explain.changes import what_changed
from dialtone.explain.details import detail_lines, rule_lines
from dialtone.explain.functions import broken_clause, comes_and_goes, function_words, nouns, slow_clause
from dialtone.explain.guidance_choice import guidance_words, law_words, matching, on_the_shelf, sharing_is_risky
from dialtone.explain.known import add_known, find_record, known_on_card
from dialtone.explain.known_country import country_words
from dialtone.explain.lead import find_lead, open_calls, with_lead_first
from dialtone.explain.reasons import (
    IN_THE_NETWORK,
    may_be_an_outage,
    said_confidence,
    told_cause,
    told_network,
    what_it_means,
    what_to_do,
    what_we_cannot_tell,
    what_we_saw,
)
from dialtone.explain.sentences import Sentences
from dialtone.explain.ways import changed_here, controls_answered, told_way, works_how
from dialtone.model.computer import OldApp
from dialtone.model.explanation import CountryWords, Explanation, FunctionWords, Guidance, NetworkWords
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.observation import Observation
from dialtone.model.situation import CountryRecord
from dialtone.model.status_groups import BROKEN, NO_FAILURE, TROUBLE_HERE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
)
from dialtone.model.wording import Wording

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Explainer:
    """Turns verdicts into words in one language. Everything comes in as data; nothing is read or sent."""

    def __init__(
        self,
        wording: Wording,
        guidance: tuple[GuidanceEntry, ...],
        today: date,
        country: str = "",
        platform: str = "linux",
        situations: tuple[CountryRecord, ...] = (),
    ) -> None:
        self.sentences = Sentences(wording)
        self._situations = situations
        self._entries = guidance
        self._today = today
        self._country = country
        self._platform = platform

    def messenger(
        self,
        verdict: MessengerVerdict,
        network: NetworkVerdict,
        names: Mapping[str, str] = _NO_NAMES,
        observations: Sequence[Observation] = (),
    ) -> Explanation:
        """Return everything there is to say about one messenger."""
        name = names.get(verdict.messenger, verdict.name)
        told = with_lead_first(verdict, find_lead(verdict))
        words = Explanation(
            messenger=verdict.messenger,
            name=name,
            status=verdict.status,
            state=self.state(verdict, name),
            headline=self._headline(verdict, network, name),
            summary=" ".join(filter(None, (self._summary(told, network, name), self._note(verdict, name)))),
            saw=what_we_saw(self.sentences, told, name, observations),
            means=what_it_means(self.sentences, told, network, name),
            can_do=what_to_do(self.sentences, told, network, name),
            cannot_tell=what_we_cannot_tell(self.sentences, told, network, name),
            functions=tuple(self.function(f, verdict.messenger, name) for f in verdict.functions),
            guidance=self._guidance(verdict, network),
            details=self._details(verdict, observations),
            old_app=self.old_app(verdict.old_app, name),
        )
        return add_known(self.sentences, words, verdict, network, self._situations, self._country, self._today)

    def known_on_card(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict, names: Sequence[str]) -> str:
        """Return which of these are known to be blocked in the person's country, for the picture; empty for none."""
        record = find_record(self._situations, self._country)
        return known_on_card(self.sentences, record, verdicts, network, names, self._today)

    def known_countries(self) -> tuple[str, ...]:
        """Return the codes of the countries of which something is known."""
        return tuple(record.country for record in self._situations if record.rows)

    def country(self, code: str, names: Mapping[str, str] = _NO_NAMES) -> CountryWords | None:
        """Return all that is known of a country; None where nothing is."""
        record = find_record(self._situations, code)
        return country_words(self.sentences, record, names) if record is not None else None

    def state(self, verdict: MessengerVerdict, name: str) -> str:
        """Return the short sentence for the list, which `messenger` returns as well, with all the rest."""
        if (lead := find_lead(verdict)) is not None:
            return self.sentences.say(*lead.keys("row"), about=verdict.messenger, messenger=name)
        if verdict.status is MessengerStatus.PARTLY:
            return self.sentences.say(*self._partly_row(verdict), about=verdict.messenger)
        keys = self._graded("row", verdict, told=told_way(verdict))
        if verdict.status is MessengerStatus.NOT_TESTED and _only_the_site_opens(verdict):
            keys = ("row.only_site", *keys)
        return self.sentences.say(*keys, about=verdict.messenger, messenger=name)

    def network(self, verdict: NetworkVerdict) -> NetworkWords:
        """Return what there is to say about the network itself."""
        status, told, say = verdict.status, told_network(verdict), self.sentences.say
        heads = tuple(key for head in (told, status) for key in (f"{head}.{verdict.confidence}", head))
        banners = [say(*(f"network_banner.{key}" for key in heads))]
        banners += [say(f"network_banner.{flag}") for flag in verdict.flags]
        return NetworkWords(
            status=status,
            headline=say(*(f"network_headline.{key}" for key in heads)),
            banner=next((banner for banner in banners if banner), ""),
            can_do=self.sentences.lines(f"network_can_do.{told}"),
            flags=tuple(say(f"network_flag.{flag}") for flag in verdict.flags),
        )

    def changed(self, before: MessengerVerdict, after: MessengerVerdict, name: str) -> str:
        """Return what became of a messenger between two checks, in a sentence."""
        return what_changed(self.sentences, before, after, name)

    def in_short(
        self, verdict: MessengerVerdict, network: NetworkVerdict, names: Mapping[str, str] = _NO_NAMES
    ) -> tuple[str, str, tuple[str, ...]]:
        """Return headline, explanation and the ids of the advice: what a saved check holds in words."""
        words = self.messenger(verdict, network, names)
        explanation = " ".join(part for part in (words.summary, words.differs, *words.means, words.old_app) if part)
        return words.headline, explanation, tuple(entry.id for entry in words.guidance)

    def function(self, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
        """Return one function in words."""
        return function_words(self.sentences, verdict, messenger, name)

    def old_app(self, old: OldApp | None, name: str) -> str:
        """Return what there is to say about an app that is too old; empty where it is not."""
        if old is None:
            return ""
        keys = (f"old_version.{old.why}", "old_version.generic")
        return self.sentences.say(*keys, messenger=name, version=old.version, below=old.below)

    def _details(self, verdict: MessengerVerdict, observations: Sequence[Observation]) -> tuple[str, ...]:
        lines = self.details(o for o in observations if o.messenger == verdict.messenger)
        return (*rule_lines(self.sentences, verdict.evidence), *lines) if lines else ()

    def details(self, observations: Iterable[Observation]) -> tuple[str, ...]:
        """Return the technical lines by number, those of the controls too."""
        return detail_lines(self.sentences, observations)

    def all_advice(self, today: date | None = None) -> tuple[Guidance, ...]:
        """Return all advice, for any verdict and country; as on another day where one is given."""
        return tuple(guidance_words(self.sentences, one, today or self._today, self._country) for one in self._entries)

    def laws(self) -> Mapping[str, tuple[str, ...]]:
        """Return what some advice knows of the law, in words, by country."""
        notes = tuple(dict.fromkeys(note for entry in self._entries for note in entry.legal))
        countries = sorted({note.country for note in notes})
        return {where: tuple(law_words(self.sentences, notes, self._today, where)) for where in countries}

    def shelf(self) -> tuple[Guidance, ...]:
        """Return what may be read today in the person's country, for any verdict."""
        fitting = on_the_shelf(self._entries, self._today, self._country)
        return tuple(guidance_words(self.sentences, entry, self._today, self._country) for entry in fitting)

    def copy_note(self) -> str:
        """Return why a copied page holds no advice, where passing it on is risky; elsewhere empty."""
        return self.sentences.say("advice.not_copied") if sharing_is_risky(self._entries, self._country) else ""

    # The answer

    def _graded(self, family: str, verdict: MessengerVerdict, group: str = "", told: str = "") -> tuple[str, ...]:
        """Return keys from the most specific to the plain status; the first cause may have words of its own."""
        status, confidence = verdict.status, said_confidence(verdict)
        keys: list[str] = []
        if verdict.causes and status not in NO_FAILURE:
            cause = verdict.causes[0]
            special = [told] if told and told != cause else []
            heads = (*special, f"{status}.{cause}", cause, *([group] if group else []))
            keys = [key for head in heads for key in (f"{head}.{confidence}", head)]
        keys += [f"{status}.{confidence}", status]
        return tuple(f"{family}.{key}" for key in keys)

    def _partly_row(self, verdict: MessengerVerdict) -> tuple[str, ...]:
        broken, slow, _ = _sorted_functions(verdict)
        no_messages = [f for f in broken if f.function is Function.MESSAGES]
        if no_messages:
            return (f"row.partly.no_messages.{no_messages[0].confidence}", "row.partly.no_messages")
        if len(broken) == 1:
            return (f"row.no.{broken[0].function}.{broken[0].confidence}", f"row.no.{broken[0].function}")
        if broken:
            return ("row.partly.some_broken",)
        if comes_and_goes(slow):
            return ("row.slow.unexplained",)
        if len(slow) == 1:
            return (f"row.slow.{slow[0].function}.{slow[0].confidence}", f"row.slow.{slow[0].function}")
        return ("row.partly.some_slow",) if slow else ("row.partly",)

    def _headline(self, verdict: MessengerVerdict, network: NetworkVerdict, name: str) -> str:
        about = verdict.messenger
        if (lead := find_lead(verdict)) is not None:
            parts = nouns(self.sentences, lead.functions, about)
            return self.sentences.say(*lead.keys("headline"), about=about, messenger=name, parts=parts)
        keys = self._graded("headline", verdict, told=told_cause(verdict, network))
        broken, slow, fine = _sorted_functions(verdict)
        if verdict.status is MessengerStatus.PARTLY:
            keys = _partly_headline(broken, slow, fine)
        text = self.sentences.say(
            *keys,
            about=about,
            messenger=name,
            working=nouns(self.sentences, fine, about),
            broken=nouns(self.sentences, broken, about)
            if keys[-1] == "headline.partly.no_messages"
            else broken_clause(self.sentences, broken, about),
            slow=slow_clause(self.sentences, slow, about),
        )
        untold = open_calls(verdict) if verdict.status is MessengerStatus.SLOW or keys[-1] in _SAY_THAT_IT_WORKS else ""
        return " ".join((text, self.sentences.say(f"headline.{untold}"))) if untold else text

    def _summary(self, verdict: MessengerVerdict, network: NetworkVerdict, name: str) -> str:
        if verdict.why:
            return self.sentences.say(
                f"why_untested.{verdict.why}", f"summary.{verdict.status}", about=verdict.messenger, messenger=name
            )
        if verdict.status is MessengerStatus.WORKS and NetworkFlag.PROXY in network.flags:
            return self.sentences.say(f"summary.{works_how(verdict, network)}", about=verdict.messenger, messenger=name)
        told = told_cause(verdict, network)
        made_here = verdict.status in TROUBLE_HERE and any(cause in IN_THE_NETWORK for cause in verdict.causes[:1])
        tunnelled = NetworkFlag.VPN in network.flags
        group = ("through_vpn" if tunnelled else "in_the_network") if made_here else ""
        keys = self._graded("summary", verdict, group, told)
        if verdict.status is MessengerStatus.PARTLY and verdict.causes[:1] == (Cause.SERVICE_DOWN,):
            keys = (f"summary.down.{verdict.confidence}", "summary.down")  # the headline has named the service
        text = self.sentences.say(*keys, about=verdict.messenger, messenger=name)
        certain = verdict.confidence is not Confidence.UNSURE and Cause.CERTIFICATE_SWAPPED not in verdict.causes
        if (
            made_here
            and certain
            and not tunnelled
            and not changed_here(network)
            and controls_answered(verdict, network)
        ):
            cleared = "summary.not_computer" if may_be_an_outage(verdict) else "summary.not_you"
            keys = (f"{cleared}.{verdict.confidence}", cleared)
            return " ".join([text, self.sentences.say(*keys, about=verdict.messenger, messenger=name)])
        return text

    def _note(self, verdict: MessengerVerdict, name: str) -> str:
        """Return what to know about a messenger on any network."""
        return self.sentences.say(f"note.{verdict.note}", about=verdict.messenger, messenger=name)

    def _guidance(self, verdict: MessengerVerdict, network: NetworkVerdict) -> tuple[Guidance, ...]:
        fitting = matching(self._entries, verdict, network, self._today, self._platform, self._country)
        return tuple(guidance_words(self.sentences, entry, self._today, self._country) for entry in fitting)


Functions = list[FunctionVerdict]


def _sorted_functions(verdict: MessengerVerdict) -> tuple[Functions, Functions, Functions]:
    """Return the broken, the slow and the working functions."""
    return (
        [f for f in verdict.functions if f.status in BROKEN],
        [f for f in verdict.functions if f.status is FunctionStatus.SLOW],
        [f for f in verdict.functions if f.status is FunctionStatus.WORKS],
    )


_SAY_THAT_IT_WORKS = ("headline.partly.some_broken", "headline.partly.some_slow")


def _partly_headline(broken: Functions, slow: Functions, fine: Functions) -> tuple[str, ...]:
    no_messages = [f for f in broken if f.function is Function.MESSAGES]
    if no_messages and fine:
        return (f"headline.partly.no_messages.{no_messages[0].confidence}", "headline.partly.no_messages")
    if broken and not no_messages:
        return ("headline.partly.some_broken",)
    if comes_and_goes(slow) and not broken:
        return ("headline.slow.unexplained",)
    return ("headline.partly.some_slow",) if slow and not broken else ("headline.partly",)


def _only_the_site_opens(verdict: MessengerVerdict) -> bool:
    return [f.function for f in verdict.functions if f.status is FunctionStatus.WORKS] == [Function.WEB]
