"""The family of sentences about ways to a conversation."""

from dialtone.model.way import Needs
from dialtone.model.wording import Family

WAY_FAMILIES = (
    Family(
        "ways",
        frozenset(f"needs.{one}" for one in (*(set(Needs) - {Needs.NOTHING}), "both"))
        | {"reads.of", "reads.call", "reads.licensed_app", "both_ends", "known_there", "known_there.likely"}
        | {"other_line"},
        placeholders=frozenset({"list", "text"}),
    ),
)
