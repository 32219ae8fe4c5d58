"""Scenarios about the many other messengers: blocked by name, by address, in the DNS; slowed down."""

from __future__ import annotations

from dataclasses import replace

from lab.scenario import DnsLie, F, IpBlock, Match, Messenger, Net, PayloadBlock, SniBlock, Throttle
from lab.scenarios_base import (
    DISCORD_NAMES,
    FB_NAMES,
    IG_NAMES,
    UNTOUCHED,
    VIBER_NAMES,
    blocked,
    censored,
    network,
    seen,
)

TEAMS_NAMES = (
    "*.teams.microsoft.com", "teams.microsoft.com", "teams.live.com", "*.teams.cdn.office.net",
    "login.microsoftonline.com", "teams.cloud.microsoft",
)  # fmt: skip
SLACK_NAMES = ("*.slack.com", "*.slack-edge.com")
GOOGLE_CHAT_NAMES = ("chat.google.com", "meet.google.com")
SNAP_NAMES = ("*.snapchat.com", "*.sc-cdn.net", "*.sc-gw.com")
IRAN_NAMES = ("*.rubika.ir", "*.iranlms.ir", "*.eitaa.com", "*.eitaa.ir", "*.bale.ai", "*.ble.ir", "*.splus.ir")
IRAN = ("rubika", "eitaa", "bale", "soroush")

for _name, _kind, _action, _who in (
    ("whatsapp-noise-mac-drop", "wa-noise-6", "drop", "computers"),
    ("whatsapp-noise-phones-rst", "wa-noise-5", "rst", "phones"),
):
    _phones = _who == "phones"
    censored(
        _name,
        f"WhatsApp's greeting is stopped as {_who} begin it",
        "The first message on a bare connection begins with `WA 05` on phones and with `WA 06` on a Mac "
        "(Auties00/Cobalt@6b60863, 2025-12-31): a filter that looks for one of them leaves the other alone.",
        rules=(PayloadBlock(Match(proto="tcp"), kind=_kind, action=_action),),
        messengers={"whatsapp": Messenger.some("chat calls", "blocked", "phone_hello") if _phones else UNTOUCHED},
        expect={"noise*": "*"},
        tags=("dpi", "whatsapp", "trap"),
    )
censored(
    "discord-viber-sni-drop",
    "TLS with a name of Discord or Viber is silenced",
    "A ClientHello for names of Discord or Viber gets no answer, as in Russia since 2024; Viber's own chat port "
    "carries no name and is dropped by its address.",
    rules=(
        SniBlock(names=(*DISCORD_NAMES, *VIBER_NAMES), action="drop"),
        IpBlock(Match(groups=("m:viber:chat",)), action="drop"),
    ),
    messengers={"discord": blocked("tls_sni_drop"), "viber": blocked("tls_sni_drop+ip_drop")},
    expect={
        **seen(("tls.discord", "tls.viber", "https.discord", "byname.https.discord"), "timeout:tls"),
        "tcp.viber-5242": "timeout:tcp",
    },
    tags=("tls", "discord", "viber"),
)
censored(
        "others-sni-rst",
        "TLS with a name of many a messenger is reset",
        "A ClientHello for names of Facebook, Instagram, Teams, Slack, Zoom, Google Chat and Meet, Snapchat, imo or "
        "BiP draws a forged RST.",
        rules=(
            SniBlock(
                names=(
                    *FB_NAMES, *IG_NAMES, *TEAMS_NAMES, *SLACK_NAMES, *GOOGLE_CHAT_NAMES, *SNAP_NAMES,
                    "*.zoom.us", "*.imo.im", "*.imoim.net", "*.bip.com",
                ),
                action="rst",
            ),
        ),
        messengers={
            **dict.fromkeys(
                ("facebook_messenger", "instagram_dm", "teams", "slack", "zoom", "google_meet_chat", "snapchat", "bip"),
                blocked("tls_sni_rst"),
            ),
            # Only its site is known: which servers carry its messages no public source says.
            "imo": replace(blocked("tls_sni_rst"), chat=F(), media=F(), calls=F()),
        },
        expect=seen(("tls.fb", "https.fb*", "byname.https.fb*"), "reset:tls"),
        tags=("tls", "others"),
    )  # fmt: skip
censored(
        "others-dns-nxdomain",
        "Names of many a messenger removed by the provider's resolver",
        "The provider's resolver answers NXDOMAIN for the names of MAX, VK, Viber, Discord, Slack, Zoom and the "
        "Iranian messengers.",
        dns_lies=(
            DnsLie(
                (
                    "*.max.ru", "*.oneme.ru", "*.vk.com", "*.vk.ru", "*.vk.me", *VIBER_NAMES, *DISCORD_NAMES,
                    *SLACK_NAMES, "*.zoom.us", *IRAN_NAMES,
                ),
                "NXDOMAIN",
            ),
        ),
        net=Net(isp_dns="tampered"),
        messengers=dict.fromkeys(
            ("max", "vk_messenger", "viber", "discord", "slack", "zoom", *IRAN), blocked("dns_nxdomain")
        ),
        expect={
            **seen(("dns.isp.*max.ru", "dns.isp.*discord*", "dnstcp.isp.*max.ru", "dnstcp.isp.*discord*"), "nxdomain"),
            **seen(("sys.*max.ru", "sys.*discord*"), "noname"),
            **seen(("byname.*.max*", "byname.*.discord*", "byname.*.vk*"), "noname:noname"),
        },
        tags=("dns", "others"),
    )  # fmt: skip
network(
    "iran-messengers-silent-abroad",
    "Iranian messengers answer nobody abroad",
    "The servers of Rubika, Eitaa, Bale and Soroush Plus drop what comes from other countries, as they mostly do. "
    "Nobody here blocks them.",
    rules=(IpBlock(Match(groups=tuple(f"m:{name}" for name in IRAN)), action="drop"),),
    messengers=dict.fromkeys(
        IRAN,
        Messenger.all("outage", "provider_abroad", by="provider"),
    ),
    expect={"tcp.rubika-443": "timeout:tcp"},
    tags=("services", "others", "trap"),
)
censored(
    "discord-throttle-128k",
    "Discord slowed down to 128 kbit/s",
    "Each conversation with Discord's servers is shaped to 128 kbit/s in each direction.",
    rules=(Throttle(Match(groups=("m:discord",)), rate_kbit=128),),
    messengers={"discord": Messenger.all("slow", "throttling")},
    expect=seen(("https.discord", "byname.https.discord", "speed.discord"), "slow||slow:128k||="),
    tags=("throttle", "discord"),
)
