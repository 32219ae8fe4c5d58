"""The families of sentences about a messenger, its functions and the network, and those for technical readers."""

from dialtone.model.check import OutsideOutcome
from dialtone.model.readers import Readers
from dialtone.model.rivals import RIVALS
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Degree,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
    Variant,
)
from dialtone.model.wording import MESSENGER, Family, every_key

_OFFLINE = frozenset({"offline_vpn", "offline_proxy", "answered_nearby"})
"""Nothing answers, and a VPN or proxy may be the reason; or something nearby answers in place of everything."""
_INSPECTED = frozenset({"inspected", "inspected_by_program", "inspected_by_gateway"})
"""A program on this computer, or the network, inspects TLS."""
TOLD_DEGREES = frozenset(Degree) - {Degree.IPV6_GONE}
"""The degrees in the network's headline; for IPv6 alone there is a flag."""
_TOLD_STATES = _OFFLINE | TOLD_DEGREES | {"forbidden_here", "intercepted_named", "nothing_leaves", "clock_wrong"}
TOLD_NETWORK = frozenset(NetworkStatus) | _TOLD_STATES | {"portal_some_open"}
"""What the network's headline reports, as keys of its sentences."""
_PROGRAM = frozenset({"program"})
_TOLD = (
    _OFFLINE | _INSPECTED | {"clock_wrong", "read_along", "browser_hello_cut", "only_through_proxy", "only_past_proxy"}
)
"""Causes with their own sentences."""
_CAUSES = (*Cause, *sorted(_TOLD), "in_the_network", "through_vpn", "names_beside_vpn")
"""The causes, and the groups that stand for all causes in the network itself."""

_GRADED = (
    every_key(MessengerStatus, Confidence)
    | every_key(MessengerStatus, Cause)
    | every_key(MessengerStatus, Cause, Confidence)
    | every_key(_CAUSES)
    | every_key(_CAUSES, Confidence)
)
"""A status may have a special sentence for a cause or a confidence, and a cause one for any status."""

_CALLS = frozenset({"udp_silent", "port_closed", "address_refuses", "stun_filtered", "stun_filtered.unknown"})

_WHY_NOT = frozenset({"generic", "no_test_without_account", "no_web_version"}) | {
    "same_way_as_messages",
    "servers_unpublished",
    "only_on_apple",
    "facetime_links",
    "zoom_calls",
    "site_alone",
}
_WHY_UNTESTED = frozenset({"skype", "briar", "cwtch", "jami", "keet"})
_NOTES = frozenset({"facebook_messenger", "home_only", "telega"})
_FOR_FLAGS = frozenset({"vpn", "proxy", "bypass_tool"})
_ELSEWHERE = frozenset(
    {
        Cause.ADDRESS_BLOCKED,
        Cause.THROTTLED,
        Cause.FROZEN,
        Cause.HOSTING_LIMITED,
        Cause.SERVICE_REFUSES,
        Cause.UNEXPLAINED,
        Cause.WHITELIST_MODE,
    }
)
_STATUS_LINES = frozenset({"works", "down", "unknown", "not_tested", "retired", "needs_server", "no_server"})

SAW_OF_FINDINGS = frozenset(
    {
        "address_refuses.relays_silent",
        "address_silent.relays_silent",
        "certificate_wrong.all_certificates_swapped",
        "greeting_answered.names_fallback",
        "greeting_cut.browser_hello_cut",
        "greeting_cut.greeting_answered",
        "local_override.search_list",
        "page_instead.gateway_answers",
        "page_instead.sign_in_page",
        "port_closed.relays_silent",
        "refused_here.forbidden_here",
    }
)
"""Observations that have a different sentence where a finding with this id reports them."""

