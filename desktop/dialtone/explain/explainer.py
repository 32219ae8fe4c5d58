"""Everything that is said of a check, in one language for one person: the topics have modules of their own."""

from collections.abc import Sequence
from datetime import date

from dialtone.explain.answer_text import say_whole
from dialtone.explain.answers import answer_about_all, answer_of, was_tested, without_readable
from dialtone.explain.country_words import PREPARE, with_report
from dialtone.explain.evidence import About
from dialtone.explain.joining import join_texts
from dialtone.explain.material import Material
from dialtone.explain.messenger_words import as_saved_page, explain_result, with_advice
from dialtone.explain.network_words import explain_network
from dialtone.explain.ranking import WayContext, fails_here, may_fail_here, next_step, rank_ways, reach_of
from dialtone.explain.reference import say_advice
from dialtone.explain.remembered import say_since
from dialtone.explain.situation_words import say_warning, with_public_knowledge
from dialtone.model.answer import Answer
from dialtone.model.explanation import Explanation, NetworkWords
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.status_groups import CARRIES
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import NetworkFlag
from dialtone.model.way import WayKind


class Explainer(Material):
    """Says what was found, in one language for one person."""

    def say_warning(self, country: str) -> str:
        """Return the warning before a check that people are searched or punished there; without a country, in some."""
        return say_warning(self.sentences, self.person.records, country)

    def explain_messenger(
        self,
        verdict: MessengerVerdict,
        network: NetworkVerdict,
        observations: Sequence[Observation] = (),
        all_verdicts: Sequence[MessengerVerdict] = (),
        worked_elsewhere: date | None = None,
    ) -> Explanation:
        """Return the full explanation of one messenger.

        `observations` and `all_verdicts`: those of the whole check; without them the explanation has no details and
        names no other messenger. `worked_elsewhere`: the day on which it last worked on another network, if it did.
        """
        has_vpn = NetworkFlag.VPN in network.flags
        verdict = replace(verdict, note=self.find_note(verdict.messenger, verdict.note, has_vpn=has_vpn))
        about = About(self.naming((verdict,)).sentences, verdict, network)
        words = explain_result(self, about, observations)
        words = with_advice(self, about, words, all_verdicts, worked_elsewhere)
        if self.sentences.past:
            return as_saved_page(self.sentences, words)
        words = with_public_knowledge(about, words, self.person)
        return with_report(about, words, self.person, say_advice(self, PREPARE))

    def summarize(self, verdict: MessengerVerdict, network: NetworkVerdict) -> tuple[str, str, tuple[str, ...]]:
        """Return the words stored in a saved check: the headline, the explanation and the ids of the advice.

        Tools are left out where passing one on can be punished: a file is made to be passed on.
        """
        words = self.explain_messenger(verdict, network)
        parts = (words.other_clauses, words.summary, words.danger, words.differs, *words.means, words.old_app)
        advice = [entry.id for entry in words.guidance]
        if self.is_sharing_risky():
            tools = {entry.id for entry in self.entries if entry.tool is not None}
            advice = [identifier for identifier in advice if identifier not in tools]
        return words.headline, join_texts(parts), tuple(advice)

    def say_since(self, verdict: MessengerVerdict, answered: date | None) -> str:
        """Return since when a messenger has not worked, and what may follow; empty if it works.

        `answered`: the last day on which it answered; if it never did (None), the text is empty too.
        """
        entry = self.messengers.get(verdict.messenger)
        name = self.sentences.name_of(verdict.messenger, verdict.name)
        return say_since(self.sentences, answered, entry, self.person.today, name) if fails_here(verdict) else ""

    def answer(
        self, verdict: MessengerVerdict, network: NetworkVerdict, all_verdicts: Sequence[MessengerVerdict] = ()
    ) -> Answer:
        """Return the answer about one messenger. `all_verdicts`: those of the check, for the next step."""
        return self._with_step(answer_of(verdict, network), all_verdicts)

    def answer_about_all(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
        """Return the answer about all tested messengers; among equals, widely used ones come first.

        Beside trouble, it names no working messenger that a state can read, unless the trouble is its own.
        """
        widely_used_first = sorted(verdicts, key=lambda verdict: -self.count_users(verdict.messenger))
        answer = self._with_step(answer_about_all(widely_used_first, network), verdicts)
        return without_readable(answer, self.readers_of)

    def _with_step(self, answer: Answer, verdicts: Sequence[MessengerVerdict]) -> Answer:
        ways = rank_ways(WayContext(self.order, self.messengers, self.person, reach_of(answer)), verdicts)
        return replace(answer, next_step=next_step(answer, ways))

    def say_whole(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> str:
        """Return the answer to a whole check in one line: the worst first, each group by name."""
        answer = self.answer_about_all(verdicts, network)
        return say_whole(self.naming(verdicts).sentences, answer, sum(map(was_tested, verdicts)))

    def may_test_others(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> bool:
        """Return whether something fails or may fail here and further testable messengers were not tested."""
        if network.status not in CARRIES or not any(map(may_fail_here, verdicts)):
            return False
        tested = {verdict.messenger for verdict in verdicts}
        return any(entry.untested is None and entry.id not in tested for entry in self.messengers.values())

    def list_licensed(self) -> frozenset[str]:
        """Return the messengers, by id, that advice for the person's country names as licensed for calls there."""
        fitting = (entry for entry in self.entries if self.person.country in entry.when.countries)
        return frozenset(name for entry in fitting if entry.kind is WayKind.LICENSED_APP for name in entry.names)

    def explain_network(self, verdict: NetworkVerdict) -> NetworkWords:
        """Return the network itself in words: its state, what is unusual about it, and what to do about that."""
        return explain_network(self, verdict)
