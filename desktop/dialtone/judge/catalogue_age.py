"""How old what the catalogue says of a server is: on the day of the check, which is not the day of the judging."""

from collections.abc import Mapping
from datetime import date, timedelta

from dialtone.judge.diagnosis import sureness
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import EndpointVerdict, FunctionVerdict
from dialtone.model.vocabulary import EvidenceKind

_OLDEST = timedelta(days=180)
"""Older facts make no block certain: the app may have moved on (ooni/probe#2627: Signal's hosts and CA had changed)."""


class CheckDay(Frozen):
    """The day of a check, and of its catalogue."""

    day: date
    catalogue: date
    """What has no day of its own is of this one."""

    def is_old(self, endpoint: Endpoint) -> bool:
        """Return whether nobody has looked for long. A person's own server is where the person says."""
        return not endpoint.of_person and self.day - (endpoint.last_good or self.catalogue) > _OLDEST


def check_day(day: date, version: str) -> CheckDay:
    """Return the day of a check with a catalogue of some version, which begins with its day."""
    try:
        return CheckDay(day, date.fromisoformat(version[:10]))
    except ValueError:
        return CheckDay(day, day)


def rests_on_old_entries(
    rule: FunctionRule,
    endpoints: Mapping[str, Endpoint],
    verdicts: Mapping[str, EndpointVerdict],
    function: FunctionVerdict,
    when: CheckDay,
) -> bool:
    """Return whether no server of which something newer is known says the same as surely."""
    if any(e.kind is EvidenceKind.SERVICE_ADMITS for e in function.evidence):
        return False
    alike = [e for group in rule.needs for e in group if e in verdicts and verdicts[e].status is function.status]
    most = max((sureness(verdicts[e].diagnosis) for e in alike), default=0)
    return bool(alike) and all(when.is_old(endpoints[e]) for e in alike if sureness(verdicts[e].diagnosis) == most)
