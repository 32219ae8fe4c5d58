"""The sentences about tools with names: where each was last seen to work."""

from dialtone.model.wording import Family

TOOL_FAMILIES = (
    Family(
        "tool",
        frozenset({"worked", "failed", "no_word"}),
        placeholders=frozenset({"inside", "month", "publisher"}),
    ),
)
