"""What is said when something changed while nobody was looking: one line per messenger."""

from collections.abc import Iterable, Mapping

from dialtone.explain.sentences import Sentences
from dialtone.model.vocabulary import MessengerStatus


def notice_lines(
    sentences: Sentences, changes: Iterable[tuple[str, MessengerStatus]], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Give the lines for (messenger, what it is now) pairs."""
    return tuple(
        sentences.say(f"notice.{status}", about=messenger, messenger=names.get(messenger, messenger))
        for messenger, status in changes
    )
