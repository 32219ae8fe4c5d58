"""What works here now, for a person whose messenger does not: those that nobody else can read come first.

Only what this check saw working is named, never what may be read on the way. To test others is offered, not done.
"""

from collections.abc import Mapping, Sequence

from dialtone.explain.answers import clauses_of, is_offered, is_out_of_reach
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import readers_of
from dialtone.model.answer import State
from dialtone.model.catalogue import Messenger
from dialtone.model.readers import Readers
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Confidence, Function, FunctionStatus, NetworkStatus

_MOST_NAMED = 3
"""More names than these are not read."""
_SAFEST_FIRST = tuple(Readers)
_CARRIES = frozenset({NetworkStatus.ONLINE, NetworkStatus.UNSTABLE, NetworkStatus.WHITELIST_MODE})
"""Networks on which another messenger may work."""


def say_works_here(
    sentences: Sentences,
    verdicts: Sequence[MessengerVerdict],
    messengers: Mapping[str, Messenger],
    names: Mapping[str, str],
) -> str:
    """Return what works here now, where something that was tested does not; else an empty text.

    What surely works is named before what probably does, which is named only where nothing else is.
    """
    if not any(fails(verdict) for verdict in verdicts):
        return ""

    def place(verdict: MessengerVerdict) -> tuple[int, bool, int, str]:
        about = messengers.get(verdict.messenger)
        known = readers_of(about) or Readers.UNKNOWN
        calls = _calls_work(verdict)
        return _SAFEST_FIRST.index(Readers(known)), not calls, -(about.reach if about else 0), verdict.name

    def is_readable(verdict: MessengerVerdict) -> bool:
        return readers_of(messengers.get(verdict.messenger)) == Readers.STATE

    surely = sorted((one for one in verdicts if messages_work(one) is Confidence.SURE), key=place)
    working = surely or sorted((one for one in verdicts if messages_work(one) is Confidence.LIKELY), key=place)
    private = [verdict for verdict in working if not is_readable(verdict)]
    readable = [verdict for verdict in working if is_readable(verdict)]
    also = "works_here.also_readable" if private else "works_here.only_readable"
    degree = "" if surely else f".{Confidence.LIKELY}"
    groups = (("works_here.now", private), (also, readable))
    told = ((key, _listed(sentences, those, names)) for key, those in groups if those)
    return " ".join(sentences.say(f"{key}{degree}", list=listed) for key, listed in told)


def may_test_others(
    verdicts: Sequence[MessengerVerdict], network: NetworkVerdict, messengers: Mapping[str, Messenger]
) -> bool:
    """Return whether something does not work here, and others that could be tested were not."""
    if network.status not in _CARRIES or not any(fails(verdict) for verdict in verdicts):
        return False
    tested = {verdict.messenger for verdict in verdicts}
    return any(one.untested is None and one.id not in tested for one in messengers.values())


def fails(verdict: MessengerVerdict) -> bool:
    """Return whether a person cannot reach anybody by this messenger here, or not safely."""
    return any(map(is_out_of_reach, clauses_of(verdict)))


def messages_work(verdict: MessengerVerdict) -> Confidence | None:
    """Return how certainly messages work here; None where they do not, may not, or may be read on the way."""
    clauses = clauses_of(verdict)
    offered = (one.certainty for one in clauses if is_offered(one))
    return None if any(one.state is State.NOT_SAFE for one in clauses) else next(offered, None)


def _calls_work(verdict: MessengerVerdict) -> bool:
    calls = verdict.function(Function.CALLS)
    return calls is not None and calls.status is FunctionStatus.WORKS and calls.confidence is Confidence.SURE


def _listed(sentences: Sentences, verdicts: Sequence[MessengerVerdict], names: Mapping[str, str]) -> str:
    """Return `Signal (messages and calls), Wire (messages) and 3 more`."""
    shown = [
        sentences.say(
            "works_here.messages_and_calls" if _calls_work(one) else "works_here.messages",
            messenger=names.get(one.messenger, one.name),
        )
        for one in verdicts[:_MOST_NAMED]
    ]
    rest = len(verdicts) - _MOST_NAMED
    return sentences.list_of([*shown, *([sentences.say("works_here.more", amount=rest)] if rest > 0 else [])])
