"""No sentence is surer than the verdict it tells: each certainty has words of its own, in every language and tense.

Of a likely or unsure verdict a page says only what it would not say of a sure one, or what claims nothing.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from dialtone.explain.answer_text import NOWHERE, say_clause, say_row, say_state
from dialtone.explain.explainer import Explainer
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import CLAIM_NOTHING, Answer, Clause
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.store.wording_file import load_wording
from explain.leads import SURE
from explain.pages import MESSENGERS
from gallery.answers import NAMES, every_clause
from gallery.verdicts import ONLINE, every_circumstance, every_network, every_verdict
from spoken import ALL, RESOURCES

SAVED_ON = date(2026, 11, 20)
DOUBTS = (".likely", ".unsure")
OBSERVED = """
    function_sentence.calls_filtered function_sentence.certificate_swapped function_sentence.inspected
    function_sentence.name_filtered function_sentence.read_along function_sentence.throttled function_sentence.works
    means.offline_vpn means.only_through_proxy path_where.open
    summary.answered_nearby summary.blocked summary.both_ways summary.browser_hello_cut summary.captive_portal
    summary.dns_down summary.hosting_limited summary.intercepted summary.offline summary.partly summary.past_proxy
    summary.read_along summary.slow summary.slow.name_filtered summary.through_proxy summary.unknown.service_refuses
    summary.whitelist_mode summary.works
    answer.network.far.now.sure answer.network.nothing_leaves.now.sure answer.network.one_host_down.now.sure
    answer.network.online.now.sure answer.network.proxy_login.now.sure network_banner.portal_some_open
    network_banner.proxy_login
"""
"""Keys of sentences that say what was seen, whatever it means."""
SEVERAL_CAUSES = """
    means.answered_nearby means.hosting_limited means.inspected means.offline_proxy means.only_past_proxy
    summary.offline_vpn summary.slow.unexplained summary.unexplained network_banner.nothing_leaves
"""
"""Keys of sentences that leave open which of several causes it is."""
IN_ANY_CASE = """
    means.captive_portal means.inspected_by_gateway means.inspected_by_program means.unexplained path_where.unknown
    summary.needs_server summary.no_server summary.not_tested summary.offline_proxy summary.only_past_proxy
    summary.only_through_proxy summary.retired summary.through_vpn summary.unknown network_banner.intercepted
"""
"""Keys of sentences that are true whatever the cause is."""
DOUBTFUL_THEMSELVES = """
    means.browser_hello_cut means.service_refuses path_where.network_or_service answer.network.answered_nearby.now.sure
    answer.network.no_encryption.now.sure network_banner.answered_nearby network_banner.no_encryption
"""
"""Keys of sentences that say "probably" or "it looks as if" of every such verdict."""
NEUTRAL = frozenset(" ".join((OBSERVED, SEVERAL_CAUSES, IN_ANY_CASE, DOUBTFUL_THEMSELVES)).split())


def said_of(sentences: Sentences, clause: Clause) -> Iterator[str]:
    yield say_clause(sentences, clause, tested=3)
    yield say_clause(sentences, clause, NOWHERE, bare=True)
    if len(clause.about) == 1:
        yield say_row(sentences, Answer((clause,)))
        yield say_state(sentences, clause)


def flat_words(sentences: Sentences, clause: Clause) -> Iterator[str]:
    """Yield what says an uncertain clause as if it were sure; that something is unclear claims nothing."""
    unclear = set(said_of(sentences, replace(clause, reason=""))) if clause.state in CLAIM_NOTHING else set()
    sure = set(said_of(sentences, replace(clause, certainty=SURE)))
    yield from (sure & set(said_of(sentences, clause))) - unclear


@pytest.mark.parametrize("language", ALL)
def test_each_certainty_of_a_clause_has_words_of_its_own(language: str) -> None:
    sentences = Sentences(load_wording(RESOURCES, language), NAMES)
    uncertain = [clause for clause in every_clause() if clause.certainty is not SURE]
    tenses = (sentences, sentences.of_day(SAVED_ON))
    assert [text for told in tenses for clause in uncertain for text in flat_words(told, clause)] == []


@pytest.fixture(scope="module")
def keys() -> Explainer:
    wording = load_wording(RESOURCES, "en")
    said = {key: text if key.startswith("language.") else f"<{key}>" for key, text in wording.sentences.items()}
    return Explainer(replace(wording, sentences=said), (), SAVED_ON, "RU", "linux")


def as_if_sure(verdict: MessengerVerdict) -> MessengerVerdict:
    functions = tuple(replace(function, confidence=SURE) for function in verdict.functions)
    return replace(verdict, confidence=SURE, functions=functions)


def flat_keys(texts: Iterable[str]) -> set[str]:
    """Return the keys in these texts, without those of sentences for one certainty alone."""
    return {key for text in texts for key in re.findall(r"<([\w.]+)>", text) if not key.endswith(DOUBTS)}


def claims(words: Explanation) -> Iterator[str]:
    yield from (words.summary, words.where, *words.means)
    yield from (function.sentence for function in words.functions)


def doubted(words: Explanation) -> bool:
    return words.answer.first.doubtful or words.answer.first.state in CLAIM_NOTHING


def test_a_page_claims_nothing_of_an_uncertain_verdict_that_it_claims_of_a_sure_one(keys: Explainer) -> None:
    """Of what was only likely, a page said that the problem began on this computer."""
    messenger, name = MESSENGERS[0]
    cases = [(verdict, ONLINE) for verdict in every_verdict(messenger, name)]
    said: set[str] = set()
    for verdict, network in (*cases, *every_circumstance(messenger, name)):
        words = keys.explain_messenger(verdict, network)
        if verdict.confidence is not SURE and doubted(words):
            certain = tuple(function.sentence for function in words.functions if not function.doubtful)
            sure = flat_keys(claims(keys.explain_messenger(as_if_sure(verdict), network)))
            said |= (flat_keys(claims(words)) - flat_keys(certain)) & sure
    assert said - NEUTRAL == set()


def test_nothing_is_claimed_of_an_uncertain_network_that_is_claimed_of_a_sure_one(keys: Explainer) -> None:
    """Where there may have been no internet, a page said that this computer does not let Dialtone connect."""
    said: set[str] = set()
    for network in every_network():
        if network.confidence is not SURE:
            words, sure = keys.explain_network(network), keys.explain_network(replace(network, confidence=SURE))
            said |= flat_keys((words.headline, words.banner)) & flat_keys((sure.headline, sure.banner))
    assert said - NEUTRAL == set()


def test_each_of_the_neutral_sentences_exists(keys: Explainer) -> None:
    assert {key for key in NEUTRAL if not keys.sentences.has(key)} == set()
