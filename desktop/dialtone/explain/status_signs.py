"""The shape of each status as text, and its terminal colour: in reports, in the card's rows, in menus."""

from collections.abc import Mapping

STATUS_SIGNS: Mapping[str, str] = {
    "works": "✓",
    "partly": "◑",
    "slow": "◔",
    "blocked": "✕",
    "down": "▽",
    "unknown": "?",
    "not_tested": "–",
    "readable": "!",
    "offline": "?",
}
"""The status of a messenger or a function. `readable`: it works, and a state can read it."""


def sign_of(status: str, *, doubtful: bool = False) -> str:
    """Return the shape of a status as text; a doubtful one that claims something is followed by a question mark.

    All kinds of "not tested" share one shape.
    """
    sign = STATUS_SIGNS.get(status, STATUS_SIGNS["not_tested"])
    return f"{sign}?" if doubtful and sign not in ("?", "–") else sign


STATUS_COLOURS: Mapping[str, str] = {
    "works": "32",
    "partly": "33",
    "slow": "33",
    "blocked": "31",
    "down": "34",
    "unknown": "90",
    "readable": "33",
}
"""SGR parameters of ECMA-48."""

_STATUSES_OF_OUTCOMES = {
    "works": "works",
    "slow": "slow",
    "older_hello": "partly",
    "hello_unanswered": "unknown",
    "network_unusable": "unknown",
    "no_name": "unknown",
    "own_network": "unknown",
    "unknown": "unknown",
}


def status_of_outcome(outcome: str) -> str:
    """Return the status whose shape and colour stand for a proxy test's outcome, a value of `ProxyOutcome`."""
    return _STATUSES_OF_OUTCOMES.get(outcome, "blocked")
