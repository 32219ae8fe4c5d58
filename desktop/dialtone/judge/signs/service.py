"""What is known of the service itself, and of the company that its servers stand at."""

from dialtone.judge.attempts import numbers
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.network.control_timing import Fate


def outage_is_reported(case: EndpointCase) -> Seen:
    """The service's own status page, whose certificate a public root vouches for, reports a serious incident.

    That none is reported proves nothing. Source: ADR 11.
    """
    return case.messenger.outage_reported


def serves_one_country(case: EndpointCase) -> Seen:
    """It is the service of one country, and may answer nobody abroad: where the person is, is never certain.

    Some are silent abroad, some refuse, some take what is sent and say nothing; the names of some are unknown there.
    Source: ADR 13.
    """
    return case.messenger.at_home


def operator_is_silent(case: EndpointCase) -> Seen:
    """Every neutral host of the company at which all of these addresses stand is as silent. Source: ADR 19 and 23."""
    found = case.deepest
    company = any(all(operator.has(t.address) for t in found) for operator in case.timing.silent_operators)
    return _fate_of_its_operator(case, Fate.DEAD) or (numbers(found) if company else ())


def operator_is_frozen(case: EndpointCase) -> Seen:
    """What is read of every neutral site of that company stops as well. Source: ADR 23."""
    return _fate_of_its_operator(case, Fate.FROZEN)


def operator_is_limited(case: EndpointCase) -> Seen:
    """Every neutral site of that company comes slowly, or stops, as well. Source: ADR 23."""
    return _fate_of_its_operator(case, Fate.SLOW, Fate.FROZEN)


def _fate_of_its_operator(case: EndpointCase, *fates: Fate) -> tuple[int, ...]:
    alike = [f for f in case.timing.fates if f.fate in fates and all(f.operator.has(t.address) for t in case.asked)]
    return tuple(number for fate in alike for number in fate.observations) if case.asked else ()
