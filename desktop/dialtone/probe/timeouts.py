"""Timeouts, scaled by the round trips to controls in the same check."""

from collections.abc import Iterator
from contextlib import contextmanager

import anyio

from dialtone.model.frozen import Frozen
from dialtone.model.limits import StepLimits
from dialtone.model.vocabulary import Step

IDLE_DATAGRAMS = (Step.NTP, Step.QUIC)
"""Steps with neutral hosts over UDP that only help to explain other failures."""


class _PendingConnection(Frozen):
    scope: anyio.CancelScope
    began: float
    """By AnyIO's clock, like `first_deadline`."""
    first_deadline: float
    """When it would time out by what was known when it began."""
    messenger: str
    """Whose server it is; empty for a neutral host."""
    represents_messenger: bool
    """Whether it, alone of the messenger's connections that are pending, may be waited for as long as apps wait."""


class AdaptiveTimeouts:
    """The limits of steps, in seconds, as learnt from controls ("neutral hosts") in the course of a check."""

    def __init__(self, limits: StepLimits) -> None:
        self._limits = limits
        self.round_trip = 0.0
        """Seconds that the slowest control took to connect; 0 if none did."""
        self.longest_round_trip = 0.0
        """Seconds of the longest round trip to a control, as the system measured it; 0 if none connected."""
        self._unneeded_control_seconds = 0.0
        """Seconds of the round trips that a neutral host gets once no verdict needs it."""
        self._lost = 0
        """Controls that did not answer, or only after a packet was sent again."""
        self._pending: dict[int, _PendingConnection] = {}
        self._patience_over: set[str] = set()
        """Messengers of which a server accepted a connection, or one was waited for as long as apps wait."""
        self._controls_unneeded = False
        self._distant_answers = 0
        self._handshakes: list[float] = []
        """Seconds of the handshakes with controls."""
        self.unanswered: set[str] = set()
        """Endpoints that did not answer an acknowledged message for as long as the app waits: they hang."""

    def learn_round_trip(self, round_trip: float, *, measured: float | None = None, far: bool = False) -> None:
        """Note a control's round trip. The slowest counts: a short timeout must never cause a verdict.

        `measured` is the system's own measurement, unaffected by late reading. A `far` control is in one place abroad,
        and does not answer from a CDN nearby.
        """
        self.round_trip = max(self.round_trip, round_trip)
        self.longest_round_trip = max(self.longest_round_trip, measured or round_trip)
        shortest = min(measured or round_trip, round_trip)
        # What came late once, such as a packet sent again, is added once, not for each round trip.
        self._unneeded_control_seconds = max(
            self._unneeded_control_seconds, self._limits.unneeded_control_round_trips * shortest + round_trip - shortest
        )
        self._distant_answers += far
        if round_trip > self._limits.resent_after:
            self._lost += 1
        self._update_deadlines()

    def learn_first_answer(self, handshake: float) -> None:
        """Note how long a control took to answer: if much longer than to connect, a device nearby accepted."""
        if self.round_trip < self._limits.accepted_nearby * handshake:
            self.round_trip = handshake
            self._unneeded_control_seconds = max(
                self._unneeded_control_seconds, self._limits.unneeded_control_round_trips * handshake
            )
            self._update_deadlines()

    def note_handshake(self, seconds: float) -> None:
        """Note how long a control's handshake took, including this computer's own delays."""
        self._handshakes.append(seconds)

    def note_loss(self) -> None:
        """Note that a control did not answer in time."""
        self._lost += 1

    def shorten_for_controls(self) -> None:
        """Shorten the timeout of neutral hosts, which no verdict needs any more, unless packets were lost."""
        self._controls_unneeded = self.informed and not self._lost
        self._update_deadlines()

    def may_retry_control(self, step: Step) -> bool:
        """Return whether to try a control again that failed in this step: another answered, and it is still needed."""
        return self.informed and not (self._controls_unneeded and step in (Step.TCP, *IDLE_DATAGRAMS))

    @contextmanager
    def pending_connection(self, messenger: str) -> Iterator[None]:
        """Run the body, which connects, within a limit that changes with what is learnt. Raises `TimeoutError`."""
        with anyio.fail_after(self.limit) as scope:
            began = anyio.current_time()
            represented = {p.messenger for p in self._pending.values() if p.represents_messenger}
            represents = bool(messenger) and messenger not in represented
            pending = _PendingConnection(scope, began, began + self.limit, messenger, represents)
            self._pending[id(scope)] = pending
            self._update_deadline(pending)
            try:
                yield
                self._patience_over.add(messenger)
            finally:
                del self._pending[id(scope)]
                if represents and scope.cancel_called:
                    self._patience_over.add(messenger)
                self._update_deadlines()

    def _update_deadlines(self) -> None:
        for pending in self._pending.values():
            if not pending.scope.cancel_called:  # with a later deadline it would go on as if it were connected
                self._update_deadline(pending)

    def _update_deadline(self, pending: _PendingConnection) -> None:
        """Move the deadline of one connection by what is known now. Most deadlines only ever come sooner.

        Until enough distant hosts have answered, a connection keeps its first deadline. Then it gets the limit learnt
        from them, but one connection of each messenger gets longer, as long as apps wait, until a server of the
        messenger accepts. Some paths hold every packet for a second or two, and late is not silent.
        """
        if self._controls_unneeded and not pending.messenger:
            shortened = min(self.limit, max(self._limits.shortest_unneeded_control, self._unneeded_control_seconds))
            deadline = min(pending.first_deadline, pending.began + shortened)
        elif self._distant_answers >= self._limits.distant_answers_needed:
            as_learnt = min(pending.first_deadline, pending.began + self.limit)
            as_apps_wait = max(as_learnt, pending.began + self._limits.app_patience)
            needs_patience = pending.represents_messenger and pending.messenger not in self._patience_over
            deadline = as_apps_wait if needs_patience else as_learnt
        else:
            return
        if pending.scope.deadline != deadline:  # moving one costs a timer, and there are dozens
            pending.scope.deadline = deadline

    @property
    def lossy(self) -> bool:
        """Whether the line loses packets, so that silence has to be confirmed once more."""
        return self.informed and self._lost >= self._limits.lossy_after

    @property
    def informed(self) -> bool:
        """Whether any control answered."""
        return self.round_trip > 0

    @property
    def quickest_handshake(self) -> float:
        """Seconds of the quickest handshake with a control; 0 if there was none."""
        return min(self._handshakes, default=0.0)

    @property
    def has_capacity(self) -> bool:
        """Whether the line is quick enough, and without loss so far, to ask more on it at once."""
        return self.informed and not self._lost and self.round_trip < self._limits.capacity_below

    @property
    def odd_silence(self) -> float | None:
        """Seconds of silence after which to look closer at a server; None while the line or computer may be busy."""
        if not self.has_capacity or len(self._handshakes) < self._limits.handshakes_known:
            return None
        return max(self._limits.odd_silence, self._limits.odd_handshakes * max(self._handshakes))

    @property
    def limit(self) -> float:
        """Seconds for a step of one or two round trips."""
        if not self.round_trip:
            return self._limits.uninformed
        scaled = 1.0 + self._limits.round_trips * self.round_trip
        return min(self._limits.longest, max(self._limits.shortest, scaled))

    def limit_of(self, step: Step) -> float:
        """Return the limit in seconds for one step: quick connections do not shorten steps of several packets."""
        if step is Step.TCP:
            return self.limit
        if not self._handshakes:
            return max(self._limits.uninformed, self.limit)
        return max(self.limit, min(self._limits.longest, self._limits.handshakes * self.quickest_handshake))

    def revise_limit(self, first: float) -> float:
        """Return the limit in seconds, by what is known now, for a step that began with the limit `first`.

        Once `odd_silence` is known, the step gets no longer than one that begins now, but long enough for three
        retransmissions.
        """
        if (odd := self.odd_silence) is None:
            return first
        return min(first, max(self.limit, odd, self._limits.resent_thrice))

    def limit_after_slow_step(self, slowest: float) -> float:
        """Return the limit in seconds for a step of a connection whose slowest step took `slowest` seconds."""
        return min(self._limits.longest, self._limits.after_slow_step * slowest)

    @property
    def brief_limit(self) -> float:
        """Seconds to wait where silence decides nothing: less than `limit`, so that no check takes longer for it."""
        if not self.round_trip:
            return self._limits.longest_brief_limit
        scaled = self._limits.brief_limit_round_trips * self.round_trip
        return min(self._limits.longest_brief_limit, max(self._limits.shortest_brief_limit, scaled))
