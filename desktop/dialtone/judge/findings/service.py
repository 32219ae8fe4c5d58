"""Hypotheses about the service itself and the company that it stands at: rivals of whatever gets no answer."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Hypothesis
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.signs import service as sign
from dialtone.model.vocabulary import Cause, FunctionStatus, Prior

DOWN = Claim(FunctionStatus.DOWN, Cause.SERVICE_DOWN)
OUTAGE_REPORTED = Hypothesis[EndpointCase](
    "outage_reported",
    DOWN,
    Prior.COMMON,
    needs=sign.outage_is_reported,
    proof=sign.outage_is_reported,
)
CLOSED_TO_ABROAD = Hypothesis[EndpointCase](
    "closed_to_abroad",
    UNEXPLAINED,
    Prior.COMMON,
    needs=sign.serves_one_country,
    less=(sign.outage_is_reported,),
    ask="the same from that country",
)
OPERATOR_DOWN = Hypothesis[EndpointCase](
    "operator_down",
    Claim(FunctionStatus.UNKNOWN, Cause.HOSTING_LIMITED),
    Prior.COMMON,
    needs=sign.operator_is_silent,
    ask="that company's status page",
)
