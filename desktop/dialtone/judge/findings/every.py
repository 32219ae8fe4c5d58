"""The rivals of any accusation: what else makes a connection fail."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Hypothesis
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.signs import line
from dialtone.model.vocabulary import Cause, FunctionStatus, Prior

CHANCE = (
    Hypothesis[EndpointCase](
        "by_chance", UNEXPLAINED, Prior.UNCOMMON, out=(line.not_by_chance,), ask="three more tries, apart in time"
    ),
    Hypothesis[EndpointCase](
        "line_fails_alike",
        UNEXPLAINED,
        Prior.COMMON,
        needs=line.line_fails_too,
        out=(line.not_by_chance,),
        ask="three more tries beside neutral ones",
    ),
)
EVERY = (
    *CHANCE,
    Hypothesis[EndpointCase](
        "this_computer",
        Claim(FunctionStatus.UNKNOWN, Cause.THIS_COMPUTER),
        Prior.UNCOMMON,
        out=(line.computer_is_calm,),
        ask="a connection that no router passes on",
    ),
    Hypothesis[EndpointCase](
        "own_firewall",
        Claim(FunctionStatus.BLOCKED, Cause.THIS_COMPUTER),
        Prior.RARE,
        out=(line.connection_stands,),
        ask="a connection that no router passes on",
    ),
    Hypothesis[EndpointCase](
        "way_of_ones_own",
        UNEXPLAINED,
        Prior.COMMON,
        needs=line.left_by_helper,
        ask="the same past the tunnel",
    ),
    Hypothesis[EndpointCase](
        "catalogue_old",
        UNEXPLAINED,
        Prior.RARE,
        out=(line.answered_elsewhere, line.sibling_lives),
        ask="other addresses of the catalogue, and the date of the entry",
    ),
)
"""For findings that end in a failure at an address. Those about names take what fits."""
