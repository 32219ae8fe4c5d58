"""Findings about certificates."""

from dialtone.judge.diagnosis import Claim, Finding, Hypothesis, Layer, any_of
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.signs import certificates as sign
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

OUT_OF_DATE = Finding[EndpointCase](
    "certificate_out_of_date",
    Layer.TLS,
    seen=sign.all_out_of_date,
    needs=(any_of(sign.clock_is_wrong, sign.clock_is_right),),
    tells=((EvidenceKind.CLOCK_OFF, sign.clock_is_wrong), (EvidenceKind.SERVER_TROUBLE, sign.clock_is_right)),
    may_be=(
        Hypothesis(
            "clock_wrong",
            Claim(FunctionStatus.UNKNOWN, Cause.THIS_COMPUTER),
            Prior.COMMON,
            out=(sign.clock_is_right,),
            proof=sign.clock_is_wrong,
            ask="the time that verified servers give",
        ),
        Hypothesis(
            "certificate_expired",
            Claim(FunctionStatus.DOWN, Cause.SERVICE_DOWN),
            Prior.UNCOMMON,
            out=(sign.clock_is_wrong,),
            ask="the same in an hour; the status page",
        ),
    ),
)
