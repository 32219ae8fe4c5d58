"""No page contradicts itself, in any recorded network: headline, reason, what is ruled out, and what is not.

Which sentences a page chose is read from their keys, so the laws hold for every language; the words of each language
are compared with the verdict in `test_never_surer.py`.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec
import pytest

from dialtone.explain.answers import LOCAL_RIVALS, SERVICE_RIVALS
from dialtone.explain.card_rows import make_card
from dialtone.explain.country_words import list_known_countries
from dialtone.explain.explainer import Explainer
from dialtone.explain.reports import ListRow, render_list
from dialtone.explain.text_page import TextPage
from dialtone.explain.text_report import render_check
from dialtone.model.answer import BAD, State
from dialtone.model.check import Check
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence, MessengerStatus, NetworkFlag
from dialtone.store.check_file import encode_check
from explain.key_recorder import KeyRecorder
from explain.leads import ONLINE
from explain.shipped import CATALOGUE, blocked, explain
from judge.recorded import judged, recorded

CLEARS_SERVICE = ("summary.not_you", "known.not_you")
CLEARS_COMPUTER = ("summary.not_computer", *CLEARS_SERVICE)
COUNTRIES_KNOWN = list_known_countries(explain())


class Page(NamedTuple):
    """One messenger's page, with the keys of its sentences."""

    network: str
    verdict: MessengerVerdict
    words: Explanation
    keys: tuple[str, ...]

    def has(self, *prefixes: str) -> bool:
        return any(key.startswith(prefixes) for key in self.keys)

    @property
    def title(self) -> str:
        return f"{self.network} {self.verdict.messenger}: {self.words.headline} {self.words.summary}"

    @property
    def standing(self) -> frozenset[str]:
        return frozenset(rival.id for rival in self.verdict.diagnosis.standing)


def country_of(network: str) -> str:
    code = network.partition("-")[0].upper()
    return code if code in COUNTRIES_KNOWN else ""


@cache
def explainer_for(country: str) -> Explainer:
    explainer = explain(country=country)
    explainer.entries = ()  # advice takes most of the time, and has laws of its own
    return explainer


def make_pages() -> Iterator[Page]:
    for network in recorded():
        check = judged(network)
        explainer = explainer_for(country_of(network))
        spoken = KeyRecorder(explainer.sentences.wording, explainer.sentences.names)
        explainer.sentences = spoken
        for verdict in check.messengers:
            spoken.chosen = []
            words = explainer.explain_messenger(verdict, check.network, check.observations, check.messengers)
            yield Page(network, verdict, words, tuple(spoken.chosen))


@pytest.fixture(scope="module")
def every_page() -> tuple[Page, ...]:
    return tuple(make_pages())


def test_the_reason_is_as_sure_as_the_headline(every_page: tuple[Page, ...]) -> None:
    """Above "Either this network hides it, or there is a fault" stood "The web version of imo is blocked here"."""
    contradicting = [
        page.title
        for page in every_page
        if page.words.answer.why is not None
        and page.words.answer.why.certainty is not Confidence.UNSURE
        and any(key.startswith("means.") and key.endswith(".unsure") for key in page.keys)
    ]
    assert contradicting == []


def test_what_the_headline_says_is_not_called_unclear_below(every_page: tuple[Page, ...]) -> None:
    """Above "That alone is no sign of a block" stood "The web version of imo is blocked here"."""
    contradicting = [
        page.title for page in every_page if page.words.answer.first.state in BAD and "summary.unknown" in page.keys
    ]
    assert contradicting == []


def test_a_fault_elsewhere_is_not_the_cause_of_a_block(every_page: tuple[Page, ...]) -> None:
    """Above "The cause: a fault at Discord, not this network" stood "Photos in Discord are blocked here"."""
    down = ("summary.down", "summary.service_down")
    contradicting = [
        page.title for page in every_page if page.words.answer.first.state is State.BLOCKED and page.has(*down)
    ]
    assert contradicting == []


def test_nothing_is_ruled_out_that_may_still_be_the_cause(every_page: tuple[Page, ...]) -> None:
    """Above "It looks as if the fault is at Telegram" stood "We ruled out this computer and Telegram itself"."""
    service_named = [
        page.title
        for page in every_page
        if page.has(*CLEARS_SERVICE) and (page.standing & SERVICE_RIVALS or page.has("means.service_down"))
    ]
    computer_named = [page.title for page in every_page if page.has(*CLEARS_COMPUTER) and page.standing & LOCAL_RIVALS]
    assert service_named == []
    assert computer_named == []


