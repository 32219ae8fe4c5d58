"""The networks that the history remembers, compared: what fails on one of them and works on another. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from dialtone.explain.sentences import Sentences
from dialtone.model.history_record import HistoryRecord
from dialtone.model.vocabulary import Cause, MessengerStatus

_CLEAR = frozenset({MessengerStatus.WORKS, MessengerStatus.BLOCKED})
"""What works in part, or slowly, says too little of a line."""
_FOR_EVERYBODY = frozenset({Cause.WHITELIST_MODE, Cause.OFFLINE, Cause.CAPTIVE_PORTAL, Cause.DNS_DOWN})
_NEAR = timedelta(days=30)
"""What was seen longer before the last check may have changed for everybody since."""


def compare_networks(
    sentences: Sentences, records: Sequence[HistoryRecord], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return a sentence for each pair of networks of which one fails, by its last clear word, and one works.

    An hour does not say which of its networks came last: so they have numbers, as in the stories.
    """
    newest = max((one.hour for one in records), default=None)
    latest: dict[str, dict[int, HistoryRecord]] = defaultdict(dict)
    for one in sorted(records, key=lambda record: record.hour):
        if newest is not None and newest - one.hour <= _NEAR and _is_clear(one):
            latest[one.messenger][one.network] = one
    pairs: dict[tuple[int, int], list[str]] = defaultdict(list)
    for messenger, by_network in latest.items():
        fails = _last(by_network, MessengerStatus.BLOCKED)
        works = _last(by_network, MessengerStatus.WORKS)
        if fails is not None and works is not None:
            pairs[fails.network, works.network].append(names.get(messenger, messenger))
    return tuple(
        sentences.say("history.networks", number=fails, other=works, list=sentences.list_of(sorted(listed)))
        for (fails, works), listed in sorted(pairs.items())
    )


def _is_clear(record: HistoryRecord) -> bool:
    return not record.vpn and record.status in _CLEAR and not _FOR_EVERYBODY & set(record.causes)


def _last(by_network: Mapping[int, HistoryRecord], status: MessengerStatus) -> HistoryRecord | None:
    """Return the latest of the networks on which a messenger last had this status."""
    alike = [one for one in by_network.values() if one.status is status]
    return max(alike, key=lambda one: (one.hour, one.network), default=None)