VERDICT_FAMILIES: tuple[Family, ...] = (
    # A messenger as a whole
    Family(
        "summary",
        frozenset(MessengerStatus) | {"past_proxy", "both_ways", "through_proxy", "only_connects"},
        _GRADED | {"not_you", "not_you.likely", "not_computer"},
        MESSENGER,
    ),
    Family(
        "saw",
        frozenset(EvidenceKind) | SAW_OF_FINDINGS | {"greeting_answered_otherwise"},
        placeholders=MESSENGER | {"program"},
    ),
    Family("saw_name", frozenset(), frozenset(EvidenceKind), MESSENGER | {"name"}),
    Family(
        "saw_share",
        frozenset({EvidenceKind.SOME_ATTEMPTS_FAIL}),
        placeholders=frozenset({"passed", "tried"}),
        counted=frozenset({EvidenceKind.SOME_ATTEMPTS_FAIL}),
    ),
    Family(
        "saw_after",
        frozenset({EvidenceKind.STOPPED_LATER}),
        placeholders=frozenset({"messenger", "seconds"}),
        counted=frozenset({EvidenceKind.STOPPED_LATER}),
    ),
    Family("saw_cause", frozenset(Cause), placeholders=MESSENGER),
    Family("means", frozenset(Cause) | _TOLD, every_key(Cause, Confidence), MESSENGER),
    Family(
        "can_do",
        frozenset(Cause) | _TOLD | _STATUS_LINES | _FOR_FLAGS,
        placeholders=MESSENGER | {"program"},
        lines=True,
    ),
    # That another network may help: not shown for what is blocked across the country
    Family("elsewhere", _ELSEWHERE, placeholders=MESSENGER, lines=True),
    Family(
        "cannot_tell",
        frozenset({"not_tested", "not_told", "not_ruled_out", "block_or_outage", "likely", "unsure", "who", "account"})
        | _FOR_FLAGS,
        placeholders=MESSENGER | {"list", "what"},
    ),
    # Other possible explanations of the observations
    Family("rival", RIVALS, placeholders=MESSENGER),
    # Its functions
    Family("label", frozenset(Function)),
    Family(
        "function_sentence",
        frozenset(FunctionStatus) - {FunctionStatus.NOT_TESTED},
        every_key(FunctionStatus, Cause)
        | every_key(FunctionStatus, Confidence)
        | every_key(Cause)
        | {"read_along", "inspected", "browser_hello_cut"}
        | _CALLS,
        MESSENGER,
    ),
    Family("why_not", _WHY_NOT, placeholders=MESSENGER),
    Family("why_untested", _WHY_UNTESTED, placeholders=MESSENGER),
    Family("note", _NOTES, placeholders=MESSENGER),
    # Who can read along, and what works where a messenger does not
    Family("mark", frozenset(Readers) | {"row"}, placeholders=frozenset({"state", "text"})),
    Family(
        "who_reads",
        frozenset(Readers) | {"calls.nobody", "calls.if_switched_on", "sources"},
        placeholders=MESSENGER | {"list", "date"},
    ),
    Family(
        "works_here",
        every_key(("now", "also_readable", "only_readable"), ("likely",))
        | {"now", "also_readable", "only_readable", "messages", "messages_and_calls", "more", "offer"},
        placeholders=MESSENGER | {"list", "amount", "text"},
    ),
    # The network
    Family(
        "network_banner",
        frozenset(),
        TOLD_NETWORK
        | frozenset(NetworkFlag)
        | every_key(NetworkStatus, Confidence)
        | every_key(TOLD_DEGREES, Confidence),
        _PROGRAM,
    ),
    Family("network_can_do", TOLD_NETWORK | {"call"}, placeholders=_PROGRAM, lines=True),
    Family("network_flag", frozenset(NetworkFlag)),
    Family("through_vpn", frozenset({"calls", "names", "ipv6", "alone"}), placeholders=MESSENGER),
    Family(
        "outside",
        frozenset(OutsideOutcome) - {OutsideOutcome.ANSWERED} | {"title", "row", "sees", "no_vpn", "only_outside"},
        placeholders=frozenset({"inside", "other"}),
    ),
    # For technical readers
    Family("step", frozenset(Step)),
    Family("failure", frozenset(Failure)),
    Family(
        "detail",
        frozenset({"works", "fails", "facts", "fact", "fact_separator", "rule", "rule_alone"}) | frozenset(Variant),
        placeholders=frozenset({"number", "step", "target", "failure", "ms", "line", "facts", "fact", "value"})
        | {"rule", "kind", "numbers"},
    ),
    Family(
        "again",
        frozenset({"title", "same", "line", "network", "no_rule"}),
        placeholders=frozenset({"label", "before", "after", "old", "new"}) | MESSENGER,
    ),
)
