"""What is read out of verdicts: who reads along, what is not safe, what may be why, and by which way it answers."""

import pytest

from dialtone.explain.evidence import (
    controls_answered,
    detour_of,
    interceptor_of,
    is_not_safe,
    network_reason,
    offline_behind,
    proxy_path_key,
)
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from gallery.verdicts import ONLINE


def verdict(status: MessengerStatus, *kinds: EvidenceKind) -> MessengerVerdict:
    return MessengerVerdict("signal", "Signal", status, evidence=tuple(map(Evidence, kinds)))


def test_the_best_known_of_who_reads_along_is_named() -> None:
    both = verdict(MessengerStatus.BLOCKED, EvidenceKind.READ_ALONG, EvidenceKind.INSPECTED_BY_GATEWAY)
    assert interceptor_of(both) is EvidenceKind.INSPECTED_BY_GATEWAY
    assert interceptor_of(verdict(MessengerStatus.BLOCKED)) is None


@pytest.mark.parametrize(
    ("cause", "status", "unsafe"),
    [
        (Cause.CERTIFICATE_SWAPPED, FunctionStatus.BLOCKED, True),
        (Cause.CERTIFICATE_SWAPPED, FunctionStatus.UNKNOWN, False),
        (Cause.INTERCEPTED, FunctionStatus.UNKNOWN, True),
        (Cause.NAME_FILTERED, FunctionStatus.BLOCKED, False),
    ],
)
def test_not_safe_is_where_another_host_answers(cause: Cause, status: FunctionStatus, unsafe: bool) -> None:
    assert is_not_safe(FunctionVerdict(Function.MESSAGES, status, (cause,))) is unsafe


def test_what_makes_another_network_of_it_is_the_first_that_is_on() -> None:
    flags = (NetworkFlag.BYPASS_TOOL, NetworkFlag.VPN)
    assert detour_of(NetworkVerdict(NetworkStatus.ONLINE, flags)) is NetworkFlag.VPN
    assert detour_of(ONLINE) is None


def test_neutral_sites_count_only_where_the_network_is_online() -> None:
    one = verdict(MessengerStatus.BLOCKED)
    offline = NetworkVerdict(NetworkStatus.OFFLINE, evidence=ONLINE.evidence)
    assert (controls_answered(one, ONLINE), controls_answered(one, offline)) == (True, False)


def test_a_vpn_may_be_why_nothing_answers_and_a_proxy_that_failed_is_not_named() -> None:
    flags = (NetworkFlag.VPN, NetworkFlag.PROXY)
    assert offline_behind(NetworkVerdict(NetworkStatus.OFFLINE, flags)) == "offline_vpn"
    dead = (Evidence(EvidenceKind.FAILED_THROUGH_PROXY),)
    assert offline_behind(NetworkVerdict(NetworkStatus.OFFLINE, (NetworkFlag.PROXY,), dead)) == ""
    assert network_reason(NetworkVerdict(NetworkStatus.OFFLINE, flags)) == "offline_vpn"
    assert network_reason(NetworkVerdict(NetworkStatus.UNSTABLE, (NetworkFlag.CLOCK_WRONG,))) == "clock_wrong"


def test_where_nothing_answers_and_the_proxy_wants_a_login_that_is_the_reason() -> None:
    asks = (Evidence(EvidenceKind.PROXY_WANTS_LOGIN),)
    assert network_reason(NetworkVerdict(NetworkStatus.OFFLINE, (NetworkFlag.PROXY,), asks)) == "proxy_login"
    assert network_reason(NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), asks)) == "online"


def test_on_which_of_two_ways_it_answers_is_told_only_where_nothing_else_is_known() -> None:
    kinds = (EvidenceKind.GREETING_ANSWERED, EvidenceKind.FAILED_THROUGH_PROXY)
    assert proxy_path_key(verdict(MessengerStatus.UNKNOWN, *kinds)) == "only_past_proxy"
    assert proxy_path_key(verdict(MessengerStatus.UNKNOWN, EvidenceKind.ANSWERED_THROUGH_PROXY)) == "only_through_proxy"
    assert proxy_path_key(verdict(MessengerStatus.WORKS, *kinds)) == ""
