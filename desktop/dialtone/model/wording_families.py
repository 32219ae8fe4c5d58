"""Every family of sentences: which keys a file may give, which it must, and what may be filled in."""

from collections.abc import Iterable

from dialtone.model.proxy import ProxyKind, ProxyOutcome
from dialtone.model.proxy_link import LinkFault
from dialtone.model.situation import Known
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
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
from dialtone.model.wording import Family


def _product(*parts: Iterable[str]) -> frozenset[str]:
    """Return every way to join one word of each part with a dot."""
    keys = [""]
    for part in parts:
        words = tuple(part)
        keys = [f"{key}.{word}" if key else word for key in keys for word in words]
    return frozenset(keys)


_OFFLINE = frozenset({"offline_vpn", "offline_proxy"})
"""Nothing answers, and a VPN or a proxy may be why."""
_INSPECTED = frozenset({"inspected", "inspected_by_program", "inspected_by_gateway"})
"""A program on this computer, or the network, inspects TLS."""
_TOLD_NETWORK = _OFFLINE | {"forbidden_here"}
_TOLD = (
    _OFFLINE | _INSPECTED | {"clock_wrong", "read_along", "browser_hello_cut", "only_through_proxy", "only_past_proxy"}
)
"""Causes that have words of their own."""
_CAUSES = (*Cause, *sorted(_TOLD), "in_the_network", "through_vpn")
"""The causes, and two groups that stand for all those that the network itself makes."""

_GRADED = (
    _product(MessengerStatus, Confidence)
    | _product(MessengerStatus, Cause)
    | _product(MessengerStatus, Cause, Confidence)
    | _product(_CAUSES)
    | _product(_CAUSES, Confidence)
)
"""A status may be said in a special way for a cause or a confidence, and a cause for any status."""

_ROW_PARTS = _product(("no", "slow"), Function)
_PARTLY = frozenset({"partly.some_broken", "partly.some_slow", "partly.no_messages"})
_WITHOUT_CALLS = frozenset({"works.calls_not_tested", "works.calls_unknown"})
_LEADS = frozenset({"not_safe", "not_safe.part", "down.messages_work", "partly.calls"}) | _WITHOUT_CALLS
"""What comes before the status of a messenger; see `explain/lead.py`."""

_CALLS = frozenset({"udp_silent", "port_silent", "stun_filtered", "stun_filtered.unknown"})

_MESSENGER = frozenset({"messenger"})
_WHY_NOT = frozenset({"generic", "no_test_without_account", "no_web_version", "needs_account"}) | {
    "same_way_as_messages",
    "only_on_apple",
    "facetime_links",
    "zoom_calls",
    "not_in_time",
}
_WHY_UNTESTED = frozenset({"skype", "briar", "cwtch", "jami", "keet"})
_NOTES = frozenset({"facebook_messenger", "home_only"})
_FOR_FLAGS = frozenset({"vpn", "proxy", "bypass_tool"})
_STATUS_LINES = frozenset({"works", "down", "unknown", "not_tested", "retired", "needs_server", "no_server"})

