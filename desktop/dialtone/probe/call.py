"""One connection being made: what its steps share."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Step
from dialtone.probe.journal import Attempt, Facts
from dialtone.probe.target import Target
from dialtone.probe.tools import Tools


@dataclass(frozen=True, slots=True)
class Call:
    """An attempt on a target of an endpoint."""

    tools: Tools
    record: Attempt
    endpoint: Endpoint
    target: Target

    def step(self, step: Step, limits: float = 1.0) -> AbstractAsyncContextManager[Facts]:
        """Run one step within so many times the patience of the moment."""
        return self.record.step(step, str(self.target), self.tools.patience.limit * limits)
