"""Groups of statuses and causes, defined in one place so that two pages never disagree."""

from dialtone.model.vocabulary import Cause, FunctionStatus, MessengerStatus, NetworkStatus

ANSWERS = frozenset({MessengerStatus.WORKS, MessengerStatus.PARTLY, MessengerStatus.SLOW})
STOPPED = frozenset({MessengerStatus.BLOCKED, MessengerStatus.DOWN})
BROKEN = frozenset({FunctionStatus.BLOCKED, FunctionStatus.DOWN})
IN_TROUBLE = BROKEN | {FunctionStatus.SLOW}
"""Statuses of one function."""

FAILS_HERE = frozenset({MessengerStatus.BLOCKED, MessengerStatus.PARTLY})
TROUBLE_HERE = frozenset({MessengerStatus.BLOCKED, MessengerStatus.PARTLY, MessengerStatus.SLOW})
"""Statuses to which the network may contribute."""

CARRIES = frozenset({NetworkStatus.ONLINE, NetworkStatus.UNSTABLE, NetworkStatus.WHITELIST_MODE})
"""Networks on which something gets through, so that a verdict on a messenger is meaningful."""

UNTESTABLE_IN_ORDER = (MessengerStatus.NEEDS_SERVER, MessengerStatus.NO_SERVER, MessengerStatus.RETIRED)
UNTESTABLE = frozenset(UNTESTABLE_IN_ORDER)
NO_FAILURE = UNTESTABLE | {MessengerStatus.WORKS, MessengerStatus.NOT_TESTED}

WORST_FIRST = (
    MessengerStatus.BLOCKED,
    MessengerStatus.DOWN,
    MessengerStatus.PARTLY,
    MessengerStatus.SLOW,
    MessengerStatus.UNKNOWN,
    MessengerStatus.WORKS,
)
"""Ordered from what needs most attention to what needs none; what was not tested is left out."""

TAMPERED_NAMES = frozenset({Cause.DNS_MISSING, Cause.DNS_FORGED})
"""Causes by which a name leads nowhere, or to another place."""

IN_THE_NETWORK = frozenset(
    {
        Cause.DNS_MISSING,
        Cause.DNS_FORGED,
        Cause.ADDRESS_BLOCKED,
        Cause.NAME_FILTERED,
        Cause.PROTOCOL_FILTERED,
        Cause.BLOCK_PAGE,
        Cause.CERTIFICATE_SWAPPED,
        Cause.THROTTLED,
        Cause.FROZEN,
        Cause.CALLS_FILTERED,
    }
)
"""Causes in the network between this computer and the messenger."""
