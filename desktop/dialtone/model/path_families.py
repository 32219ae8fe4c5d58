"""The families of words on the drawing of the way to a messenger."""

from dialtone.model.network_path import StationKind
from dialtone.model.status_groups import IN_THE_NETWORK
from dialtone.model.vocabulary import Cause
from dialtone.model.wording import Family
from dialtone.model.wording_keys import MESSENGER

PATH_CAUSES = IN_THE_NETWORK | {Cause.HOSTING_LIMITED, Cause.OWN_FILTER}
"""Causes of which a few words say what was seen."""

PATH_FAMILIES = (
    Family("path_station", frozenset(StationKind) - {StationKind.MESSENGER}),
    Family(
        "path_where",
        frozenset({"open", "computer", "home", "network", "network_or_service", "vpn", "service", "unknown"}),
        placeholders=MESSENGER,
    ),
    Family("path_by", PATH_CAUSES),
)
