"""The shape of each status as text, and its colour on a terminal: in reports, on the card's lines, in menus."""

from collections.abc import Mapping
from types import MappingProxyType

STATUS_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "works": "✓",
        "partly": "◑",
        "slow": "◔",
        "blocked": "✕",
        "down": "▽",
        "unknown": "?",
        "not_tested": "–",
        "retired": "–",
        "needs_server": "–",
        "no_server": "–",
        "readable": "!",
        "offline": "?",
    }
)
"""Of a messenger or a function. What is not tested has one shape, whatever the reason.

`readable` works, and a state can read it.
"""

_DOUBT = "?"
_CLAIM_NOTHING = frozenset({"unknown", "offline", "not_tested", "retired", "needs_server", "no_server"})


def sign_of(status: str, *, doubtful: bool = False) -> str:
    """Return the shape of a status as text; what is said with a doubt has a question mark behind it."""
    sign = STATUS_SIGNS.get(status, STATUS_SIGNS["not_tested"])
    return sign + _DOUBT if doubtful and status not in _CLAIM_NOTHING else sign


STATUS_COLOURS: Mapping[str, str] = MappingProxyType(
    {"works": "32", "partly": "33", "slow": "33", "blocked": "31", "down": "34", "unknown": "90", "readable": "33"}
)
"""SGR parameters of ECMA-48."""

_OF_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"works": "works", "slow": "slow", "unknown": "unknown", "network_unusable": "unknown", "no_name": "unknown"}
    | {"hello_unanswered": "unknown", "own_network": "unknown", "older_hello": "partly"}
)


def status_of_outcome(outcome: str) -> str:
    """Return the status whose shape and colour the outcome of a tried proxy has."""
    return _OF_OUTCOMES.get(outcome, "blocked")
