"""The first questions of a check, which of them wait for a reason, and when each of a quiet check starts."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from random import Random, SystemRandom

import anyio

from dialtone.engine.plan import (
    Plan,
    can_reach,
    find_system_sign_in_page,
    is_abroad_or_home,
    list_asked_on_need,
    list_sites_abroad_and_at_home,
)
from dialtone.engine.question import CONTROLS, Question
from dialtone.engine.requests import Profile
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Control, Endpoint, Messenger
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus, Place, Weight, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.endpoint_probe import observe_control, observe_endpoint

HELD = ("control.page", "control.reserve", "control.home", "control.elsewhere", "control.host", "control.datagram")
"""Rows whose questions wait for a reason, and are dropped if none comes."""
_NOT_FOR_PROXIES = frozenset({Wire.TCP, Wire.HTTP, Wire.STUN, Wire.STUN_TCP, Wire.STUN_TLS, Wire.NTP})
"""Not asked through a system proxy: it carries no datagrams, and may accept a connection without making one."""


def schedule(plan: Plan) -> tuple[list[Question], Plan]:
    """Return the first questions of a check, and its plan; in a quiet check with start times and the time they take."""
    questions = list_first_questions(plan)
    if not plan.is_quiet:
        return questions, plan
    starts = draw_start_times(questions, plan.limits, SystemRandom())
    timed = [replace(question, not_before=start) for question, start in zip(questions, starts, strict=True)]
    return timed, make_quiet_plan(plan, starts)


def list_first_questions(plan: Plan) -> list[Question]:
    """Return the first questions, controls first: their round trips set the timeouts for everything else."""
    servers = _list_first_servers(plan)
    relays_marked = [("server.relay" if e.weight is Weight.RELAYS else "server.first", e) for e in servers]
    return [
        *_list_control_questions(plan),
        *(Question(row, server, observe_endpoint) for row, server in relays_marked),
        *_list_proxied_questions(plan, servers),
    ]


def _list_control_questions(plan: Plan) -> list[Question]:
    """Return the questions to neutral hosts that this computer can reach, including those that wait for a reason."""
    controls = plan.catalogue.controls
    hosts = [("control.first", anchor) for anchor in controls.anchors]
    system_page = find_system_sign_in_page(plan)
    if system_page is not None:
        hosts.append(("control.first", system_page))
    # One other page is enough: anyone on the path can read them.
    hosts += [("control.page", page) for page in controls.sign_in_checks if page != system_page][:1]
    hosts += _list_datagram_hosts(plan)
    return [
        *(Question(row, host, observe_control) for row, host in hosts if can_reach(host, plan.computer)),
        *(_make_site_question(_choose_site_row(plan, c), c) for c in list_sites_abroad_and_at_home(plan)),
        *(_make_site_question("control.elsewhere", c) for c in _list_sites_elsewhere(plan)),
    ]


def _list_first_servers(plan: Plan) -> list[Endpoint]:
    """Return the servers that the apps need here, without those asked only on need and the pages that only time."""
    on_need = {e.id for m in plan.messengers for e in list_asked_on_need(m)}
    installed_first = sorted(plan.messengers, key=lambda m: m.id not in plan.installed)
    used = (endpoint for m in installed_first for endpoint in _list_app_endpoints(m, plan.computer.platform))
    return [e for e in used if e.weight is not Weight.SPEED and e.id not in on_need]


async def ask_with_controls(
    plan: Plan, tools: ProbeContext, seconds: float, ask: Callable[[], Awaitable[None]], is_enough: Callable[[], bool]
) -> NetworkVerdict:
    """Run `ask` for at most `seconds`, alongside all first questions, also those that a check holds until needed.

    Return the verdict on the network. If `is_enough` holds once `ask` has ended, the controls have nothing to explain:
    the first questions are abandoned, and the network counts as online.
    """
    try:
        with anyio.move_on_after(seconds):
            async with anyio.create_task_group() as watching:
                watching.start_soon(tools.lag.watch, tools.clock)
                async with anyio.create_task_group() as group:
                    for question in list_first_questions(plan):
                        group.start_soon(question.ask, tools)
                    await ask()
                    if is_enough():
                        group.cancel_scope.cancel()
                watching.cancel_scope.cancel()
    finally:
        await tools.lookups.aclose()
    if is_enough():
        return NetworkVerdict(NetworkStatus.ONLINE)
    results = ControlResults(AttemptIndex(tools.journal.observations), plan.catalogue.controls)
    return judge_network(results, plan.computer)


def _list_datagram_hosts(plan: Plan) -> list[tuple[str, Endpoint]]:
    """Return the neutral servers over UDP and STUN, each with the row that asks it.

    In an unattended check all but the first of each protocol wait: they would only confirm that nothing is wrong.
    """
    hosts = (*plan.catalogue.controls.udp, *plan.catalogue.controls.stun_tcp)
    first_ids = {e.wire: e.id for e in reversed(hosts)}.values()
    further_row = "control.datagram" if plan.profile is Profile.UNATTENDED else "control.udp"
    return [("control.udp" if e.id in first_ids else further_row, e) for e in hosts]


def _choose_site_row(plan: Plan, site: Control) -> str:
    """Return the row that asks a neutral site abroad or at home.

    A site on a CDN is the control of its hosting company, so it waits until something fails. Its page is read at once
    where long answers of that company are known to freeze in the chosen country: messengers' files may be hosted there.
    A quiet check does neither.
    """
    if plan.country in site.read_in and not plan.is_quiet:
        return "page.host"
    if site.place is Place.DOMESTIC:
        return "control.home" if plan.country else "control.reserve"
    if site.reserve:
        return "control.reserve"
    if site.endpoint.cdn and not plan.is_quiet:
        return "control.host"
    return "control.first"


def _make_site_question(row: str, site: Control) -> Question:
    """Return the question to a neutral site. Only `page.host` reads its page; the headers are enough for other rows."""
    endpoint = site.endpoint if row == "page.host" else replace(site.endpoint, read_bytes=0)
    return Question(row, endpoint, observe_control)


def _list_proxied_questions(plan: Plan, servers: Sequence[Endpoint]) -> list[Question]:
    """Return the questions that go through the system's proxy too, if it has one: sites abroad, servers that decide.

    Where the settings bypass the proxy for a host, only that is noted. No page is read through the proxy.
    """
    if plan.proxy is None:
        return []
    # Imported here, as few systems have a proxy.
    from dialtone.probe.proxy.system_proxy_probe import note_spared, observe_through_system_proxy

    observe = partial(observe_through_system_proxy, plan.proxy)
    sites = [c.endpoint for c in list_sites_abroad_and_at_home(plan) if c.place is Place.FOREIGN]
    deciding = [e for e in servers if e.weight is Weight.DECIDES]
    questions = []
    for endpoint in (*sites, *deciding):
        if endpoint.wire not in _NOT_FOR_PROXIES:
            row = "server.proxied" if endpoint.messenger else "control.proxied"
            ask = note_spared if plan.proxy_exceptions.applies_to(endpoint) else observe
            questions.append(Question(row, replace(endpoint, read_bytes=0), ask, proxied=True))
    return questions


def _list_app_endpoints(messenger: Messenger, platform: str) -> list[Endpoint]:
    """Return the endpoints that the app needs on this operating system; none for a messenger without a test."""
    if messenger.untested is not None:
        return []
    used_elsewhere, used_here = set[str](), set[str]()
    for rule in messenger.functions:
        used = used_here if not rule.platforms or platform in rule.platforms else used_elsewhere
        used.update(rule.speed, rule.relays, *rule.needs)
    return [endpoint for endpoint in messenger.endpoints if endpoint.id not in used_elsewhere - used_here]


def _list_sites_elsewhere(plan: Plan) -> list[Control]:
    """Return a few domestic sites for each country that the person has not chosen."""
    sites_by_country: dict[str, list[Control]] = {}
    for control in plan.catalogue.controls.sites:
        if not is_abroad_or_home(control, plan.country):
            for country in control.countries:
                sites_by_country.setdefault(country, []).append(control)
    return [control for sites in sites_by_country.values() for control in sites[: plan.limits.check.sites_elsewhere]]


def draw_start_times(questions: Sequence[Question], limits: Limits, chance: Random) -> list[float]:
    """Draw when each question starts, in seconds since the check began, in the order of `questions`.

    Neutral hosts come first, those that wait for a reason last among them. Messengers follow one after another, and the
    servers of each, in random order.
    """
    quiet = limits.quiet
    times = [0.0] * len(questions)
    now = 0.0
    neutral = [number for number, question in enumerate(questions) if question.about == CONTROLS]
    for number in sorted(neutral, key=lambda number: _rank_in_quiet_order(questions[number])):
        times[number] = now
        now += chance.uniform(*quiet.neutral_pause)
    messengers = list(dict.fromkeys(question.about for question in questions if question.about != CONTROLS))
    chance.shuffle(messengers)
    for messenger in messengers:
        now += chance.uniform(*quiet.messenger_pause)
        of_messenger = [number for number, question in enumerate(questions) if question.about == messenger]
        chance.shuffle(of_messenger)
        for number in of_messenger:
            times[number] = now
            now += chance.uniform(*quiet.server_pause)
    return times


def _rank_in_quiet_order(question: Question) -> int:
    """Return the rank of a question to a neutral host: 0, or its row's place in `HELD`, from 1, if it may wait."""
    return HELD.index(question.row) + 1 if question.row in HELD else 0


def make_quiet_plan(plan: Plan, starts: Sequence[float]) -> Plan:
    """Return the plan with the limits of a quiet check, whose first questions start at `starts`, in seconds.

    It lasts until some time after the last of them. Its questions are further apart, so each may take the longest
    timeout before sites at home are asked. It measures no share, asks nothing late, connects to neutral addresses
    seldom, and reads one page again at a time.
    """
    limits = plan.limits
    patient = replace(
        limits.check,
        seconds=max(starts, default=0.0) + limits.quiet.at_the_end,
        foreign_first=limits.check.foreign_first + limits.steps.uninformed,
        home_first=limits.check.home_first + limits.steps.uninformed,
    )
    unobtrusive = replace(limits.retries, shares=0, late_messengers=0, pulse=limits.quiet.pulse, read_at_once=1)
    return replace(plan, limits=replace(limits, check=patient, retries=unobtrusive))
