"""Which identities were proved in a check."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio

from dialtone.model.fact import Fact, Facts
from dialtone.model.trust_anchors import Proof
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError


class ProofRegistry:
    """Tracks proofs of identity. One proved server per messenger is enough, unless `each` has to prove itself.

    Telegram's proof takes some hundredths of a second of CPU time; six at once would make other answers look late.
    """

    def __init__(self, *, each: bool = False) -> None:
        self._each = each
        self._claimed: set[str] = set()
        self._settled: dict[str, anyio.Event] = {}
        self._shown: set[str] = set()

    @asynccontextmanager
    async def turn(self, messenger: str, seconds: float, *, may_be_first: bool = True) -> AsyncIterator[bool]:
        """Yield whether a server has to prove itself: the first one, and if that fails, each of the others.

        The others wait at most `seconds` for the first. A server with keys of its own must not be the first.
        """
        settled = self._settled.setdefault(messenger, anyio.Event())
        if self._each or (may_be_first and messenger not in self._claimed):
            self._claimed.add(messenger)
            try:
                yield True
            finally:
                settled.set()
            return
        with anyio.move_on_after(seconds):
            await settled.wait()
        yield messenger not in self._shown

    def note(self, messenger: str, proof: Proof, facts: Facts) -> None:
        """Note the outcome of a proof. Raises `ProbeError` unless it was shown."""
        facts[Fact.PROOF] = proof.value
        if proof is not Proof.VALID:
            raise ProbeError(Failure.BAD_ANSWER)
        self._shown.add(messenger)
