"""The sentences about tools with names, and those for a person at the other end who can install nothing."""

from dialtone.model.wording import Family

TOOL_FAMILIES = (
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
)
