"""Events as lines of JSON: how the process of a check reports to its owner. Plain data, read strictly.

Never pickle: the process that writes them talks to hosts that may be hostile, and a pickle would be code.
"""

import msgspec

from dialtone.engine.events import Event


class NotAnEventError(ValueError):
    """A line is not what `to_line` writes."""


def to_line(event: Event) -> bytes:
    """Return one event as a line, with its end."""
    return msgspec.json.encode(event) + b"\n"


def from_line(line: bytes) -> Event:
    """Return the event of a line. Raises `NotAnEventError`."""
    try:
        event: Event = msgspec.json.decode(line, type=Event)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise NotAnEventError(str(error)) from None
    return event
