"""The families of sentences about a copy of Dialtone that a person gives to another."""

from dialtone.model.given_copy import Advice, Opening
from dialtone.model.wording import Family
from dialtone.model.wording_keys import every_key

GIVING_FAMILIES = (
    Family(
        "given",
        frozenset({"title", "lead", "check", "proves_nothing", "home_page", "start", "take_in", "signed", "done"})
        | {"own", "announced", "unknown", "by_hand", "no_program"}
        | every_key(("check",), ("windows", "macos", "none"))
        | every_key(("advice",), Advice),
        placeholders=frozenset({"version", "publisher", "text", "place"}),
    ),
    Family("given_steps", frozenset(Opening) | {"advice"}, lines=True, placeholders=frozenset({"text"})),
)
