"""Monitoring: when to check again, and which changes are worth a notice. Pure: time and chance are parameters.

A change is announced only when a second check agrees. Results obtained while the network itself is at fault say
nothing about a messenger, and each network, with or without a VPN, is compared only with itself.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from msgspec import field

from dialtone.model.check import Check
from dialtone.model.frozen import Frozen, replace
from dialtone.model.status_groups import ANSWERS, CARRIES, FAILS_HERE, STOPPED
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkFlag, NetworkStatus

SECOND_CHECK = timedelta(seconds=90)
"""Soon enough to be useful, late enough for a brief fault to pass."""
SECOND_CHECK_AT_CERTAINTY = timedelta(seconds=15)
"""For verdicts that are certain, but rest on silence or refusals, which lines and routers also cause for a while."""
SECOND_CHECK_AT_PROOF = timedelta()
"""For verdicts from an answer that no fault produces, or where every server proved itself: waiting proves no more."""
AFTER_A_CHANGE = timedelta(seconds=15)
"""A network that has just come up may still be unstable."""
_ON_BATTERY = 3
"""How many times longer the interval is on battery."""
_JITTER = 0.2
"""A fifth more or less: copies of Dialtone must not check in step, nor be recognisable by a fixed rhythm."""
_MOST_NETWORKS = 30
_UNWATCHED = 5
"""Intervals. A longer gap between two checks means that the computer was off or asleep, and nothing was watched."""

_CONCLUSIVE = ANSWERS | STOPPED
_LASTING = frozenset({MessengerStatus.WORKS, MessengerStatus.BLOCKED})
_NO_FAULT = frozenset(
    {Cause.DNS_MISSING, Cause.DNS_FORGED, Cause.NAME_FILTERED, Cause.BLOCK_PAGE, Cause.CERTIFICATE_SWAPPED}
)
"""Causes shown by an answer, or by one name being stopped where others pass: no faulty line does that."""


class Schedule(Frozen):
    """What the person chose."""

    every: timedelta | None = None
    """None: no automatic checks."""
    quiet: tuple[time, time] | None = None
    """From and to, in the person's local time; the end may be earlier than the start: past midnight."""
    muted: frozenset[str] = frozenset()
    """Messengers whose changes are not announced."""


def next_check(last: datetime, schedule: Schedule, chance: float, *, on_battery: bool = False) -> datetime | None:
    """Return when to check next; None for no automatic check. `chance` is from 0 to 1."""
    if schedule.every is None:
        return None
    interval = schedule.every * (_ON_BATTERY if on_battery else 1)
    return last + interval * (1 + _JITTER * (2 * chance - 1))


def is_quiet(schedule: Schedule, local: datetime) -> bool:
    """Return whether `local`, in the person's local time, is within the quiet hours."""
    if schedule.quiet is None:
        return False
    start, end = schedule.quiet
    now = local.time()
    return start <= now < end if start <= end else now >= start or now < end