FAMILIES: tuple[Family, ...] = (
    # A messenger as a whole
    Family(
        "row",
        frozenset(MessengerStatus) | _LEADS,
        _GRADED | _PARTLY | {"only_site"} | _ROW_PARTS | _product((*_PARTLY, *_ROW_PARTS, *_LEADS), Confidence),
    ),
    Family(
        "headline",
        frozenset(MessengerStatus) | _PARTLY | _LEADS | {"down.named", "calls_not_tested", "calls_unknown"},
        _GRADED | _product((*_PARTLY, *_LEADS, "down.named"), Confidence),
        _MESSENGER | {"working", "broken", "slow", "parts"},
    ),
    Family(
        "summary",
        frozenset(MessengerStatus) | {"past_proxy", "both_ways", "through_proxy"},
        _GRADED | {"not_you", "not_you.likely", "not_computer"},
        _MESSENGER,
    ),
    Family("saw", frozenset(EvidenceKind) | {"greeting_answered_otherwise"}, placeholders=_MESSENGER | {"program"}),
    Family("saw_name", frozenset(), frozenset(EvidenceKind), _MESSENGER | {"name"}),
    Family(
        "saw_share",
        frozenset({EvidenceKind.SOME_ATTEMPTS_FAIL, EvidenceKind.PASSES_AT_FIRST}),
        placeholders=frozenset({"passed", "tried"}),
    ),
    Family("saw_cause", frozenset(Cause), placeholders=_MESSENGER),
    Family("means", frozenset(Cause) | _TOLD, _product(Cause, Confidence), _MESSENGER),
    Family(
        "can_do",
        frozenset(Cause) | _TOLD | _STATUS_LINES | _FOR_FLAGS,
        placeholders=_MESSENGER | {"program"},
        lines=True,
    ),
    Family(
        "cannot_tell",
        frozenset({"not_tested", "not_told", "block_or_outage", "likely", "unsure", "who", "account"}) | _FOR_FLAGS,
        placeholders=_MESSENGER | {"list"},
    ),
    # What is known of it in the person's country
    Family(
        "known",
        _product(("headline", "past"), ("blocked", "measured"), Confidence)
        | _product(("alone", "alone_past"), set(Known) - {Known.OPEN, Known.ALLOWED})
        | {"said", "seen_here", "not_you", "reaches", "open_but_fails"}
        | _product(("works_although", "works_although_past"), ("blocked", "measured"))
        | {"card", "ask_country"},
        placeholders=_MESSENGER | {"across", "inside", "month", "year", "text", "list"},
    ),
    Family(
        "will_not_help",
        frozenset({"blocked", "dns_too", "provider", "stay", "searched"}),
        frozenset(Cause),
        lines=True,
    ),
    Family(
        "country",
        frozenset({"title", "lead", "nothing", "whole", "undated", "ended", "source", "source_unread", "sources"})
        | {"separator"}
        | _product(("what",), Known)
        | _product(("since",), ("day", "month", "year")),
        placeholders=frozenset({"inside", "month", "year", "text", "date", "first", "last"}),
    ),
    # Its functions
    Family("label", frozenset(Function)),
    Family("noun", frozenset(Function)),
    Family(
        "broken",
        _product(Confidence, (*(set(Function) - {Function.MESSAGES}), "many")),
        placeholders=frozenset({"list"}),
    ),
    Family("slow", _product(Confidence, (*Function, "many")), placeholders=frozenset({"list"})),
    Family("list", frozenset({"comma", "and"}), placeholders=frozenset({"first", "last"})),
    Family(
        "function_state",
        frozenset(FunctionStatus) | {"not_safe"},
        _product(FunctionStatus, Function) | _product((*FunctionStatus, "not_safe"), Confidence),
    ),
    Family(
        "function_sentence",
        frozenset(FunctionStatus) - {FunctionStatus.NOT_TESTED},
        _product(FunctionStatus, Cause)
        | _product(FunctionStatus, Confidence)
        | _product(Cause)
        | {"read_along", "inspected", "browser_hello_cut"}
        | _CALLS,
        _MESSENGER,
    ),
    Family("why_not", _WHY_NOT, placeholders=_MESSENGER),
    Family("why_untested", _WHY_UNTESTED, placeholders=_MESSENGER),
    Family("note", _NOTES, placeholders=_MESSENGER),
    # The network
    Family("network_headline", frozenset(NetworkStatus) | _TOLD_NETWORK, _product(NetworkStatus, Confidence)),
    Family(
        "network_banner",
        frozenset(),
        frozenset(NetworkStatus) | _TOLD_NETWORK | frozenset(NetworkFlag) | _product(NetworkStatus, Confidence),
    ),
    Family("network_can_do", frozenset(NetworkStatus) | _TOLD_NETWORK, lines=True),
    Family("network_flag", frozenset(NetworkFlag)),
    # For someone technical
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
        placeholders=frozenset({"label", "before", "after", "old", "new"}) | _MESSENGER,
    ),
    # Advice, reports
    Family(
        "advice",
        frozenset(
            {
                "written",
                "not_reopened",
                "due",
                "expired",
                "law",
                "law_unknown",
                "operator",
                "link_opened",
                "link_unopened",
                "not_copied",
            }
        ),
        placeholders=frozenset({"date", "text", "publisher"}),
    ),
    Family(
        "card",
        frozenset({"all_work", "nothing", "unknown", "some_unknown", "some_trouble", "more", "vpn", "helper", "footer"})
        | {"all_work.calls_not_tested", "all_work.not_all_calls", "some_unknown.messages", "calls_fail"}
        | {"not_safe", "not_safe.part", "some_not_safe", "others_too"}
        | _product(("one", "many"), ("blocked", "may_be_blocked", "does_not_work")),
        _product(("not_safe", "not_safe.part", "calls_fail"), Confidence),
        placeholders=frozenset({"amount", "list"}),
    ),
    Family(
        "host",
        frozenset({"neutral", "resolvers", "compare", "sign_in", "line", "port", "calls", "names", "plain", "shown"})
        | {"mirrors", "mirror"},
    ),
    Family(
        "notice",
        frozenset({"works", "partly", "slow", "blocked", "down", "not_safe", "not_safe.part"})
        | {"partly.calls"}
        | _WITHOUT_CALLS,
        _product(("partly.calls",), Confidence),
        placeholders=_MESSENGER,
    ),
    Family(
        "history",
        frozenset({"nothing", "when", "cell", "stopped", "back", "on_network"}),
        placeholders=frozenset({"messenger", "date", "time", "when", "state", "number", "text"}),
    ),
    Family(
        "since",
        frozenset({"title", "line", "join", "works_now", "seems_to_work_now", "works_as_before", "stopped", "same"})
        | {"otherwise", "not_known", "not_known_before", "new"}
        | {"messages.works_now", "messages.seems_to_work_now", "messages.works_as_before"}
        | _product(("now", "still", "lost"), (*Function, "many")),
        placeholders=frozenset({"date", "time", "text", "first", "last", "list"}) | _MESSENGER,
    ),
    # Testing a proxy
    Family("proxy_kind", frozenset(ProxyKind)),
    Family("proxy_sees", frozenset(ProxyKind) | {"local"}, lines=True),
    Family("proxy_limits", frozenset(ProxyKind), lines=True),
    Family("proxy_outcome", frozenset(ProxyOutcome), placeholders=_MESSENGER),
    Family(
        "proxy_means",
        frozenset(ProxyOutcome) - {ProxyOutcome.PARTLY, ProxyOutcome.NETWORK_UNUSABLE},
        _product(ProxyOutcome, (*ProxyKind, "local")),
        _MESSENGER,
    ),
    Family(
        "proxy_can_do",
        frozenset(ProxyOutcome) - {ProxyOutcome.PARTLY},
        _product(ProxyOutcome, ("local",)),
        lines=True,
    ),
    Family("proxy_link", frozenset(LinkFault)),
    Family(
        "proxy",
        frozenset({"title", "sees", "trust", "through", "wrong_messenger", "cannot_carry", "join", "wait"}),
        placeholders=_MESSENGER | {"kind", "place", "door", "seconds", "list", "text"},
    ),
    Family(
        "cli",
        frozenset({"progress", "content_built_in", "content_imported", "server_known", "server_unknown"})
        | {"country", "no_country", "country_guess", "no_home_page"}
        | {"mirror", "mirror_none", "mirror_wrong", "mirror_said", "mirror_nothing_newer"},
        placeholders=frozenset({"done", "total", "date", "messenger", "server", "text", "reason"}),
    ),
    Family(
        "old_version",
        frozenset({"generic", "telegram_filtered"}),
        placeholders=frozenset({"version", "below"}) | _MESSENGER,
    ),
    Family("language", frozenset({"name", "direction", "digits"})),
    Family("month", frozenset(str(number) for number in range(1, 13))),
    Family(
        "report",
        frozenset({"can_help", "will_not_help", "first", "step", "link", "source", "function", "closing", "date"})
        | {"time", "seconds_short", "seconds", "kilobytes", "megabytes", "decimal_mark", "as_app", "as_flatpak"}
        | {"as_snap", "as_store", "as_appimage", "as_web_app", "by_others", "with_version", "not_installed"}
        | {"sandbox_flatpak", "sandbox_snap", "tests", "tests_not", "tests_nothing", "none"},
        placeholders=frozenset(
            {"text", "glyph", "label", "date", "time", "took", "data", "day", "month", "year"}
            | {"hour", "minute", "seconds", "amount", "version", "list", "number"}
        ),
    ),
)
"""Every family of sentences. A file that misses one, or has another, is refused."""
