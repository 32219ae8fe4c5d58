"""Findings about connections that this computer itself stops."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, without
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.signs import firewall as sign
from dialtone.judge.signs import line
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

_OWN_FIREWALL = Hypothesis[EndpointCase](
    "own_firewall",
    Claim(FunctionStatus.BLOCKED, Cause.THIS_COMPUTER),
    Prior.COMMON,
    proof=sign.system_forbids,
    ask="the rules of the firewall",
)
_DIALTONE_ALONE = Hypothesis[EndpointCase](
    "dialtone_alone", Claim(FunctionStatus.UNKNOWN, Cause.THIS_COMPUTER), Prior.RARE, ask="whether the app connects"
)

REFUSED_HERE = Finding[EndpointCase](
    "refused_here",
    Layer.ADDRESS,
    seen=sign.refused_here,
    needs=(line.controls_answer, line.has_repeated),
    tells=((EvidenceKind.REFUSED_HERE, sign.refused_here),),
    may_be=(
        _OWN_FIREWALL,
        _DIALTONE_ALONE,
        Hypothesis(
            "first_router",
            UNEXPLAINED,
            Prior.UNCOMMON,
            out=(sign.refused_sooner_than_by_a_router, sign.system_forbids),
            ask="the same in a calm moment",
        ),
    ),
)
DENIED_HERE = Finding[EndpointCase](
    "denied_here",
    Layer.ADDRESS,
    seen=sign.denied_here,
    tells=((EvidenceKind.REFUSED_HERE, sign.denied_here),),
    may_be=(
        replace(_OWN_FIREWALL, needs=line.controls_answer),
        _DIALTONE_ALONE,
        Hypothesis(
            "all_is_forbidden",
            Claim(FunctionStatus.UNKNOWN, Cause.THIS_COMPUTER),
            Prior.COMMON,
            needs=without(line.controls_answer),
            ask="the rules of the firewall",
        ),
    ),
)
