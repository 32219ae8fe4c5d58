"""What neutral hosts have shown so far in a check that still runs."""

from dialtone.judge.attempts import AttemptIndex, number, steps_of, successes
from dialtone.judge.network.hosts import had_no_route
from dialtone.judge.network.pages import PageAnswer, page_answer_of
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.thresholds import LISTED_SITES, REPEATED
from dialtone.model.vocabulary import Place, Step


def foreign_controls_answer(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether enough sites abroad answered, one outside CDNs: one or two alone may be on a whitelist."""
    answering = [e for e in controls.sites_at(Place.FOREIGN) if index.answer(e)]
    return len({e.owner for e in answering}) > LISTED_SITES and any(not e.cdn for e in answering)


def nothing_abroad_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether something answered (a resolver, a domestic site), but no site or address abroad."""
    abroad = (*controls.sites_at(Place.FOREIGN), *controls.anchors_abroad)
    return any(o.ok for o in index.steps) and not index.answers(abroad)


def home_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether domestic sites of several owners answer, so that the line is not simply dead."""
    return len({e.owner for e in controls.sites_at(Place.DOMESTIC) if index.answer(e)}) >= REPEATED


def page_is_as_expected(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a page with a known answer came unchanged, as it does not from a captive portal."""
    answers = successes(index.attempts_at(endpoint), Step.HTTP)
    return any(page_answer_of(answer, endpoint) is PageAnswer.EXPECTED for answer in answers)


def page_is_changed(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether any page with a known answer came changed: without one, no network is called a captive portal."""
    asked = ((e, answer) for e in controls.sign_in_checks for answer in steps_of(index.attempts_at(e), Step.HTTP))
    return any(
        number(answer, Fact.STATUS) and page_answer_of(answer, e) is not PageAnswer.EXPECTED for e, answer in asked
    )


def is_plainly_offline(index: AttemptIndex, controls: Controls, computer: Computer) -> bool:
    """Return whether no anchor that this computer may reach had a route, all were tried, and nothing else answered."""
    possible = [e for e in controls.anchors if computer.has_ipv6 or any("." in a for a in e.addresses)]
    all_tried = all(index.attempts_at(endpoint) for endpoint in possible)
    return all_tried and all(map(had_no_route, index.attempts(possible))) and not any(o.ok for o in index.steps)
