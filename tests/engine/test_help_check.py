"""Places that advice names are asked beside the controls, and nothing of a messenger is."""

import errno
import socket

from dialtone.engine.help_check import ask_places
from dialtone.model.help_place import HelpAnswer, HelpFinding, HelpTarget
from engine.simulated import SimulatedNetwork
from engine.small_plan import ANCHOR, HURRY, PLAIN, SPREAD, make_plan
from idle_time import IdleTime

PLAN = make_plan(limits=HURRY)
SITE = HelpTarget("https://www.example.net")
RESOLVER = HelpTarget("https://dns.example.net/dns-query", ("198.51.100.9",), resolver=True)


def network() -> SimulatedNetwork:
    return SimulatedNetwork.serving(*PLAIN, SPREAD, ANCHOR)


def ask(net: SimulatedNetwork, *targets: HelpTarget) -> tuple[HelpFinding, ...]:
    idle = IdleTime()
    found: tuple[HelpFinding, ...] = idle.run(ask_places, PLAN, targets, net, idle)
    return found


def test_a_website_that_resets_gives_no_answer_while_others_answer() -> None:
    net = network()
    net.names[SITE.host] = "198.51.100.7"
    net.fates["198.51.100.7"] = OSError(errno.ECONNRESET, "reset")
    assert ask(net, SITE) == (HelpFinding(SITE, HelpAnswer.NO_ANSWER),)
    assert net.connected.count("198.51.100.7") == 2, "one lost packet must not look like a place that is gone"


def test_addresses_of_the_advice_are_asked_without_a_lookup() -> None:
    net = network()
    net.fates[RESOLVER.addresses[0]] = OSError(errno.ECONNREFUSED, "refused")
    assert ask(net, RESOLVER) == (HelpFinding(RESOLVER, HelpAnswer.NO_ANSWER),)
    assert RESOLVER.host not in net.asked


def test_a_name_that_is_given_at_the_second_asking_counts() -> None:
    net = network()
    net.names[SITE.host] = socket.gaierror(socket.EAI_NONAME, "no such name")
    assert ask(net, SITE) == (HelpFinding(SITE, HelpAnswer.NO_ANSWER),)
    assert net.asked.count(SITE.host) == 2


def test_on_a_dead_line_nothing_is_said_of_any_place() -> None:
    net = network()
    net.fates.clear()
    net.names[SITE.host] = "198.51.100.7"
    assert ask(net, SITE) == (HelpFinding(SITE, HelpAnswer.UNTOLD),)


def test_where_nothing_is_left_to_ask_nobody_is_waited_for() -> None:
    assert ask(SimulatedNetwork()) == ()


def test_a_bug_of_ours_ends_one_place_alone() -> None:
    net = network()
    net.names[SITE.host] = ValueError("nobody expects this")
    assert ask(net, SITE) == (HelpFinding(SITE, HelpAnswer.UNTOLD),)