def test_nothing_is_surely_ruled_out_beside_a_doubt(every_page: tuple[Page, ...]) -> None:
    surely = {"summary.not_you", "known.not_you"}
    contradicting = [page.title for page in every_page if page.words.answer.first.doubtful and surely & {*page.keys}]
    assert contradicting == []


def test_what_works_is_not_said_to_be_out_of_reach(every_page: tuple[Page, ...]) -> None:
    """Above "so the app cannot find it" stood "Messages and calls probably work"."""
    working = [page for page in every_page if any(clause.state is State.WORKS for clause in page.words.answer.clauses)]
    assert working
    assert [page.title for page in working if any("cannot find it" in text for text in page.words.means)] == []


def test_what_may_not_answer_abroad_is_not_said_to_a_person_at_home() -> None:
    """A person in Russia read of MAX that it may not answer from abroad."""
    verdict = replace(blocked("max"), note="home_only")
    assert "From abroad" in explain(country="EE").explain_messenger(verdict, ONLINE).summary
    assert "From abroad" not in explain(country="RU").explain_messenger(verdict, ONLINE).summary
    through_vpn = replace(ONLINE, flags=(NetworkFlag.VPN,))
    assert "From abroad" in explain(country="RU").explain_messenger(verdict, through_vpn).summary, "it may lead abroad"
    of_max = next(messenger for messenger in CATALOGUE.messengers if messenger.id == "max")
    for country, is_said in (("RU", False), ("EE", True)):
        explainer = explain(country=country)
        listed = render_list(TextPage(explainer.sentences, False, 100), [ListRow(of_max)], explainer, "")
        assert ("From abroad" in listed) is is_said


def test_where_a_browsers_connections_are_cut_no_other_browser_is_advised() -> None:
    """Signal has no web version, and the page of Signal said: in a browser, try Firefox."""
    for name, messenger in (("libsignal-hello-cut", "signal"), ("chrome-hello-cut", "whatsapp")):
        check = judged(name)
        verdict = next(one for one in check.messengers if one.messenger == messenger)
        steps = explain().explain_messenger(verdict, check.network).can_do
        assert len(steps) == 2
        assert not any("browser" in step for step in steps)


def test_a_fault_of_a_persons_own_mail_server_is_not_laid_on_delta_chat() -> None:
    check = judged("mail-of-ones-own-sends-nothing-today")
    words = explain().explain_messenger(check.messengers[0], check.network)
    assert words.headline == "Your mail server for Delta Chat may have a problem."
    assert not any("Delta Chat" in text for text in (words.summary, *words.means))


def test_a_guest_who_must_sign_in_is_not_sent_to_the_router() -> None:
    """In a hotel that wants a sign-in, the second piece of advice was about IPv6 in the router."""
    check = judged("hotel-portal-walled-garden")
    advice = explain().explain_messenger(check.messengers[0], check.network).guidance
    assert [entry.id for entry in advice] == ["sign-in-page"]


def test_every_surface_shows_the_same_status_and_doubt() -> None:
    explainer = explain()
    networks = [*recorded()][::10]
    assert [name for name in networks if not _surfaces_agree(explainer, judged(name))] == []


def _surfaces_agree(explainer: Explainer, check: Check) -> bool:
    document = encode_check(check, lambda verdict: explainer.summarize(verdict, check.network))
    text = " ".join(render_check(check, explainer, colour=False, width=4000).split())
    card = make_card(check.messengers, check.network, explainer, CATALOGUE.messengers, check.started_at.date())
    doubts = {row.name: row.doubtful for row in card.rows}
    written_by_id = {
        written["id"]: written for written in msgspec.convert(document["messengers"], list[dict[str, object]])
    }
    for verdict in check.messengers:
        written = written_by_id[verdict.messenger]
        words = explainer.explain_messenger(verdict, check.network, (), check.messengers)
        same_in_file = (written["headline"], written["status"]) == (words.headline, verdict.status)
        # The report lists those whose server nobody has named in one line.
        said = words.name if verdict.status is MessengerStatus.NEEDS_SERVER else words.state
        if not same_in_file or said not in text or doubts.get(words.name, words.doubtful) != words.doubtful:
            return False
    return True
