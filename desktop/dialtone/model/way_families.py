"""The family of sentences about ways to a conversation."""

from dialtone.model.way import Needs
from dialtone.model.wording import Family

WAY_FAMILIES = (
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
