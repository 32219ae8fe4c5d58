"""What one endpoint's observations come to."""

from dataclasses import dataclass

from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import Cause, Confidence, FunctionStatus


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict about one endpoint, with its evidence."""

    status: FunctionStatus
    causes: tuple[Cause, ...] = ()
    confidence: Confidence = Confidence.SURE
    evidence: tuple[Evidence, ...] = ()
