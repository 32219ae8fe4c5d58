"""Monitoring: when to check again, and which changes are worth a notice. Pure: time and chance are parameters.

A change is announced only when a second check agrees. Results obtained while the network itself is at fault say
nothing about a messenger, and each network, with or without a VPN, is compared only with itself.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from msgspec import field

from dialtone.model.check import Check
from dialtone.model.frozen import Frozen, replace
from dialtone.model.limits import Limits, MonitoringLimits
from dialtone.model.status_groups import ANSWERS, CARRIES, FAILS_HERE, STOPPED
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkFlag, NetworkStatus

_AT_ONCE = timedelta()
"""Until the second check for verdicts from an answer that no fault produces, or where every server proved itself:
waiting proves no more."""
_CONCLUSIVE = ANSWERS | STOPPED  # other statuses say nothing about the messenger
_LASTING = frozenset({MessengerStatus.WORKS, MessengerStatus.BLOCKED})
_NO_FAULT = frozenset(
    {Cause.DNS_MISSING, Cause.DNS_FORGED, Cause.NAME_FILTERED, Cause.BLOCK_PAGE, Cause.CERTIFICATE_SWAPPED}
)
"""Causes shown by an answer, or by one name being stopped where others pass: no faulty line does that."""


class Schedule(Frozen):
    """What the person chose, and the limits of monitoring."""

    every: timedelta | None = None
    quiet: tuple[time, time] | None = None
    """From and to, in the person's local time; the end may be earlier than the start: past midnight."""
    muted: frozenset[str] = frozenset()
    limits: MonitoringLimits = Limits().monitoring


def next_check(last: datetime, schedule: Schedule, chance: float, *, on_battery: bool = False) -> datetime | None:
    """Return when to check next; None for no automatic check. `chance` is from 0 to 1."""
    if schedule.every is None:
        return None
    interval = schedule.every * (schedule.limits.on_battery if on_battery else 1)
    return last + interval * (1 + schedule.limits.jitter * (2 * chance - 1))


def is_quiet(schedule: Schedule, local: datetime) -> bool:
    """Return whether `local`, in the person's local time, is within the quiet hours."""
    if schedule.quiet is None:
        return False
    start, end = schedule.quiet
    now = local.time()
    return start <= now < end if start <= end else now >= start or now < end


class Change(Frozen):
    """A status of a messenger that differs from the last confirmed one, and was seen twice."""

    before: MessengerStatus
    verdict: MessengerVerdict
    absence: timedelta | None = None
    """How long the messenger had not worked, if it works again and all of that time was watched; else None."""


class Suspicion(Frozen):
    """A status of a messenger that one check found and no other has confirmed yet."""

    status: MessengerStatus
    since: datetime
    """When that check took place."""
    was_inconclusive: bool = False
    """Whether the check after it showed nothing about the messenger."""


class Watch(Frozen):
    """What is known so far. Immutable: each check returns a new one."""

    confirmed: Mapping[str, Mapping[str, MessengerStatus]] = field(default_factory=dict)
    """By network, then by messenger: the status that two checks, or the very first one, found."""
    suspected: Mapping[str, Suspicion] = field(default_factory=dict)
    """By messenger, on this network."""
    second_check: timedelta | None = None
    """How long after the last check a second one is due because something changed; None if nothing did."""
    network: str = ""
    checked_at: datetime | None = None
    """When that check took place; None if it is not to be compared with."""
    gone_since: Mapping[str, datetime] = field(default_factory=dict)
    """By messenger: since when it has not worked there, for those that were seen to stop."""
    held_back: tuple[Change, ...] = ()
    """Changes confirmed in the quiet hours: announced afterwards, unless undone by then."""


