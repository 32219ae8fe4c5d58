"""The families of sentences about a country, advice, and everything that is printed, painted or saved."""

from dialtone.model.guidance import Risk, Scope
from dialtone.model.proxy import ProxyKind, ProxyOutcome
from dialtone.model.proxy_link import LinkFault
from dialtone.model.readers import Away
from dialtone.model.situation import Known
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.trouble import TroubleKind
from dialtone.model.vocabulary import Cause, Confidence, Function
from dialtone.model.wording import MESSENGER, Family, every_key

REPORT_FAMILIES: tuple[Family, ...] = (
    # What is known about it in the person's country
    Family(
        "known",
        every_key(("alone", "alone_past"), set(Known) - {Known.OPEN, Known.ALLOWED, Known.PUNISHED})
        | {"said", "seen_here", "seen_here.likely", "messages_pass", "not_you", "reaches"}
        | {"open_but_fails", "open_but_fails_past"}
        | every_key(("works_although", "works_although_past"), ("blocked", "measured"))
        | {"ask_country", "all_old", "before", "content_old"}
        | {"punished", "searched_here", "searched_somewhere"},
        placeholders=MESSENGER | {"across", "inside", "month", "text", "list"},
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
        | {"separator", "over", "source_undated"}
        | every_key(("what",), Known)
        | every_key(("since",), ("day", "month", "year")),
        placeholders=frozenset({"inside", "month", "year", "text", "date", "first", "last"}),
    ),
    Family(
        "reported",
        frozenset({"headline", "source", "now"}),
        placeholders=MESSENGER | {"inside", "date", "list", "amount"},
        counted=frozenset({"now"}),
    ),
    Family(
        "lock_out",
        frozenset(Away) | every_key(("past",), Away) | {"last", "open", "notice"},
        placeholders=MESSENGER | {"date", "until"},
    ),
    # Advice, reports
    Family(
        "advice",
        frozenset(
            {"sources", "written", "newest", "general_knowledge", "menus", "due", "expired", "operator", "not_copied"}
        )
        | {"law", "law_in_short", "law_punishes", "see_law", "law_unknown", "link_opened", "link_unopened"},
        placeholders=frozenset({"date", "amount", "list", "text", "publisher"}),
        counted=frozenset({"written"}),
    ),
    Family(
        "mark_of_advice",
        frozenset({"free", "minutes", f"risk.{Risk.HIGH}", f"scope.{Scope.COMPUTER}"}),
        placeholders=frozenset({"amount"}),
    ),
    Family(
        "card",
        frozenset({"nothing", "heading", "network", "network_in", "vpn", "proxy", "bypass_tool", "me", "count"})
        | every_key(("part",), ("sure", "likely"))
        | {"scan", "footer", "invite", "risky", "risky_vpn"},
        placeholders=frozenset({"amount", "text", "date", "inside"}),
    ),
    Family("card_mine", frozenset({"said"}), lines=True),
    Family(
        "host",
        frozenset({"neutral", "resolvers", "compare", "sign_in", "line", "port", "calls", "names", "plain", "shown"})
        | {"mirrors", "mirror", "help", "help_why"},
    ),
    Family(
        "notice",
        every_key(("gone",), ("minutes", "hours_minutes", "hours", "since")) | {"nameless"},
        placeholders=frozenset({"minutes", "hours", "date"}),
        counted=frozenset({"gone.minutes", "gone.hours"}),
    ),
    Family(
        "history",
        frozenset({"nothing", "when", "cell", "stopped", "back", "away", "away_hours", "on_network", "networks"})
        | {"now_back", "now_back.likely", "now_stopped", "now_stopped.likely", "since_today", "since_day"}
        | {"state.on_and_off"}
        | every_key(("state",), WORST_FIRST),
        every_key(("state",), WORST_FIRST, Confidence),
        placeholders=frozenset(
            {"messenger", "date", "time", "when", "state", "number", "text", "list", "other", "until"}
        ),
    ),
    Family(
        "since",
        frozenset({"title", "line", "join", "works_now", "seems_to_work_now", "works_as_before", "stopped", "same"})
        | {"otherwise", "not_known", "not_known_before", "new"}
        | {"messages.works_now", "messages.seems_to_work_now", "messages.works_as_before"}
        | every_key(("now", "still", "lost"), (*Function, "many")),
        placeholders=frozenset({"date", "time", "text", "first", "last", "list"}) | MESSENGER,
    ),
    # Testing a proxy
    Family("proxy_kind", frozenset(ProxyKind)),
    Family("proxy_sees", frozenset(ProxyKind) | {"local"}, lines=True),
    Family("proxy_limits", frozenset(ProxyKind), lines=True),
    Family("proxy_outcome", frozenset(ProxyOutcome), placeholders=MESSENGER),
    Family(
        "proxy_means",
        frozenset(ProxyOutcome) - {ProxyOutcome.PARTLY, ProxyOutcome.NETWORK_UNUSABLE},
        every_key(ProxyOutcome, (*ProxyKind, "local")),
        MESSENGER,
    ),
    Family(
        "proxy_can_do",
        frozenset(ProxyOutcome) - {ProxyOutcome.PARTLY},
        every_key(ProxyOutcome, ("local",)),
        lines=True,
    ),
    Family("proxy_link", frozenset(LinkFault)),
    Family(
        "proxy",
        frozenset(
            {"title", "sees", "trust", "through", "wrong_messenger", "cannot_carry", "join", "wait"}
            | {"older_hello", "not_disguised"}
            | {"own_network", "own_network_ask", "own_network_option", "nothing_sent"}
        ),
        placeholders=MESSENGER | {"kind", "place", "door", "seconds", "list", "text"},
        counted=frozenset({"wait"}),
    ),
    Family(
        "cli",
        frozenset(
            {"progress", "ten_seconds_later", "content_built_in", "content_imported", "server_known", "server_unknown"}
        )
        | {"country", "no_country", "no_home_page", "saved_by_others", "cannot_judge"}
        | {"no_language", "no_messenger", "server_not_needed", "server_wrong", "country_wrong", "country_wanted"}
        | {"no_advice", "listed_advice", "listed_messenger"}
        | {"quiet_names_wanted", "quiet_keeps_nothing", "quiet_offered"}
        | {"kept_in", "nothing_kept", "forget_how", "forgotten", "still_running"}
        | {"mirror", "mirror_none", "mirror_wrong", "mirror_said", "mirror_nothing_newer"}
        | {"newer_version", "newer_change", "newer_file"},
        placeholders=frozenset({"done", "total", "date", "messenger", "server", "text", "reason", "list", "version"}),
    ),
    Family("trouble", frozenset(TroubleKind) | {"details"}, placeholders=frozenset({"place", "text", "detail"})),
    Family(
        "old_version",
        frozenset({"generic", "telegram_filtered"}),
        placeholders=frozenset({"version", "below"}) | MESSENGER,
    ),
    Family(
        "report",
        frozenset(
            {"can_help", "if_still_so", "check_again", "will_not_help", "first", "step", "link", "function", "closing"}
        )
        | {"time", "seconds_short", "seconds", "kilobytes", "megabytes", "as_app", "as_flatpak"}
        | {"as_snap", "as_store", "as_appimage", "as_web_app", "by_others", "with_version", "not_installed"}
        | {"sandbox_flatpak", "sandbox_snap", "tests", "tests_not", "tests_nothing", "none"}
        | {"untested.no_server", "untested.needs_server", "untested.retired"},
        frozenset({"both_dates", "two_months"}),
        placeholders=frozenset(
            {"text", "glyph", "label", "date", "time", "took", "data", "month"}
            | {"hour", "minute", "seconds", "amount", "version", "list", "number"}
        ),
    ),
)
