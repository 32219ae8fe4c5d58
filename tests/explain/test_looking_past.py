"""What a page may rule out: only what was really asked, and what answered. What hides the rest is said."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from dialtone.explain.evidence import kinds_of
from dialtone.explain.ranking import certainty_of_messages
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
)
from explain.every_case import every_case
from explain.every_country import LANGUAGES, WORDING, explainer_of
from explain.key_recorder import KeyRecorder
from explain.shipped import CATALOGUE
from gallery.keys import keys_of

ONLINE = NetworkVerdict(NetworkStatus.ONLINE)
WORKS, SLOW, BLOCKED = FunctionStatus.WORKS, FunctionStatus.SLOW, FunctionStatus.BLOCKED
NEAR = frozenset({Cause.THIS_COMPUTER, Cause.OWN_FILTER})


class Page(NamedTuple):
    """One messenger's page, with the keys of its sentences."""

    verdict: MessengerVerdict
    network: NetworkVerdict
    words: Explanation
    keys: frozenset[str]


@cache
def pages_in(country: str) -> tuple[Page, ...]:
    return tuple(_make_pages(country))


def _make_pages(country: str) -> Iterator[Page]:
    explainer = explainer_of(country, "en")
    explainer.entries = ()
    spoken = KeyRecorder(explainer.sentences.wording, explainer.sentences.names)
    explainer.sentences = spoken
    for verdict, network in every_case():
        spoken.chosen = []
        words = explainer.explain_messenger(verdict, network)
        yield Page(verdict, network, words, frozenset(spoken.chosen))


@pytest.mark.parametrize("country", ["IR", "RU"])
def test_what_was_not_seen_blocked_was_seen_to_answer(country: str) -> None:
    """In Iran, with a wrong clock, stood: "Our check did not see Telegram blocked on your network"."""
    cleared = [page for page in pages_in(country) if page.keys & {"known.not_seen", "known.messages_pass"}]
    assert cleared
    for page in cleared:
        messages = page.verdict.function(Function.MESSAGES)
        certainty = messages.confidence if messages is not None else certainty_of_messages(page.verdict)
        assert certainty is not Confidence.UNSURE, (page.verdict, page.words.summary, page.words.differs)


def test_where_this_computer_hides_the_network_the_page_says_so() -> None:
    """Beside a clock, a firewall or a filter nobody knows what the network does: the provider was called innocent.

    Beneath "Messages work" stood, as a hosts file held the photos: "whether it lets WhatsApp through, we do not know".
    """
    hidden = [page for page in pages_in("IR") if page.verdict.first_cause in NEAR and page.verdict.functions]
    assert hidden
    for page in hidden:
        stopped = [f for f in page.verdict.functions if f.first_cause in NEAR]
        looked_past = all(any(e.kind is EvidenceKind.GREETING_ANSWERED for e in f.evidence) for f in stopped)
        passes = any(f.status in (WORKS, SLOW) for f in page.verdict.functions)
        assert looked_past or passes is ("summary.not_looked_past" not in page.keys), page.words.summary
        assert "not your provider" not in page.words.summary


def test_an_address_setting_is_not_looked_for_in_the_antivirus() -> None:
    """As a hosts file held WhatsApp's photos stood: "Check whether your antivirus or firewall blocks WhatsApp"."""
    led = [page for page in pages_in("") if page.verdict.first_cause is Cause.THIS_COMPUTER]
    led = [page for page in led if EvidenceKind.LOCAL_OVERRIDE in kinds_of(page.verdict)]
    assert led
    for page in led:
        assert not page.keys & {"can_do.this_computer", "means.this_computer"}, page.words.headline


def test_nobody_is_told_to_write_where_messages_do_not_pass() -> None:
    """While Signal's messages were down: "Send a message instead: messages use a different connection"."""
    told = [page for page in pages_in("") if any(key.startswith("write.") for key in page.keys)]
    said = [page for page in pages_in("") if any(line.startswith("Send ") for line in page.words.can_do)]
    assert said
    for page in (*told, *said):
        assert page.verdict.status_of(Function.MESSAGES) in (WORKS, SLOW), page.words.headline


def test_that_it_works_is_no_doubt_about_what_works() -> None:
    """Below "Messages in SimpleX Chat may work here" stood "We could not rule out that SimpleX Chat works"."""
    for page in pages_in(""):
        if page.words.answer.first.state == "works":
            assert not any(line.endswith(f"that {page.words.name} works.") for line in page.words.cannot_tell)


