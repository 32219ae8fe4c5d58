"""The family of sentences about whether the places that advice names answer here."""

from dialtone.model.help_place import HelpAnswer
from dialtone.model.wording import Family
from dialtone.model.wording_keys import every_key

HELP_FAMILIES = (
    Family(
        "help",
        frozenset(HelpAnswer) | {"sees", "offer", "nothing", "sees_tool"} | every_key(("tool",), HelpAnswer),
        placeholders=frozenset({"list", "text"}),
    ),
)
