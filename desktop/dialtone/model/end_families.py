"""The families of sentences about both ends of a conversation, and about the lines of a whole group."""

from dialtone.model.end_code import CodeFault, EndState
from dialtone.model.vocabulary import Confidence
from dialtone.model.wording import Family

_SAID = frozenset(
    f"{state}.{certainty}" for state in EndState for certainty in Confidence if state is not EndState.UNKNOWN
) | {f"{EndState.UNKNOWN}.{Confidence.SURE}"}
"""What is not known has no degrees."""
_DOUBTED = frozenset({"both", "neither", "not_here", "not_there", "part_both", "part_here", "part_there"})

END_FAMILIES = (
    Family("end_says", _SAID | {"too.sure", "too.likely"}, placeholders=frozenset({"messenger"})),
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
    Family("only_me_for", _SAID, placeholders=frozenset({"messenger", "text"})),
    Family("code_fault", frozenset(CodeFault)),
)
