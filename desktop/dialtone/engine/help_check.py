"""Whether the websites and resolvers named in advice are reachable from here, checked alongside the controls."""

from collections.abc import Mapping, Sequence
from functools import partial

from dialtone.engine.first_questions import ask_with_controls
from dialtone.engine.plan import Plan, make_context
from dialtone.engine.question import Question
from dialtone.judge.help_answer import judge_place
from dialtone.model.catalogue import Endpoint
from dialtone.model.help_place import SECURE_WEB, HelpAnswer, HelpFinding, HelpTarget
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus, Wire
from dialtone.probe.at_once import at_once
from dialtone.probe.clock import Clock
from dialtone.probe.dns.message import question as dns_question
from dialtone.probe.endpoint_probe import observe_place
from dialtone.probe.net import Network

HELP = "help"
"""Fills the messenger field of observations: a place named in advice is no control, nor evidence on the network."""


async def ask_places(plan: Plan, targets: Sequence[HelpTarget], net: Network, clock: Clock) -> tuple[HelpFinding, ...]:
    """Check every place; if all answer, do not wait for the controls. The plan is one without messengers."""
    tools = make_context(plan, net, clock)
    places = {target: _make_endpoint(target, n, tools.neutral_name) for n, target in enumerate(targets)}
    observations = tools.journal.observations
    questions = [
        Question("help.place", place, partial(observe_place, asked=target.requested_host))
        for target, place in places.items()
    ]

    def all_answer() -> bool:
        findings = _judge_places(places, observations, NetworkVerdict(NetworkStatus.ONLINE))
        return all(finding.answer is HelpAnswer.ANSWERS for finding in findings)

    ask_all = partial(at_once, [partial(question.ask, tools) for question in questions])
    network = await ask_with_controls(plan, tools, plan.limits.check.seconds, ask_all, all_answer)
    return _judge_places(places, observations, network)


def _judge_places(
    places: Mapping[HelpTarget, Endpoint], observations: Sequence[Observation], network: NetworkVerdict
) -> tuple[HelpFinding, ...]:
    """Return what the observations say of each place, on this network."""
    findings = []
    for target, place in places.items():
        at_place = [o for o in observations if o.endpoint == place.id]
        findings.append(HelpFinding(target, judge_place(at_place, network, resolver=target.resolver)))
    return tuple(findings)


def _make_endpoint(target: HelpTarget, number: int, neutral_name: str) -> Endpoint:
    """Return a place as an endpoint; where it is a resolver, with a query for a neutral name in its path (RFC 8484)."""
    path = f"{target.path}?dns={dns_question(neutral_name)}" if target.resolver else target.path
    return Endpoint(
        f"{HELP}/{number}", HELP, Wire.HTTPS, SECURE_WEB, target.host, addresses=target.addresses, path=path
    )