class Change(Frozen):
    """A status that differs from the last confirmed one, and was seen twice."""

    messenger: str
    before: MessengerStatus
    after: MessengerStatus
    verdict: MessengerVerdict
    """The verdict of the second check."""
    gone: timedelta | None = None
    """How long the messenger had not worked, if it works again and all of that time was watched; else None."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Change) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[object, ...]:
        """What makes two changes equal: the verdict and the time without the messenger may differ."""
        return self.messenger, self.before, self.after


class Watch(Frozen):
    """What is known so far. Immutable: each check returns a new one."""

    confirmed: Mapping[str, Mapping[str, MessengerStatus]] = field(default_factory=dict)
    """By network, then by messenger: the status that two checks, or the very first one, found."""
    suspected: Mapping[str, MessengerStatus] = field(default_factory=dict)
    """By messenger: the status that the last check found and no other has confirmed."""
    untold: frozenset[str] = frozenset()
    """Suspected messengers on which the last check was inconclusive: the suspicion dates from the one before."""
    second_check: timedelta | None = None
    """How long after the last check a second one is due because something changed; None if nothing did."""
    place: str = ""
    """The network that the suspicion is about."""
    seen_at: datetime | None = None
    """When the last check there took place; None if it is not to be compared with."""
    gone_since: Mapping[str, datetime] = field(default_factory=dict)
    """By messenger: since when it has not worked there, for those that were seen to stop."""
    held_back: tuple[Change, ...] = ()
    """Changes confirmed in the quiet hours: announced afterwards, unless undone by then."""


def after_check(
    watch: Watch, check: Check, mark: str, schedule: Schedule, local: datetime
) -> tuple[Watch, tuple[Change, ...]]:
    """Return the watch with a finished check added, and the changes to announce now.

    A check on a network that carries nothing says nothing about a messenger, and ends what was suspected. `mark` names
    the network, `local` is the local time.
    """
    if check.network.status not in CARRIES:
        forgotten = replace(watch, suspected={}, untold=frozenset(), second_check=None)
        return replace(forgotten, seen_at=None, gone_since={}), ()
    network = f"{mark}+vpn" if NetworkFlag.VPN in check.network.flags else mark
    statuses = dict(watch.confirmed.get(network, {}))
    suspected_before = watch.suspected if watch.place == network else {}
    suspected: dict[str, MessengerStatus] = {}
    untold: set[str] = set()
    changes: list[Change] = []
    gone_since = _tracked_outages(watch, network, schedule, local)
    for verdict in check.messengers:
        name, status = verdict.messenger, verdict.status
        before = statuses.get(name)
        if status not in _CONCLUSIVE:
            if name in suspected_before and name not in watch.untold:
                # A filter may block an address for a while after catching it: checking right after shows nothing.
                suspected[name] = suspected_before[name]
                untold.add(name)
        elif before is None:
            statuses[name] = status
        elif status is not before and suspected_before.get(name) is not status:
            suspected[name] = status  # a second check has to confirm it
        elif status is not before:
            gone = _take_absence(gone_since, before, verdict, watch.seen_at)
            changes.append(Change(name, before, status, verdict, gone))
            statuses[name] = status
    announced, held = _announce_or_hold(watch.held_back, changes, schedule, local)
    return (
        Watch(
            confirmed=_most_recent({**{k: v for k, v in watch.confirmed.items() if k != network}, network: statuses}),
            suspected=suspected,
            untold=frozenset(untold),
            second_check=_second_check(check, frozenset(suspected)) if suspected else None,
            place=network,
            seen_at=local,
            gone_since=gone_since,
            held_back=held,
        ),
        announced,
    )


def _second_check(check: Check, suspected: frozenset[str]) -> timedelta:
    """Return how soon to check again: the sooner, the less a passing fault could have looked like this."""
    changed = [v for v in check.messengers if v.messenger in suspected]
    at_rest = check.network.status is NetworkStatus.ONLINE and NetworkFlag.COMPUTER_BUSY not in check.network.flags
    if at_rest and all(_is_proved(v) for v in changed):
        return SECOND_CHECK_AT_PROOF
    return SECOND_CHECK_AT_CERTAINTY if at_rest and all(_is_certain(v) for v in changed) else SECOND_CHECK


def _is_proved(verdict: MessengerVerdict) -> bool:
    """Return whether no faulty line could look like a verdict.

    No fault makes servers prove who they are, so "works" need only be likely: what is in doubt was not tested.
    """
    if verdict.status is MessengerStatus.WORKS:
        return verdict.confidence is not Confidence.UNSURE
    interfered_with = verdict.status in FAILS_HERE and not _NO_FAULT.isdisjoint(verdict.causes[:1])
    return interfered_with and verdict.remembered_confidence is Confidence.SURE


def _is_certain(verdict: MessengerVerdict) -> bool:
    """Return whether a verdict is sure, and not about an outage of the service, which passes by itself."""
    sure = verdict.remembered_confidence is Confidence.SURE and verdict.status in _LASTING
    return _is_proved(verdict) or (sure and Cause.SERVICE_DOWN not in verdict.causes)


def _tracked_outages(watch: Watch, network: str, schedule: Schedule, local: datetime) -> dict[str, datetime]:
    """Return the outages still tracked: none on another network, after a long gap, or if the clock was set back."""
    if watch.place != network or watch.seen_at is None or schedule.every is None:
        return {}
    return dict(watch.gone_since) if timedelta() <= local - watch.seen_at <= _UNWATCHED * schedule.every else {}


def _take_absence(
    gone_since: dict[str, datetime],
    before: MessengerStatus,
    verdict: MessengerVerdict,
    suspected_at: datetime | None,
) -> timedelta | None:
    """Return how long a messenger that is back was gone, and drop it from `gone_since`; None for any other change.

    A messenger that has stopped is added there, unless that is unsure, with the time of the check that first suspected
    it.
    """
    if suspected_at is None:
        return None
    if verdict.status in STOPPED:
        if before not in STOPPED and verdict.remembered_confidence is not Confidence.UNSURE:
            gone_since[verdict.messenger] = suspected_at
        return None
    since = gone_since.pop(verdict.messenger, None)
    return suspected_at - since if since is not None and verdict.status is MessengerStatus.WORKS else None


def _most_recent(confirmed: Mapping[str, Mapping[str, MessengerStatus]]) -> Mapping[str, Mapping[str, MessengerStatus]]:
    """Return the most recent networks only: a traveller must not fill the memory."""
    return dict(list(confirmed.items())[-_MOST_NETWORKS:])


def _announce_or_hold(
    held: tuple[Change, ...], changes: list[Change], schedule: Schedule, local: datetime
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Split changes into those to announce now and those held until the quiet hours end; drop what was undone."""
    merged = {change.messenger: change for change in held if change.messenger not in schedule.muted}
    for change in changes:
        if change.messenger in schedule.muted:
            continue
        earlier = merged.pop(change.messenger, None)
        before = earlier.before if earlier else change.before
        if before is not change.after:
            merged[change.messenger] = replace(change, before=before)
    waiting = tuple(merged.values())
    return ((), waiting) if is_quiet(schedule, local) else (waiting, ())
