"""Every family of sentences: which keys a file may define, which it must, and their placeholders."""

from dialtone.model.answer_families import ANSWER_FAMILY
from dialtone.model.end_code import CodeFault, EndState
from dialtone.model.given_copy import Advice, Opening
from dialtone.model.help_place import HelpAnswer
from dialtone.model.maker import OriginGap, OriginKind
from dialtone.model.report_families import REPORT_FAMILIES
from dialtone.model.usage_family import USAGE_FAMILY
from dialtone.model.verdict_families import VERDICT_FAMILIES
from dialtone.model.vocabulary import Confidence
from dialtone.model.way import Needs
from dialtone.model.wording import MESSENGER, Family, every_key

_END_STATES = frozenset(
    f"{state}.{certainty}" for state in EndState for certainty in Confidence if state is not EndState.UNKNOWN
) | {f"{EndState.UNKNOWN}.{Confidence.SURE}"}
"""`unknown` has no degrees of confidence."""
_DOUBTED = frozenset({"both", "neither", "not_here", "not_there", "part_both", "part_here", "part_there"})

FAMILIES: tuple[Family, ...] = (
    ANSWER_FAMILY,
    *VERDICT_FAMILIES,
    *REPORT_FAMILIES,
    USAGE_FAMILY,
    # Who made an app
    Family(
        "maker",
        frozenset({"made_by_messenger", "made_by_other", "made_by_itself", "packed", "packed_volunteers"})
        | {"could_not_tell", "file_could_not_tell", "others_read", "packed_from", "unknown_signer"}
        | {"unknown_signer_file", "unknown_root_nameless", "unverified_nameless", "expected", "row", "row_handler"}
        | {"handler", "handler_do"}
        | {"file_advice", "nothing", "line", "named"},
        placeholders=frozenset({"messenger"}) | {"by", "app", "place", "program", "list", "text"},
    ),
    Family("maker_how", frozenset(OriginKind) - {OriginKind.NONE}, placeholders=frozenset({"messenger"}) | {"place"}),
    Family("maker_gap", frozenset(OriginGap) - {OriginGap.NOTHING_THERE}, placeholders=frozenset({"place"})),
    # The same messengers on two networks
    Family(
        "line",
        frozenset({"first_only", "second_only", "both_fail", "both_work", "listed", "unusable", "nothing", "caution"}),
        placeholders=frozenset({"list"}),
    ),
    Family("line_steps", frozenset({"phone"}), lines=True),
    # Whether the places named in advice answer here
    Family(
        "help",
        frozenset(HelpAnswer) | {"sees", "offer", "nothing", "sees_tool"} | every_key(("tool",), HelpAnswer),
        placeholders=frozenset({"list", "text"}),
    ),
    Family(
        "path_where",
        frozenset({"open", "computer", "home", "network", "network_or_service", "vpn", "service", "unknown"}),
        placeholders=MESSENGER,
    ),
    # A copy of Dialtone given to another person
    Family(
        "given",
        frozenset({"title", "lead", "check", "proves_nothing", "home_page", "start", "take_in", "signed", "done"})
        | {"own", "announced", "unknown", "by_hand", "no_program"}
        | every_key(("check",), ("windows", "macos", "none"))
        | every_key(("advice",), Advice),
        placeholders=frozenset({"version", "publisher", "text", "place"}),
    ),
    Family("given_steps", frozenset(Opening) | {"advice"}, lines=True, placeholders=frozenset({"text"})),
    # Named tools, and a person at the other end who cannot install anything
    Family(
        "tool",
        frozenset({"worked", "failed", "no_word"}),
        placeholders=frozenset({"inside", "month", "publisher"}),
    ),
    Family(
        "for_them",
        frozenset({"title", "open", "open_past", "none_open", "closed", "closed_past", "open_item", "closed_item"})
        | {"call", "calls", "risk", "test", "may_be_passed_on", "only_said", "refused"},
        placeholders=frozenset({"inside", "month", "messenger", "text", "list"}),
    ),
    # Both ends of a conversation, and the lines of a whole group
    Family("end_says", _END_STATES | {"too.sure", "too.likely"}, placeholders=frozenset({"messenger"})),
    Family("end_label", _DOUBTED | {f"{key}.likely" for key in _DOUBTED} | {"unknown_here", "unknown_there"}),
    Family(
        "both_ends",
        frozenset(
            {
                "none",
                "ask",
                "unchecked",
                "today",
                "of_day",
                "own_day",
                "old",
                "country",
                "not_tested",
                "stranger",
                "punished",
            }
            | {"vpn", "too_many", "nothing_tested"}
        ),
        placeholders=frozenset({"date", "country", "list", "text"}),
    ),
    Family(
        "only_me",
        frozenset({"today", "of_day", "countries", "row", "count", "count_of", "alike", "repeated", "left_out"})
        | {"silent", "at_line", "not_alone", "alone", "unchecked"},
        placeholders=frozenset({"amount", "total", "date", "text", "list", "messenger"}),
    ),
    Family("only_me_for", _END_STATES, placeholders=frozenset({"messenger", "text"})),
    Family("code_fault", frozenset(CodeFault)),
    # Ways to a conversation
    Family(
        "ways",
        frozenset(f"needs.{one}" for one in (*(set(Needs) - {Needs.NOTHING}), "both"))
        | {"reads.of", "reads.licensed_app", "both_ends", "known_there", "known_there.likely"}
        | {
            "no_word",
            "no_word.likely",
            "readable",
            "readable.likely",
            "other_line",
            "worked_elsewhere",
            "title",
            "closed",
            "none",
        }
        | {f"ask.{one}" for one in ("begin", "country", "uses", "call", "no_country", "no_messenger", "kept")},
        placeholders=frozenset({"list", "text", "inside", "month", "date"}),
    ),
)
"""A file with a missing or an additional one is refused."""
