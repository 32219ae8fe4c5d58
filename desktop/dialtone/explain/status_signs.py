"""The shape of each status as text: in reports, on the card's lines, in menus."""

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
    }
)
"""Of a messenger or a function. What is not tested has one shape, whatever the reason."""
