"""What findings about the network claim, where several claim the same."""

from dialtone.judge.diagnosis import Claim, Finding, Hypothesis
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.vocabulary import Cause, NetworkDetail, NetworkStatus

Row = Hypothesis[NetworkCase]
Found = Finding[NetworkCase]
ONLINE, OFFLINE = Claim(NetworkStatus.ONLINE), Claim(NetworkStatus.OFFLINE)
UNSTABLE, WHITELIST_MODE = Claim(NetworkStatus.UNSTABLE), Claim(NetworkStatus.WHITELIST_MODE)
INTERCEPTED, CAPTIVE_PORTAL = Claim(NetworkStatus.INTERCEPTED), Claim(NetworkStatus.CAPTIVE_PORTAL)
THIS_COMPUTER = Claim(NetworkStatus.ONLINE, Cause.THIS_COMPUTER)
ANSWERED_NEARBY = Claim(NetworkStatus.OFFLINE, detail=NetworkDetail.ANSWERED_NEARBY)
PACKETS_LOST = Claim(NetworkStatus.UNSTABLE, detail=NetworkDetail.PACKETS_LOST)
LARGE_PACKETS_LOST = Claim(NetworkStatus.UNSTABLE, detail=NetworkDetail.LARGE_PACKETS_LOST)
NO_ENCRYPTION = Claim(NetworkStatus.ONLINE, detail=NetworkDetail.NO_ENCRYPTION)
DNS_DOWN = Claim(NetworkStatus.DNS_DOWN)
DNS_DOWN_HERE = Claim(NetworkStatus.DNS_DOWN, Cause.THIS_COMPUTER)
"""A VPN, a filter or a person set the resolver, and that outlasted it (mozilla-mobile/mozilla-vpn-client#1899)."""
