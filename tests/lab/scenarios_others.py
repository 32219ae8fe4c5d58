"""Scenarios about the messengers beside the three: what is true of each must be told of each."""

from __future__ import annotations

from lab.scenario import F, IpBlock, Match, Messenger, Net, Scenario, SniBlock
from lab.scenarios_base import add, blocked, seen, silent, untouched

ASIAN = ("line", "wechat", "qq", "kakaotalk", "zalo")
PRIVATE = ("simplex", "session", "threema", "wire")
PRIVATE_NAMES = ("*.simplex.im", "*.getsession.org", "*.threema.ch", "*.wire.com")

add(
    Scenario(
        "asian-ip-drop",
        "The servers of five Asian messengers are dropped",
        "Packets to the servers of LINE, WeChat, QQ, KakaoTalk and Zalo vanish. WhatsApp, Telegram and Signal work.",
        rules=(IpBlock(Match(groups=tuple(f"m:{m}" for m in ASIAN)), action="drop"),),
        net=Net(censorship=True),
        messengers={m: blocked("ip_drop", wrong=("ok", "no_internet")) for m in ASIAN},
        expect=silent(("tcp.wechat-443",)),
        tags=("ip", "others"),
    )
)
add(
    Scenario(
        "private-ip-drop",
        "The servers of SimpleX, Session, Threema and Wire are dropped",
        "Packets to their servers vanish. WhatsApp, Telegram and Signal work.",
        rules=(IpBlock(Match(groups=tuple(f"m:{m}" for m in PRIVATE)), action="drop"),),
        net=Net(censorship=True),
        messengers={m: blocked("ip_drop", wrong=("ok", "no_internet")) for m in PRIVATE},
        expect=silent(("tcp.threema-443", "tls.threema")),
        tags=("ip", "others"),
    )
)
add(
    Scenario(
        "private-sni-rst",
        "TLS with the names of SimpleX, Session, Threema and Wire is reset",
        "Both ends get a forged RST after the ClientHello. The relays answer, but calls begin with a message.",
        rules=(SniBlock(names=PRIVATE_NAMES, action="rst"),),
        net=Net(censorship=True),
        messengers={m: blocked("tls_sni_rst") for m in PRIVATE},
        expect=seen(("tls.threema",), "reset:tls"),
        tags=("tls", "others"),
    )
)
add(
    Scenario(
        "wechat-chat-drop",
        "WeChat's chat servers are dropped, its pages are not",
        "Packets to the servers that carry WeChat's own protocol vanish; its web version and pictures answer.",
        rules=(IpBlock(Match(groups=("m:wechat:chat",)), action="drop"),),
        net=Net(censorship=True),
        messengers={
            "wechat": Messenger(
                chat=F("blocked", "ip_drop"),
                media=F("blocked", "ip_drop"),
                calls=F("blocked", "ip_drop"),
                remedy=("vpn", "proxy"),
                wrong=("ok", "no_internet"),
            ),
            "qq": untouched(),
        },
        expect=silent(("tcp.wechat-443",)),
        tags=("ip", "others"),
    )
)
