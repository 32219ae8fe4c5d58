"""What a service's own status page reports."""

from dialtone.judge.attempts import AttemptIndex, numbers
from dialtone.model.catalogue import StatusPage
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Step, Variant

_SERIOUS = "major"


def find_reported_outage(index: AttemptIndex, status: StatusPage | None) -> tuple[int, ...]:
    """Return where the service's status page, whose certificate a public root vouches for, reports an incident."""
    if status is None:
        return ()
    return numbers(
        [
            t
            for t in index.of(status.endpoint, Variant.STATUS)
            if (answer := t.find(Step.HTTP)) is not None and answer.facts.get(Fact.INDICATOR) == _SERIOUS
            if (tls := t.find(Step.TLS)) is not None and tls.facts.get(Fact.MOZILLA) is True
        ]
    )
