"""The first questions of a check, and which of them wait for a reason."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import anyio

from dialtone.engine.plan import Plan, asked_on_need, is_near, is_possible, own_page, plain_resolvers
from dialtone.engine.question import Question
from dialtone.model.catalogue import Control, Endpoint, Messenger
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Place, Weight, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.endpoint_probe import observe_control, observe_endpoint

HELD = ("control.page", "control.reserve", "control.home", "control.elsewhere", "control.host", "control.datagram")
"""Rows whose questions wait for a reason, and are dropped if none comes."""
_NOT_FOR_PROXIES = frozenset({Wire.TCP, Wire.HTTP, Wire.STUN, Wire.STUN_TCP, Wire.STUN_TLS, Wire.NTP})
"""A system proxy carries no datagrams, and that it accepts a connection does not mean that it has made one."""


def first_questions(plan: Plan) -> list[Question]:
    """Return the first questions, controls first: their round trips set the timeouts for everything else."""
    servers = _first_servers(plan)
    return [*_control_questions(plan), *map(_server_question, servers), *_proxied_questions(plan, servers)]


def _control_questions(plan: Plan) -> list[Question]:
    """Return the questions to neutral hosts that this computer can reach, including those that wait for a reason."""
    controls, system_page = plan.catalogue.controls, own_page(plan)
    at_once = [*controls.anchors, *([system_page] if system_page else ())]
    # One other page is enough: anyone on the path can read them.
    other_page = [e for e in controls.sign_in_checks if e != system_page][:1]
    rows = {e.id: "control.page" for e in other_page} | {e.id: "control.first" for e in at_once} | _datagram_rows(plan)
    neutral = [*at_once, *other_page, *controls.udp, *controls.stun_tcp]
    asked = [Question(rows[e.id], e, observe_control) for e in neutral if is_possible(e, plan.computer)]
    asked += [_control_question(plan, control) for control in controls.sites if is_near(control, plan.country)]
    asked += [replace(_control_question(plan, control), row="control.elsewhere") for control in _sites_elsewhere(plan)]
    return asked


def _first_servers(plan: Plan) -> list[Endpoint]:
    """Return the messengers' endpoints that are asked first, those of installed ones before others."""
    on_need = {e.id for m in plan.messengers for e in asked_on_need(m)}
    installed_first = sorted(plan.messengers, key=lambda m: m.id not in plan.installed)
    used = (endpoint for m in installed_first for endpoint in _endpoints_of_app(m, plan.computer.platform))
    return [e for e in used if e.weight is not Weight.SPEED and e.id not in on_need]


def _server_question(endpoint: Endpoint) -> Question:
    """Return the first question to a messenger's server; those to relays have their own row: they may be cancelled."""
    row = "server.relay" if endpoint.weight is Weight.RELAYS else "server.first"
    return Question(row, endpoint, observe_endpoint)


async def ask_with_controls(
    plan: Plan, tools: ProbeContext, seconds: float, ask: Callable[[Lookups], Awaitable[bool]]
) -> None:
    """Run `ask` for at most `seconds`, alongside all first questions, including those that wait for a reason.

    `ask` returns whether the first questions may be abandoned.
    """
    names = Lookups(tools, plan.catalogue.controls.resolvers, plain_resolvers(plan))
    try:
        with anyio.move_on_after(seconds):
            async with anyio.create_task_group() as watching:
                watching.start_soon(tools.lag.watch, tools.clock)
                async with anyio.create_task_group() as group:
                    for question in first_questions(plan):
                        group.start_soon(question.ask, tools, names)
                    if await ask(names):
                        group.cancel_scope.cancel()
                watching.cancel_scope.cancel()
    finally:
        await names.aclose()


def _datagram_rows(plan: Plan) -> dict[str, str]:
    """Return the rows of the questions to neutral servers over UDP and STUN, by endpoint id.

    In an unattended check all but the first of each protocol wait: they would only confirm that nothing is wrong.
    """
    controls = plan.catalogue.controls
    hosts = (*controls.udp, *controls.stun_tcp)
    firsts = {e.wire: e.id for e in reversed(hosts)}.values()
    unattended = plan.by_itself and not plan.quiet
    return {e.id: "control.datagram" if unattended and e.id not in firsts else "control.udp" for e in hosts}


def _control_question(plan: Plan, control: Control) -> Question:
    """Return the question for a control: its headers alone, which is enough as long as nothing is slow.

    Sites on a CDN are the controls of their hosting companies, which are needed only after failures, unless long
    answers of that company are known to freeze in the named country: messengers' files may stand there.
    """
    if plan.country in control.read_in and not plan.quiet:
        return Question("page.host", control.endpoint, observe_control)
    row = "control.first"
    if plan.country and control.place is Place.DOMESTIC:
        row = "control.home"
    elif control.reserve or control.place is Place.DOMESTIC:
        row = "control.reserve"
    elif control.endpoint.cdn and not plan.quiet:
        row = "control.host"
    return Question(row, replace(control.endpoint, read_bytes=0), observe_control)


def _proxied_questions(plan: Plan, endpoints: Sequence[Endpoint]) -> list[Question]:
    """Return the questions that go through the system's proxy too: sites abroad, and servers that decide."""
    if plan.proxy is None:
        return []
    # Imported here, as few systems have a proxy.
    from dialtone.probe.proxy.system_proxy_probe import note_spared, observe_through_system_proxy

    sites = [c.endpoint for c in plan.catalogue.controls.sites if c.place is Place.FOREIGN]
    deciding = [e for e in endpoints if e.weight is Weight.DECIDES]
    observe = partial(observe_through_system_proxy, plan.proxy)
    asked = [replace(e, read_bytes=0) for e in (*sites, *deciding) if e.wire not in _NOT_FOR_PROXIES]
    spared = {e.id for e in asked if plan.proxy_exceptions.bypass(e)}
    return [
        Question("server.proxied" if e.messenger else "control.proxied", e, each, proxied=True)
        for e in asked
        for each in [note_spared if e.id in spared else observe]
    ]


def _endpoints_of_app(messenger: Messenger, platform: str) -> list[Endpoint]:
    """Return the endpoints that the app needs on this operating system; none for a messenger without a test."""
    if messenger.untested is not None:
        return []
    used_elsewhere, used_here = set[str](), set[str]()
    for rule in messenger.functions:
        used = used_here if not rule.platforms or platform in rule.platforms else used_elsewhere
        used.update(rule.speed, rule.relays, *rule.needs)
    return [endpoint for endpoint in messenger.endpoints if endpoint.id not in used_elsewhere - used_here]


def _sites_elsewhere(plan: Plan) -> list[Control]:
    """Return a few domestic sites for each catalogued country that the person has not chosen."""
    far = [c for c in plan.catalogue.controls.sites if not is_near(c, plan.country)]
    countries = dict.fromkeys(country for control in far for country in control.countries)
    few = plan.limits.check.sites_elsewhere
    return [control for country in countries for control in [c for c in far if country in c.countries][:few]]
