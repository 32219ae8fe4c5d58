"""What is said when something changed in the background: one line per messenger."""

from collections.abc import Iterable, Mapping

from dialtone.explain.lead import find_lead
from dialtone.explain.sentences import Sentences
from dialtone.model.verdict import MessengerVerdict


def notice_lines(
    sentences: Sentences, verdicts: Iterable[MessengerVerdict], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return a line for the present state of each messenger."""
    return tuple(
        sentences.say(*_keys(one), about=one.messenger, messenger=names.get(one.messenger, one.name))
        for one in verdicts
    )


def _keys(verdict: MessengerVerdict) -> tuple[str, ...]:
    lead = find_lead(verdict)
    return (*(lead.keys("notice") if lead else ()), f"notice.{verdict.status}")
