"""Two networks compared, for the gallery: every outcome."""

from collections.abc import Iterator
from datetime import UTC, datetime

from dialtone.explain.changes import compare_checks
from dialtone.explain.remembered import compare_networks
from dialtone.explain.sentences import Sentences
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import MessengerStatus, NetworkFlag, NetworkStatus

_MOMENT = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)
_WORKS, _BLOCKED = MessengerStatus.WORKS, MessengerStatus.BLOCKED


def every_comparison(sentences: Sentences) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "line page", tuple(sentences.lines("line_steps.phone"))
    sentences = sentences.naming({"whatsapp": "WhatsApp"})
    for first in (_WORKS, _BLOCKED):
        for second in (_WORKS, _BLOCKED):
            said = compare_checks(sentences, make_check(first), make_check(second))
            yield f"line page, {first}, then {second}", said
    yield "line page, down", compare_checks(sentences, make_check(MessengerStatus.DOWN), make_check(_WORKS))
    for network in (NetworkStatus.WHITELIST_MODE, NetworkStatus.OFFLINE):
        yield f"line page, {network}", compare_checks(sentences, make_check(_BLOCKED), make_check(_WORKS, network))
    with_vpn = replace(make_check(_BLOCKED), network=NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,)))
    yield "line page, a VPN", compare_checks(sentences, with_vpn, make_check(_WORKS))
    records = [HistoryRecord(_MOMENT, 1, "whatsapp", _WORKS), HistoryRecord(_MOMENT, 2, "whatsapp", _BLOCKED)]
    yield "two networks in the history", compare_networks(sentences, records)


def make_check(status: MessengerStatus, network: NetworkStatus = NetworkStatus.ONLINE) -> Check:
    verdicts = (MessengerVerdict("whatsapp", "WhatsApp", status),)
    return Check("", "", _MOMENT, 1.0, 0, 0, "linux", NetworkVerdict(network), verdicts, ())
