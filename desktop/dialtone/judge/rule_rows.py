"""What a row of the table of rules consists of, and the words in it."""

from collections.abc import Callable
from enum import StrEnum

from dialtone.judge.diagnosis import Layer
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.frozen import Frozen
from dialtone.model.verdict import EndpointVerdict
from dialtone.model.vocabulary import EvidenceKind as Kind


class Need(StrEnum):
    """What must hold before a rule is asked."""

    ANSWERED = "greeting answered"
    """The app's own greeting was answered, at an address that the app itself would use."""
    CONTROLS = "controls answer"
    """Enough controls answered for a failure elsewhere to mean anything."""
    REPEATED = "repeated"
    """Enough attempts failed: two, on a line that loses packets more. None answered and proved nothing."""
    CONTRAST = "contrast made"
    """A neutral name was shown at the same address."""


class Rule(Frozen):
    """A row about an endpoint: the first that holds decides."""

    id: str
    layer: Layer
    decide: Callable[[EndpointCase], EndpointVerdict | None]
    says: tuple[Kind, ...]
    needs: tuple[Need, ...] = ()


class Adjustment(Frozen):
    """A row that changes a verdict in the light of something else: all that hold do, one after the other."""

    id: str
    layer: Layer
    decide: Callable[[EndpointVerdict, EndpointCase], EndpointVerdict | None]
    says: tuple[Kind, ...]
