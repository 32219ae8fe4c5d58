"""What passes on a network is its headline, where that says more than its status; and no advice fits another degree."""

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Confidence, Degree, NetworkFlag, NetworkStatus


@pytest.mark.parametrize(
    ("network", "headline"),
    [
        (
            NetworkVerdict(NetworkStatus.WHITELIST_MODE, degree=Degree.SOME_NAMES_ONLY, confidence=Confidence.LIKELY),
            "Probably only a few sites and apps open.",
        ),
        (
            NetworkVerdict(NetworkStatus.OFFLINE, degree=Degree.ONLY_LOOKUPS),
            "Nothing opens on this network. Only addresses of sites are still found.",
        ),
        (
            NetworkVerdict(NetworkStatus.OFFLINE, (NetworkFlag.VPN,), degree=Degree.ONLY_LOOKUPS),
            "Nothing gets through while the VPN is on.",
        ),
        (
            NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL, degree=Degree.SOME_NAMES_ONLY),
            "This network asks for a sign-in. A few sites and apps open already.",
        ),
        (
            NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.IPV6_BROKEN,), degree=Degree.IPV6_GONE),
            "This computer is connected to the internet.",
        ),
        (
            NetworkVerdict(NetworkStatus.ONLINE, degree=Degree.FAR),
            "Answers take a long time to arrive here, as over a satellite. That is not a fault.",
        ),
    ],
    ids=["a list", "lookups alone", "what is behind it comes first", "a portal", "a flag says it", "no fault"],
)
def test_the_degree_is_the_headline(english: Explainer, network: NetworkVerdict, headline: str) -> None:
    assert english.explain_network(network).headline == headline


@pytest.mark.parametrize("degree", [d for d in Degree if d is not Degree.PACKETS_LOST])
def test_only_where_packets_are_lost_is_it_worth_to_move(english: Explainer, degree: Degree) -> None:
    words = english.explain_network(NetworkVerdict(NetworkStatus.UNSTABLE, degree=degree))
    assert not any("closer" in step for step in words.can_do)
