"""What works here now, for a person whose messenger does not: those that nobody else can read come first.

Only what this check saw working is named, never what may be read on the way. To test others is offered, not done.
"""

from collections.abc import Mapping, Sequence

from dialtone.explain.evidence import is_not_safe
from dialtone.explain.lead import said_as_surely
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import readers_of
from dialtone.model.catalogue import Messenger
from dialtone.model.readers import Readers
from dialtone.model.status_groups import BROKEN, STOPPED
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Confidence, Function, FunctionStatus, MessengerStatus, NetworkStatus

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
    """Return what works here now, where something that was tested does not; else an empty text."""
    if not any(fails(verdict) for verdict in verdicts):
        return ""

    def place(verdict: MessengerVerdict) -> tuple[int, bool, int, str]:
        about = messengers.get(verdict.messenger)
        known = readers_of(about) or Readers.UNKNOWN
        calls = _works(verdict, Function.CALLS)
        return _SAFEST_FIRST.index(Readers(known)), not calls, -(about.reach if about else 0), verdict.name

    def is_readable(verdict: MessengerVerdict) -> bool:
        return readers_of(messengers.get(verdict.messenger)) == Readers.STATE

    working = sorted((verdict for verdict in verdicts if messages_work(verdict)), key=place)
    private = [verdict for verdict in working if not is_readable(verdict)]
    readable = [verdict for verdict in working if is_readable(verdict)]
    lines = [sentences.say("works_here.now", list=_listed(sentences, private, names))] if private else []
    if readable:
        key = "works_here.also_readable" if private else "works_here.only_readable"
        lines.append(sentences.say(key, list=_listed(sentences, readable, names)))
    return " ".join(lines)


def may_test_others(
    verdicts: Sequence[MessengerVerdict], network: NetworkVerdict, messengers: Mapping[str, Messenger]
) -> bool:
    """Return whether something does not work here, and others that could be tested were not."""
    if network.status not in _CARRIES or not any(fails(verdict) for verdict in verdicts):
        return False
    tested = {verdict.messenger for verdict in verdicts}
    return any(one.untested is None and one.id not in tested for one in messengers.values())


def fails(verdict: MessengerVerdict) -> bool:
    """Return whether a person cannot reach anybody by this messenger here."""
    messages = verdict.function(Function.MESSAGES)
    return verdict.status in STOPPED or (messages is not None and messages.status in BROKEN)


def messages_work(verdict: MessengerVerdict) -> bool:
    """Return whether messages were seen to work here, its row doubts nothing, and nothing may be read on the way."""
    doubted = verdict.status is MessengerStatus.WORKS and said_as_surely(verdict) is Confidence.UNSURE
    safe = not any(is_not_safe(f) for f in verdict.functions)
    return safe and not doubted and _works(verdict, Function.MESSAGES)


def _works(verdict: MessengerVerdict, function: Function) -> bool:
    found = verdict.function(function)
    return found is not None and found.status is FunctionStatus.WORKS and found.confidence is not Confidence.UNSURE


def _listed(sentences: Sentences, verdicts: Sequence[MessengerVerdict], names: Mapping[str, str]) -> str:
    """Return `Signal (messages and calls), Wire (messages) and 3 more`."""
    shown = [
        sentences.say(
            "works_here.messages_and_calls" if _works(one, Function.CALLS) else "works_here.messages",
            messenger=names.get(one.messenger, one.name),
        )
        for one in verdicts[:_MOST_NAMED]
    ]
    rest = len(verdicts) - _MOST_NAMED
    return sentences.list_of([*shown, *([sentences.say("works_here.more", amount=rest)] if rest > 0 else [])])
