"""Of whom there is news since they were judged last: were everybody judged again, many would cost a square."""

from collections import Counter
from collections.abc import Iterable

from dialtone.judge.follow_up import tells_of_everybody
from dialtone.model.catalogue import Messenger
from dialtone.model.verdict import NetworkVerdict
from dialtone.probe.journal import Journal


class News:
    """Counts what verdicts rest on: a messenger's own steps, those that tell of everybody, and the network's word."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._seen = 0
        self._of_everybody = 0
        self._own: Counter[str] = Counter()
        self._judged: dict[str, tuple[int, int, NetworkVerdict | None]] = {}
        """By how much each was judged last: judging is pure, so the same says the same."""

    def among(self, messengers: Iterable[Messenger], network: NetworkVerdict | None) -> tuple[Messenger, ...]:
        """Return those of some messengers of whom there is any; they are judged by it now."""
        self._count()
        asked = tuple(messengers)
        now = {m.id: (self._of_everybody, self._own[m.id], network) for m in asked}
        found = tuple(m for m in asked if self._judged.get(m.id) != now[m.id])
        self._judged |= now
        return found

    def _count(self) -> None:
        observations = self._journal.observations
        new, self._seen = observations[self._seen :], len(observations)
        for step in new:
            if tells_of_everybody(step):
                self._of_everybody += 1
            else:
                self._own[step.messenger] += 1
