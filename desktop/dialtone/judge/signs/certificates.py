"""What the certificates shown at an endpoint say."""

from dialtone.judge.attempts import numbers
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.vocabulary import Failure, NetworkFlag, Step


def all_out_of_date(case: EndpointCase) -> Seen:
    """Every certificate shown at the app's own addresses looks expired, or not valid yet."""
    dated = [t for t in case.own if t.failure in (Failure.CERT_EXPIRED, Failure.CERT_NOT_YET)]
    secured = [t for t in case.own if t.find(Step.TLS)]
    return numbers(dated) if len(dated) >= len(secured) else ()


def clock_is_wrong(case: EndpointCase) -> Seen:
    """Verified servers, or most controls' certificates, show that this computer's clock is wrong."""
    return all_out_of_date(case) if NetworkFlag.CLOCK_WRONG in case.network.flags else ()


def clock_is_right(case: EndpointCase) -> Seen:
    """Controls proved who they are by certificates that are valid today by this computer's clock."""
    wrong = NetworkFlag.CLOCK_WRONG in case.network.flags
    return all_out_of_date(case) if case.network.controls_answer and not wrong else ()
