"""Events as lines of JSON: how the process of a check reports to its owner. Plain data, read strictly.

Never pickle: the process that writes them talks to hosts that may be hostile, and a pickle would be code.
"""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from dialtone.engine.events import (
    CheckCancelled,
    CheckFailed,
    CheckFinished,
    CheckSettled,
    CheckStarted,
    Event,
    HelpAsked,
    MessengerJudged,
    NetworkJudged,
    Progressed,
    ProxyTestFinished,
)

_KINDS: Mapping[str, type[Event]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            CheckStarted,
            Progressed,
            NetworkJudged,
            MessengerJudged,
            CheckSettled,
            CheckFinished,
            CheckCancelled,
            CheckFailed,
            ProxyTestFinished,
            HelpAsked,
        )
    }
)


class NotAnEventError(ValueError):
    """A line is not what `to_line` writes."""


def to_line(event: Event) -> bytes:
    """Return one event as a line, with its end."""
    return msgspec.json.encode([type(event).__name__, event]) + b"\n"


def from_line(line: bytes) -> Event:
    """Return the event of a line. Raises `NotAnEventError`."""
    try:
        name, body = msgspec.json.decode(line, type=tuple[str, msgspec.Raw])
        event: Event = msgspec.json.decode(body, type=_KINDS[name])
    except (msgspec.MsgspecError, UnicodeError, KeyError) as error:
        raise NotAnEventError(str(error)) from None
    return event
