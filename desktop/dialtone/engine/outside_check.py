"""The same check twice: as this computer is connected, and, if the person asked for it, bypassing its VPN."""

from dialtone.engine.check_run import Emit, measure
from dialtone.engine.events import CheckFinished, Event, Progressed
from dialtone.engine.plan import Plan, find_neutral_address
from dialtone.judge.network.computer import judge_outside
from dialtone.model.check import Check, OutsideCheck, OutsideOutcome
from dialtone.model.computer import OutsideInterface
from dialtone.model.frozen import replace
from dialtone.probe.clock import Clock
from dialtone.probe.net import Network

_PORT = 443  # of the datagram that shows whether this computer lets any out


async def run_both_sides(plan: Plan, net: Network, outside: Network | None, clock: Clock, emit: Emit) -> Check:
    """Check as usual, then bypassing the VPN; emit the whole check as one event at the end, and return it."""
    check = await measure(plan, net, clock, emit)
    if plan.computer.tunnels:
        check = replace(check, outside=await _look_outside(plan, outside, clock, emit))
    emit(CheckFinished(check))
    return check


async def _look_outside(plan: Plan, net: Network | None, clock: Clock, emit: Emit) -> OutsideCheck:
    """Check again past the VPN, if that is possible. Of this check only the progress is emitted."""
    outside = plan.computer.outside
    if outside is None or net is None or outside.leads_out is False:
        return OutsideCheck(OutsideOutcome.NO_ROUTE)
    try:
        net.bind()
    except OSError:
        return OutsideCheck(OutsideOutcome.CANNOT_BIND)

    def emit_progress(event: Event) -> None:
        if isinstance(event, Progressed):
            emit(event)

    check = await measure(_make_outside_plan(plan, outside), net, clock, emit_progress)
    neutral = find_neutral_address(plan.catalogue.controls)
    return OutsideCheck(judge_outside(check, outside, may_send=not neutral or net.may_send(neutral, _PORT)), check)


def _make_outside_plan(plan: Plan, interface: OutsideInterface) -> Plan:
    """Return the plan for outside the VPN: no VPN, no system proxy, the resolvers and families of `interface`."""
    computer = replace(
        plan.computer,
        tunnels=(),
        tunnel_addresses=(),
        names_beside=False,
        outside=None,
        proxy="",
        has_ipv6=interface.has_ipv6,
        nameservers=interface.nameservers,
        searched_below=0,
        hides_who_answers=False,
        hosts_file_names=frozenset(),
    )
    return replace(plan, computer=computer, proxy=None)
