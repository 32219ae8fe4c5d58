"""Scenarios about the messengers beside the three: what is true of each must be told of each."""

from __future__ import annotations

from lab.catalog import MESSENGERS, OWN_SERVERS
from lab.scenario import Divert, F, IpBlock, Match, Messenger, SniBlock
from lab.scenarios_base import (
    META_PROBES,
    TG_PROBES,
    TRACE_ENDS_AT_CENSOR,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    censored,
    network,
    seen,
    silent,
)

ASIAN = ("line", "wechat", "qq", "kakaotalk", "zalo")
PRIVATE = ("simplex", "session", "threema", "wire")
PRIVATE_NAMES = ("*.simplex.im", "*.getsession.org", "*.threema.ch", "*.wire.com")

censored(
    "asian-ip-drop",
    "The servers of five Asian messengers are dropped",
    "Packets to the servers of LINE, WeChat, QQ, KakaoTalk and Zalo vanish. WhatsApp, Telegram and Signal work.",
    rules=(IpBlock(Match(groups=tuple(f"m:{m}" for m in ASIAN)), action="drop"),),
    messengers={m: blocked("ip_drop") for m in ASIAN},
    expect=silent(("tcp.wechat-443",)),
    tags=("ip", "others"),
)
censored(
    "private-ip-drop",
    "The servers of SimpleX, Session, Threema and Wire are dropped",
    "Packets to their servers vanish. WhatsApp, Telegram and Signal work.",
    rules=(IpBlock(Match(groups=tuple(f"m:{m}" for m in PRIVATE)), action="drop"),),
    messengers={m: blocked("ip_drop") for m in PRIVATE}
    | {"session": Messenger(chat=F("ok", "seeds"), calls=F("blocked", "ip_drop"))},
    expect=silent(("tcp.threema-443", "tls.threema")),
    tags=("ip", "others"),
)
censored(
    "private-sni-rst",
    "TLS with the names of SimpleX, Session, Threema and Wire is reset",
    "Both ends get a forged RST after the ClientHello. The relays answer, but calls begin with a message.",
    rules=(SniBlock(names=PRIVATE_NAMES, action="rst"),),
    messengers={m: blocked("tls_sni_rst") for m in PRIVATE} | {"session": Messenger.some("chat calls", "ok", "seeds")},
    expect=seen(("tls.threema",), "reset:tls"),
    tags=("tls", "others"),
)
censored(
    "wechat-chat-drop",
    "WeChat's chat servers are dropped, its pages are not",
    "Packets to the servers that carry WeChat's own protocol vanish; its web version and pictures answer.",
    rules=(IpBlock(Match(groups=("m:wechat:chat",)), action="drop"),),
    messengers={
        "wechat": Messenger.some("chat media calls", "blocked", "ip_drop"),
        "qq": UNTOUCHED,
    },
    expect=silent(("tcp.wechat-443",)),
    tags=("ip", "others"),
)
HOME = ("max", "vk_messenger", "rubika", "eitaa", "bale", "soroush", "bip")
DROPPED_PROBES = (
    *("tcp.sg-*", "tls.sg-*", "https.sg-chat", "byname.https.sg-chat", "stun.signal"),
    *("tcp.discord-443", "tls.discord", "https.discord", "tcp.threema-443", "tls.threema", "tcp.wechat-443"),
    *("tcp.viber-5242", "tls.viber"),
)
FOREIGN = tuple(m for m in MESSENGERS if m not in HOME)
censored(
    "messengers-ip-drop",
    "The servers of every messenger are dropped, but for those of one country alone",
    "Packets to them vanish. Neutral sites abroad and at home answer, and so do MAX, VK Messenger and the other "
    "services that stand in one country.",
    rules=(IpBlock(Match(groups=tuple(f"m:{m}" for m in FOREIGN)), action="drop"),),
    messengers={
        **{m: blocked("ip_drop") for m in FOREIGN},
        **{m: blocked("own_server_dropped") for m in OWN_SERVERS},
        **dict.fromkeys(HOME, UNTOUCHED),
        "session": Messenger(chat=F("ok", "seeds"), calls=F("blocked", "ip_drop")),
    },
    expect={
        **silent((*META_PROBES, *TG_PROBES, *DROPPED_PROBES)),
        "repeat.wa-web": "0/8:timeout:tcp",
        "trace.tg*": TRACE_ENDS_AT_CENSOR,
    },
    tags=("ip", "others"),
)
network(
    "max-ministry-root-installed",
    "The root that MAX stands behind is installed on this computer",
    "Nothing interferes. The computer's own store holds the root of the Russian ministry, as that of many people "
    "there does; Mozilla's list does not.",
    state_root_installed=True,
    messengers={"max": UNTOUCHED},
    tags=("honest", "tls", "others"),
)
censored(
    "whatsapp-ministry-root",
    "WhatsApp is answered with a certificate of the ministry's root",
    "TLS of WhatsApp on port 443 ends in a proxy that shows a certificate of the Russian ministry's root, which "
    "this computer's store holds. MAX's own servers show one of that root too: that is nothing wrong.",
    rules=(Divert(Match(groups=("m:whatsapp",), proto="tcp", ports=(443,)), to="mitm", names=WA_NAMES, ca="state"),),
    messengers={
        "whatsapp": Messenger.some("media web", "intercepted", "tls_mitm_state_root"),
        "max": UNTOUCHED,
    },
    expect={
        **seen(("tls.wa*", "tls6.wa*"), "ok:*"),
        "tlspub.wa-web": "badcert:*",
        **seen(("https.wa*", "byname.https.wa*", "ws.wa*", "speed.wa*", "up.wa*"), "=||*"),
    },
    tags=("tls", "mitm", "others"),
)
