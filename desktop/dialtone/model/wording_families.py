"""Every family of sentences: which keys a file may give, which it must, and what may be filled in."""

from dialtone.model.answer_families import ANSWER_FAMILY
from dialtone.model.end_families import END_FAMILIES
from dialtone.model.giving_families import GIVING_FAMILIES
from dialtone.model.help_families import HELP_FAMILIES
from dialtone.model.line_families import LINE_FAMILIES
from dialtone.model.report_families import REPORT_FAMILIES
from dialtone.model.tool_families import TOOL_FAMILIES
from dialtone.model.usage_family import USAGE_FAMILY
from dialtone.model.verdict_families import VERDICT_FAMILIES
from dialtone.model.way_families import WAY_FAMILIES
from dialtone.model.wording import Family
from dialtone.model.wording_keys import MESSENGER
from dialtone.model.wording_makers import MAKER_FAMILIES

FAMILIES: tuple[Family, ...] = (
    ANSWER_FAMILY,
    *VERDICT_FAMILIES,
    *REPORT_FAMILIES,
    USAGE_FAMILY,
    *MAKER_FAMILIES,
    *LINE_FAMILIES,
    *HELP_FAMILIES,
    Family(
        "path_where",
        frozenset({"open", "computer", "home", "network", "network_or_service", "vpn", "service", "unknown"}),
        placeholders=MESSENGER,
    ),
    *GIVING_FAMILIES,
    *TOOL_FAMILIES,
    *END_FAMILIES,
    *WAY_FAMILIES,
)
"""A file that misses one, or has another, is refused."""