def test_a_name_that_was_looked_up_for_another_messenger_is_not_named() -> None:
    """On the page of Discord stood "The network gave a false address for legy.line-apps.com"."""
    lookup = Observation(7, "line", "", Step.DNS, "legy.line-apps.com@system", 0.0, 0.04, Failure.NO_SUCH_NAME)
    seen = (Evidence(EvidenceKind.NAME_FORGED, (7,)),)
    forged = MessengerVerdict("discord", "Discord", MessengerStatus.BLOCKED, (Cause.DNS_FORGED,), evidence=seen)
    explainer = explainer_of("", "en")
    assert explainer.explain_messenger(forged, ONLINE, (lookup,)).observed == (
        "The network gave a false address for Discord.",
    )
    own = replace(lookup, messenger="discord", target="discord.com@system")
    assert explainer.explain_messenger(forged, ONLINE, (own,)).observed == (
        "The network gave a false address for discord.com.",
    )


def test_servers_that_answer_and_servers_that_do_not_are_told_apart() -> None:
    functions = (
        FunctionVerdict(Function.MESSAGES, WORKS, evidence=(Evidence(EvidenceKind.GREETING_ANSWERED),)),
        FunctionVerdict(
            Function.MEDIA, BLOCKED, (Cause.ADDRESS_BLOCKED,), evidence=(Evidence(EvidenceKind.ADDRESS_SILENT),)
        ),
    )
    half = MessengerVerdict(
        "signal", "Signal", MessengerStatus.PARTLY, (Cause.ADDRESS_BLOCKED,), Confidence.LIKELY, functions
    )
    observed = explainer_of("", "en").explain_messenger(half, ONLINE).observed
    assert "Some servers of Signal did not answer." in observed
    assert "The servers of Signal did not answer." not in observed


def test_the_company_whose_servers_are_rented_may_have_trouble_itself() -> None:
    limited = MessengerVerdict(
        "discord", "Discord", MessengerStatus.BLOCKED, (Cause.HOSTING_LIMITED,), Confidence.LIKELY
    )
    where = explainer_of("", "en").explain_messenger(limited, ONLINE).where
    assert where.endswith("beyond your router: in the network, or at Discord itself.")


def test_where_dialtone_is_stopped_it_is_dialtone_that_is_allowed() -> None:
    refused = NetworkVerdict(
        NetworkStatus.OFFLINE, (), (Evidence(EvidenceKind.REFUSED_HERE, rule="forbidden_here"),), Confidence.LIKELY
    )
    stopped = MessengerVerdict(
        "whatsapp", "WhatsApp", MessengerStatus.UNKNOWN, (Cause.THIS_COMPUTER,), Confidence.LIKELY
    )
    steps = explainer_of("", "en").explain_messenger(stopped, refused).can_do
    assert "Look for Dialtone in the firewall or the antivirus, and allow it." in steps
    assert not any("WhatsApp" in step for step in steps)


def test_a_wrong_clock_comes_with_its_step() -> None:
    clock = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.CLOCK_WRONG,))
    blocked = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.LIKELY)
    assert "Set the clock of this computer." in explainer_of("", "en").explain_messenger(blocked, clock).can_do


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_of_a_persons_own_server_is_not_laid_on_the_app(language: str) -> None:
    """The headline "Element itself has a problem" was said of the Matrix server that a person had named."""
    own = {one.id: one.name for one in CATALOGUE.messengers if one.own_server is not None}
    assert set(keys_of("server")) == set(own)
    down = (FunctionVerdict(Function.MESSAGES, FunctionStatus.DOWN, (Cause.SERVICE_DOWN,)),)
    said = {f"{family}.service_down" for family in ("summary", "means", "saw_cause")} & set(WORDING[language].sentences)
    for identifier, name in own.items():
        verdict = MessengerVerdict(identifier, name, MessengerStatus.DOWN, (Cause.SERVICE_DOWN,), functions=down)
        words = explainer_of("", language).explain_messenger(verdict, ONLINE)
        server = WORDING[language].sentences[f"server.{identifier}"].strip()
        assert server in words.headline, words.headline
        assert server in words.summary, words.summary
        assert server in words.where, words.where
    assert said


def test_no_page_calls_unknown_where_what_its_network_explains_began() -> None:
    """Below "This network asked for a sign-in first" stood "We could not tell where the problem began"."""
    explained = [page for page in pages_in("") if page.network.status is NetworkStatus.CAPTIVE_PORTAL]
    assert explained
    assert not [page.words.where for page in explained if "path_where.unknown" in page.keys]
