"""The rivals of any accusation: other reasons for a failed connection, and what the service or its host does itself."""

from dialtone.judge.claims import DOWN, UNEXPLAINED, blocked, unknown
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, Finding, Hypothesis
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.signs import line, service
from dialtone.model.vocabulary import Cause

Row = Hypothesis[EndpointCase]
Found = Finding[EndpointCase]
FAILED = (line.controls_answer, line.has_repeated)
"""Enough attempts failed for a finding, on a line that reaches neutral hosts."""

CHANCE = (
    Row("by_chance", UNEXPLAINED, UNCOMMON).unless(line.not_by_chance),
    Row("line_fails_alike", UNEXPLAINED, COMMON).given(line.line_fails_too).unless(line.not_by_chance),
)
EVERY = (
    *CHANCE,
    Row("this_computer", unknown(Cause.THIS_COMPUTER), UNCOMMON).unless(line.computer_is_calm),
    Row("own_firewall", blocked(Cause.THIS_COMPUTER), RARE).unless(line.connection_stands),
    Row("way_of_ones_own", UNEXPLAINED, COMMON).given(line.left_by_helper),
    Row("catalogue_old", UNEXPLAINED, RARE).unless(line.answered_elsewhere, line.sibling_lives),
)
"""For findings that end in a failure at an address. Findings about names pick those that fit."""
_ADMITS, _AT_HOME = service.outage_is_reported, service.serves_one_country
OUTAGE_REPORTED = Row("outage_reported", DOWN, COMMON).given(_ADMITS).proved_by(_ADMITS)
CLOSED_TO_ABROAD = Row("closed_to_abroad", UNEXPLAINED, COMMON).given(_AT_HOME).rarer_if(_ADMITS)
OPERATOR_DOWN = Row("operator_down", unknown(Cause.HOSTING_LIMITED), COMMON).given(service.operator_is_silent)
