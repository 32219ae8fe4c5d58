"""The claims that findings about the network share."""

from dialtone.judge.diagnosis import Claim
from dialtone.judge.network import claims
from dialtone.judge.rules import NETWORK_FINDINGS

NAMED = {name: value for name, value in vars(claims).items() if isinstance(value, Claim)}


def test_a_claim_has_a_name_here_if_several_rows_make_it_and_only_then() -> None:
    """What a single row claims stands in that row."""
    made = [row.claim for found in NETWORK_FINDINGS for row in found.hypotheses]
    made += [found.fallback for found in NETWORK_FINDINGS]
    assert {name: made.count(claim) for name, claim in NAMED.items() if made.count(claim) < 2} == {}
    assert len(set(NAMED.values())) == len(NAMED)
