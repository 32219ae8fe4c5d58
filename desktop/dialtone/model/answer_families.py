"""The grammar of answers: which forms a language may define, and which it must."""

from dialtone.model.answer import State
from dialtone.model.verdict_families import TOLD_NETWORK
from dialtone.model.vocabulary import Confidence, Function
from dialtone.model.wording import Family, every_key

TENSES = ("now", "past")
FORMS = ("row", "tag", "tags", "one", "many", "part", "parts")
REASONS = {
    State.NOT_SAFE: ("inspected_by_program", "inspected_by_gateway", "read_along"),
    State.BLOCKED: ("throttled", "frozen"),
    State.FAILS: ("this_computer", "own_filter", "clock_wrong", "whitelist_mode"),
    State.UNKNOWN: (
        "service_refuses",
        "only_through_proxy",
        "only_past_proxy",
        "network",
        "network.offline",
        "network.captive_portal",
        "network.dns_down",
    ),
    State.UNTESTED: ("only_site", "retired", "needs_server", "no_server"),
}
"""Reasons that may be given with a state; a reason without forms of its own uses those of the state."""
CERTAINTIES = {
    State.BLOCKED: (Confidence.SURE, Confidence.LIKELY),
    State.UNEVEN: (Confidence.SURE,),
    State.UNKNOWN: (Confidence.SURE,),
    State.UNTESTED: (Confidence.SURE,),
}
"""The degrees of certainty of a state that does not have all of them: what is not even likely is not called blocked."""

_HEADS = tuple(
    ".".join(filter(None, (state, reason, part)))
    for state in State
    for reason in ("", *REASONS.get(state, ()))
    for part in ("", *Function)
)
"""Under each state and each of its reasons: the form for any subject, and the form for a single part."""
_REQUIRED = frozenset(
    f"{state}.{tense}.{form}.{certainty}"
    for state in State
    for tense in TENSES
    for form in ("row", "tag", "one")
    for certainty in CERTAINTIES.get(state, tuple(Confidence))
)
_PARTS = every_key(("part", "part_object", "part_of", "part_object_of", "part_number"), Function)

ANSWER_FAMILY = Family(
    "answer",
    _REQUIRED
    | every_key(("part", "part_number"), Function)
    | {"here.window", "here.vpn"}
    | {"subject.part_of", "subject.all", "subject.more", "subject.row", "subject.then"}
    | every_key(("network",), TOLD_NETWORK, ("now",), ("sure",)),
    _PARTS
    | {"subject.part_of_all"}
    | every_key(_HEADS, TENSES, FORMS, Confidence)
    | every_key(("network",), TOLD_NETWORK, TENSES, Confidence),
    frozenset({"who", "whom", "here", "parts", "amount", "first", "last", "program", "date"}),
    of_its_own=True,
)
