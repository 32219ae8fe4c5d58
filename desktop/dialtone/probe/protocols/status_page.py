"""What a service's machine-readable status page reports. That it reports no incident proves nothing."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from dialtone.model.vocabulary import Failure, StatusFormat
from dialtone.probe.failure import ProbeError

T = TypeVar("T")

LARGEST = 200_000  # bytes; such a page has a few hundred, or a few thousand during an incident
NONE, MINOR, MAJOR = "none", "minor", "major"
_BY_INDICATOR = {"none": NONE, "maintenance": MINOR, "minor": MINOR, "major": MAJOR, "critical": MAJOR}


class _Indicator(msgspec.Struct):
    indicator: str


class _Statuspage(msgspec.Struct):
    status: _Indicator


class _Incident(msgspec.Struct):
    type: str = ""


class _Slack(msgspec.Struct):
    status: str
    active_incidents: list[_Incident] = []


def read_statuspage(body: bytes) -> str:
    """Read the overall indicator (Statuspage API v2, `status.json`). Raises `ProbeError`."""
    indicator = _BY_INDICATOR.get(_decode(body, _Statuspage).status.indicator)
    if indicator is None:
        raise ProbeError(Failure.BAD_ANSWER)
    return indicator


def read_slack(body: bytes) -> str:
    """Read Slack's own format: `ok`, or the worst of `outage`, `incident`, `notice`. Raises `ProbeError`."""
    page = _decode(body, _Slack)
    if page.status not in ("ok", "active"):
        raise ProbeError(Failure.BAD_ANSWER)
    kinds = {incident.type for incident in page.active_incidents}
    return MAJOR if "outage" in kinds else MINOR if "incident" in kinds else NONE


READERS: dict[StatusFormat, Callable[[bytes], str]] = {
    StatusFormat.STATUSPAGE: read_statuspage,
    StatusFormat.SLACK: read_slack,
}


def _decode(body: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise ProbeError(Failure.BAD_ANSWER) from None
