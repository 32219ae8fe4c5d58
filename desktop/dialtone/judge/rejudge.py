"""Judging a saved check again: old observations, current rules."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.function_verdicts import check_day
from dialtone.judge.kinds import is_ipv6_target
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network.computer import SCRIPT
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Catalogue, Controls, Messenger
from dialtone.model.check import Check
from dialtone.model.computer import Computer
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import NetworkFlag, Weight

_UNNAMED = "saved"
_OTHER_HELPERS = frozenset({"split_tunnel", "marked_packets_led_elsewhere"})
"""The rules that set the flag of a bypass tool where none is known to run."""


def judge_again(check: Check, catalogue: Catalogue) -> Check:
    """Return a saved check with today's verdicts.

    The verdicts on messengers that the catalogue gave up are kept, and those on a person's own servers, because a saved
    check does not say which servers they were.
    """
    computer = computer_of(check, catalogue.controls)
    control_results = ControlResults(AttemptIndex(check.observations), catalogue.controls)
    network = judge_network(control_results, computer)
    catalogued = (catalogue.messenger(saved.messenger) for saved in check.messengers)
    verdicts = judge_messengers(
        [reduce_to_asked(m, check, catalogue) for m in catalogued if m is not None and not m.own_server],
        control_results,
        network,
        computer,
        installed=frozenset(saved.messenger for saved in check.messengers if saved.installed),
        day=check_day(check.started_at.date(), catalogue.version),
    )
    judged_now = {verdict.messenger: verdict for verdict in verdicts}
    judged = (replace(judged_now.get(saved.messenger, saved), old_app=saved.old_app) for saved in check.messengers)
    outside = check.outside
    if outside is not None and outside.check is not None:
        outside = replace(outside, check=judge_again(outside.check, catalogue))
    return replace(check, network=network, messengers=tuple(judged), outside=outside)


def reduce_to_asked(messenger: Messenger, check: Check, catalogue: Catalogue) -> Messenger:
    """Return a messenger without the endpoints that the check's catalogue lacked: that they were not probed is no sign.

    Those that were not probed count as such, except pages whose speed is measured. A function that would need nothing
    any more keeps its needs.
    """
    asked = {o.endpoint for o in check.observations}
    was_probed = any(e.id in asked for e in messenger.endpoints)
    if check.catalogue_version == catalogue.version or not was_probed:
        return messenger
    endpoints = tuple(e for e in messenger.endpoints if e.id in asked or e.weight is Weight.SPEED)
    kept = {e.id for e in endpoints}
    functions = list[FunctionRule]()
    for rule in messenger.functions:
        groups = (tuple(e for e in group if e in kept) for group in rule.needs)
        functions.append(replace(rule, needs=tuple(filter(None, groups)) or rule.needs))
    return replace(messenger, endpoints=endpoints, functions=tuple(functions))


def computer_of(check: Check, controls: Controls) -> Computer:
    """Return the computer of a saved check: what judging needs to know of it, from the saved verdict and attempts.

    The names of its tunnels, proxy and tools were not saved, and judging does not need them.
    """
    flags = check.network.flags
    rules = {e.rule for e in check.network.evidence}
    anchors = {endpoint.id for endpoint in controls.anchors}
    proxy = _UNNAMED if NetworkFlag.PROXY in flags else ""
    has_bypass_tool = NetworkFlag.BYPASS_TOOL in flags and rules.isdisjoint(_OTHER_HELPERS)
    return Computer(
        platform=check.platform,
        tunnels=(_UNNAMED,) if NetworkFlag.VPN in flags else (),
        proxy=SCRIPT if "proxy_script" in rules else proxy,
        bypass_tools=(_UNNAMED,) if has_bypass_tool else (),
        leads_marked_elsewhere="marked_packets_led_elsewhere" in rules,
        has_ipv6=any(o.endpoint in anchors and is_ipv6_target(o.target) for o in check.observations),
    )
