"""Events as lines of JSON, in which the process of a check reports to its parent. Plain data, decoded strictly.

Never pickle: the writing process talks to hosts that may be hostile, and unpickling runs code.
"""

import msgspec

from dialtone.engine.events import Event


class NotAnEventError(ValueError):
    """A line that `to_line` did not write."""


def to_line(event: Event) -> bytes:
    """Return one event as a line, newline included."""
    return msgspec.json.encode(event) + b"\n"


def from_line(line: bytes) -> Event:
    """Return the event of a line. Raises `NotAnEventError`."""
    try:
        event: Event = msgspec.json.decode(line, type=Event)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise NotAnEventError(str(error)) from None
    return event
