"""The family of sentences about whether the places that advice names answer here."""

from dialtone.model.help_place import HelpAnswer
from dialtone.model.wording import Family

HELP_FAMILIES = (
    Family(
        "help",
        frozenset(HelpAnswer) | {"sees", "offer", "nothing"},
        placeholders=frozenset({"list", "text"}),
    ),
)
