"""What the history remembers about networks: the last verdicts on one, and how two of them compare. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile
from operator import attrgetter

from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import Frozen
from dialtone.model.history_record import HistoryRecord
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, FunctionStatus, MessengerStatus

_FINE = frozenset({FunctionStatus.WORKS, FunctionStatus.NOT_TESTED})
_CLEAR = frozenset({MessengerStatus.WORKS, MessengerStatus.BLOCKED})
"""What works partly or slowly says too little about a line."""
_OF_NO_MESSENGER = frozenset(
    {Cause.WHITELIST_MODE, Cause.OFFLINE, Cause.CAPTIVE_PORTAL, Cause.DNS_DOWN, Cause.THIS_COMPUTER}
)
"""Causes that say nothing about one messenger on a line."""
_NEAR = timedelta(days=30)
"""What was seen longer before the last check may have changed for everyone since."""
_LATELY = timedelta(days=14)
"""What worked longer ago on another network is not offered as a way today."""


class Past(Frozen):
    """What is remembered about one messenger."""

    hour: datetime
    """The hour of the last verdict, in UTC."""
    verdict: MessengerVerdict


def recall_past(records: Iterable[HistoryRecord], network: int) -> Mapping[str, Past]:
    """Return the past of each messenger on a network, except checks through a VPN: that was another path."""
    in_order = sorted(records, key=attrgetter("hour"))
    last = {record.messenger: record for record in in_order if record.network == network and not record.vpn}
    return {messenger: Past(record.hour, _recall_verdict(record)) for messenger, record in last.items()}


def _recall_verdict(record: HistoryRecord) -> MessengerVerdict:
    """Return a verdict as far as it was remembered: its causes apply to the functions that did not work."""
    confidence = record.last_confidence
    functions = (
        FunctionVerdict(function, status, confidence=confidence)
        if status in _FINE
        else FunctionVerdict(function, status, record.causes, confidence)
        for function, status in record.functions
    )
    return MessengerVerdict(
        record.messenger, record.messenger, record.status, record.causes, confidence, tuple(functions)
    )


def compare_networks(sentences: Sentences, records: Sequence[HistoryRecord]) -> tuple[str, ...]:
    """Return a sentence for each pair of networks where one fails and the other works, by their last clear records.

    The other one has to work in an hour in which the first one fails, or between two such hours: an outage of the
    service, or a block that has ended, says nothing about a network. An hour does not say which of its networks came
    last, so they are numbered, as in the stories.
    """
    newest = max((record.hour for record in records), default=None)
    clear: dict[str, dict[int, list[HistoryRecord]]] = defaultdict(lambda: defaultdict(list))
    for record in sorted(records, key=attrgetter("hour")):
        is_clear = record.status in _CLEAR and record.last_confidence is not Confidence.UNSURE
        is_clear = is_clear and not (record.vpn or record.helper) and not _OF_NO_MESSENGER & set(record.causes)
        if is_clear and newest is not None and newest - record.hour <= _NEAR:
            clear[record.messenger][record.network].append(record)
    pairs: dict[tuple[int, int], list[str]] = defaultdict(list)
    for messenger, by_network in clear.items():
        if pair := _find_pair(by_network):
            pairs[pair].append(sentences.called(messenger))
    return tuple(
        sentences.say("history.networks", number=fails, other=works, list=sentences.list_of(sorted(listed)))
        for (fails, works), listed in sorted(pairs.items())
    )


def _find_pair(by_network: Mapping[int, Sequence[HistoryRecord]]) -> tuple[int, int] | None:
    """Return the latest network on which a messenger fails while it works on another one, and the latest such one."""
    found = []
    for network, of_network in by_network.items():
        failed = list(takewhile(lambda record: record.status is MessengerStatus.BLOCKED, reversed(of_network)))
        working = [each for each in by_network.values() if each[-1].status is MessengerStatus.WORKS]
        beside = [r for each in working for r in each if failed and failed[-1].hour <= r.hour <= failed[0].hour]
        found += [(failed[0].hour, network, r.hour, r.network) for r in beside if r.status is MessengerStatus.WORKS]
    if not found:
        return None
    _, failing_network, _, working_network = max(found)
    return failing_network, working_network


def find_worked_elsewhere(records: Sequence[HistoryRecord]) -> Mapping[str, date]:
    """Return, for each messenger in the newest hour, the last day on which it worked on another network.

    Only if it worked in two recent hours or more there, including the last one outside any VPN.
    """
    newest = max((record.hour for record in records), default=None)
    if newest is None:
        return {}
    networks_here: dict[str, set[int]] = defaultdict(set)
    for record in records:
        if record.hour == newest:
            networks_here[record.messenger].add(record.network)
    on_other_networks: dict[tuple[str, int], list[HistoryRecord]] = defaultdict(list)
    for record in sorted(records, key=attrgetter("hour")):
        is_elsewhere = record.messenger in networks_here and record.network not in networks_here[record.messenger]
        if is_elsewhere and not (record.vpn or record.helper) and newest - record.hour <= _LATELY:
            on_other_networks[record.messenger, record.network].append(record)
    days: dict[str, date] = {}
    for (messenger, _), remembered in on_other_networks.items():
        sure_enough = (record for record in remembered if record.last_confidence is not Confidence.UNSURE)
        worked = [record for record in sure_enough if record.worst_status is MessengerStatus.WORKS]
        if len(worked) > 1 and worked[-1] is remembered[-1]:
            days[messenger] = max(days.get(messenger, date.min), worked[-1].hour.date())
    return days