def after_check(
    watch: Watch, check: Check, network_mark: str, schedule: Schedule, local: datetime
) -> tuple[Watch, tuple[Change, ...]]:
    """Return the watch with a finished check added, and the changes to announce now.

    A check on a network that carries nothing says nothing about a messenger, and ends what was suspected.
    `network_mark`: identifies the network. `local`: the local time.
    """
    if check.network.status not in CARRIES:
        return replace(watch, suspected={}, second_check=None, checked_at=None, gone_since={}), ()
    network = f"{network_mark}+vpn" if NetworkFlag.VPN in check.network.flags else network_mark
    confirmed = dict(watch.confirmed.get(network, {}))
    suspected_before = watch.suspected if watch.network == network else {}
    suspected: dict[str, Suspicion] = {}
    changes: list[Change] = []
    gone_since = _continue_outages(watch, network, schedule, local)
    for verdict in check.messengers:
        name, status = verdict.messenger, verdict.status
        suspicion = suspected_before.get(name)
        if status not in _CONCLUSIVE:
            # A filter may block an address for a while after catching it: checking right after shows nothing. So a
            # suspicion outlives one check that shows nothing.
            if suspicion is not None and not suspicion.was_inconclusive:
                suspected[name] = replace(suspicion, was_inconclusive=True)
            continue
        before = confirmed.setdefault(name, status)
        if status is before:
            continue
        if suspicion is None or suspicion.status is not status:
            suspected[name] = Suspicion(status, local)  # a second check has to confirm it
            continue
        changes.append(Change(before, verdict, _measure_absence(gone_since, verdict, suspicion.since)))
        gone_since = _track_outage(gone_since, before, verdict, suspicion.since)
        confirmed[name] = status
    announced, held = _announce_or_hold(watch.held_back, changes, schedule, local)
    others = [(other, statuses) for other, statuses in watch.confirmed.items() if other != network]
    after = Watch(
        confirmed=dict([*others, (network, confirmed)][-schedule.limits.networks :]),
        suspected=suspected,
        second_check=_choose_second_check(check, frozenset(suspected), schedule.limits) if suspected else None,
        network=network,
        checked_at=local,
        gone_since=gone_since,
        held_back=held,
    )
    return after, announced


def _choose_second_check(check: Check, suspected: frozenset[str], limits: MonitoringLimits) -> timedelta:
    changed = [v for v in check.messengers if v.messenger in suspected]
    at_rest = check.network.status is NetworkStatus.ONLINE and NetworkFlag.COMPUTER_BUSY not in check.network.flags
    if at_rest and all(map(_is_proved, changed)):
        return _AT_ONCE
    are_certain = at_rest and all(map(_is_certain, changed))
    return timedelta(seconds=limits.second_check_at_certainty if are_certain else limits.second_check)


def _is_proved(verdict: MessengerVerdict) -> bool:
    """Return whether no faulty line could look like a verdict.

    No fault makes servers prove who they are, so "works" need only be likely: what is in doubt was not tested.
    """
    if verdict.status is MessengerStatus.WORKS:
        return verdict.confidence is not Confidence.UNSURE
    is_interference = verdict.status in FAILS_HERE and verdict.first_cause in _NO_FAULT
    return is_interference and verdict.remembered_confidence is Confidence.SURE


def _is_certain(verdict: MessengerVerdict) -> bool:
    """Return whether a verdict is sure, and not about an outage of the service, which passes by itself."""
    sure = verdict.remembered_confidence is Confidence.SURE and verdict.status in _LASTING
    return _is_proved(verdict) or (sure and Cause.SERVICE_DOWN not in verdict.causes)


def _continue_outages(watch: Watch, network: str, schedule: Schedule, local: datetime) -> dict[str, datetime]:
    """Return the outages still tracked: none on another network, after an unwatched gap, or a clock set back."""
    if watch.network != network or watch.checked_at is None or schedule.every is None:
        return {}
    is_watched = timedelta() <= local - watch.checked_at <= schedule.limits.unwatched * schedule.every
    return dict(watch.gone_since) if is_watched else {}


def _measure_absence(
    gone_since: Mapping[str, datetime], verdict: MessengerVerdict, back_at: datetime
) -> timedelta | None:
    """Return how long a messenger that works again was gone; None if it does not, or if not all of that was watched."""
    since = gone_since.get(verdict.messenger)
    if since is None or verdict.status is not MessengerStatus.WORKS:
        return None
    return back_at - since


def _track_outage(
    gone_since: Mapping[str, datetime], before: MessengerStatus, verdict: MessengerVerdict, changed_at: datetime
) -> dict[str, datetime]:
    """Return the outages tracked after a confirmed change: one that ended is left out; one that surely began is added.

    `changed_at`: when the check took place that first found the change.
    """
    if verdict.status not in STOPPED:
        return {name: since for name, since in gone_since.items() if name != verdict.messenger}
    if before in STOPPED or verdict.remembered_confidence is Confidence.UNSURE:
        return dict(gone_since)
    return {**gone_since, verdict.messenger: changed_at}


def _announce_or_hold(
    held: tuple[Change, ...], changes: list[Change], schedule: Schedule, local: datetime
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Split changes into those to announce now and those held until the quiet hours end; drop what was undone."""
    merged: dict[str, Change] = {}
    for change in (*held, *changes):
        messenger = change.verdict.messenger
        if messenger in schedule.muted:
            continue
        earlier = merged.pop(messenger, change)
        if earlier.before is not change.verdict.status:
            merged[messenger] = replace(change, before=earlier.before)
    waiting = tuple(merged.values())
    return ((), waiting) if is_quiet(schedule, local) else (waiting, ())
