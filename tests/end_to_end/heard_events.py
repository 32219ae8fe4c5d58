"""What the window hears while a check runs, word for word. Inside the lab; tells it as JSON.

Usage: python -m end_to_end.heard_events MESSENGER...
"""

import json
import sys

from dialtone import CHECKER
from dialtone.engine.check_process import CheckProcess
from dialtone.engine.events import CheckFinished, Event, MessengerJudged, NetworkJudged
from dialtone.engine.requests import CheckRequest
from dialtone.model.verdict import MessengerVerdict

heard: list[tuple[str, object]] = []
"""Of whom, and what is said: the status of the network and its flags, or the words about a messenger."""


def words(verdict: MessengerVerdict) -> object:
    """Return what is said of a messenger, without what it rests on."""
    parts = [(f.function, f.status, f.confidence, f.causes) for f in verdict.functions]
    return verdict.status, verdict.confidence, verdict.causes, parts


def hear(event: Event) -> None:
    """Keep what an event says."""
    if isinstance(event, NetworkJudged):
        heard.append(("network", (event.network.status, event.network.flags)))
    elif isinstance(event, MessengerJudged):
        heard.append((event.verdict.messenger, words(event.verdict)))
    elif isinstance(event, CheckFinished):
        heard.extend((verdict.messenger, words(verdict)) for verdict in event.check.messengers)


def main() -> None:
    """Check once, in a process of its own as the window does."""
    CheckProcess(("dialtone", CHECKER), CheckRequest(tuple(sys.argv[1:]))).perform(hear)
    print(json.dumps(heard))


if __name__ == "__main__":
    main()
