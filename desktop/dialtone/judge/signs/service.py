"""What is known about the service itself, and about the company that hosts its servers."""

from dialtone.judge.attempts import numbers
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.network.control_timing import Fate


def outage_is_reported(case: EndpointCase) -> Seen:
    """The service's own status page, verified by a public root, reports a serious incident.

    If it reports none, that proves nothing. Source: ADR 11.
    """
    return case.messenger.outage_reported


def serves_one_country(case: EndpointCase) -> Seen:
    """It is a service of one country and may refuse clients abroad: where the person is, is never certain.

    Some are silent abroad, some refuse, some accept data and send nothing; the names of some do not resolve there.
    Source: ADR 13.
    """
    return case.messenger.at_home


def operator_is_silent(case: EndpointCase) -> Seen:
    """Every neutral host of the company that hosts all of these addresses is just as silent. Source: ADR 19 and 23."""
    found = case.deepest
    company = any(all(operator.has(t.address) for t in found) for operator in case.timing.silent_operators)
    return _fate_of_its_operator(case, Fate.DEAD) or (numbers(found) if company else ())


def operator_is_frozen(case: EndpointCase) -> Seen:
    """Readings of every neutral site of the company that hosts these addresses stall as well. Source: ADR 23."""
    return _fate_of_its_operator(case, Fate.FROZEN)


def operator_is_limited(case: EndpointCase) -> Seen:
    """Every neutral site of the company that hosts these addresses is slow or stalls as well. Source: ADR 23."""
    return _fate_of_its_operator(case, Fate.SLOW, Fate.FROZEN)


def _fate_of_its_operator(case: EndpointCase, *fates: Fate) -> tuple[int, ...]:
    alike = [f for f in case.timing.fates if f.fate in fates and all(f.operator.has(t.address) for t in case.asked)]
    return tuple(number for fate in alike for number in fate.observations) if case.asked else ()
