"""The families of sentences about the same messengers on two networks."""

from dialtone.model.wording import Family

LINE_FAMILIES = (
    Family(
        "line",
        frozenset({"first_only", "second_only", "both_fail", "both_work", "listed", "unusable", "nothing", "caution"}),
        placeholders=frozenset({"list"}),
    ),
    Family("line_steps", frozenset({"phone"}), lines=True),
)
