"""Scenarios in which the service itself is in trouble, and nobody blocks it."""

from __future__ import annotations

from dataclasses import replace

from lab.scenario import DnsLie, F, Fault, IpBlock, Match, Messenger, Net, Scenario
from lab.scenarios_base import OK, SIGNAL_HOSTS, TG_PROBES, WA_NAMES, add, blocked, outage, seen, silent

_DATA_CENTRES = tuple(f"dc{n}.telegram.invalid" for n in range(1, 6))
_TG_HOSTS = (
    *_DATA_CENTRES, "dccdn.telegram.invalid", "reflector1.telegram.invalid", "*.telegram.org", "telegra.ph", "t.me",
)  # fmt: skip
_WA_HOSTS = ("*.whatsapp.net", "*.whatsapp.com")

add(
    Scenario(
        "outage-telegram-blackhole",
        "Telegram is down: its servers do not answer",
        "No packet to Telegram's servers is answered, from wherever it comes.",
        faults=(Fault(_TG_HOSTS, "blackhole"),),
        messengers={"telegram": outage("provider_blackhole", accept=("blocked",))},
        expect={**silent(TG_PROBES), "trace.tg*": "*>[*]>[*]"},
        twins=("telegram-ip-drop",),
        tags=("outage", "telegram"),
    )
)
add(
    Scenario(
        "outage-telegram-refuse",
        "Telegram is down: its servers refuse every connection",
        "RST to every SYN, from the servers' own distance.",
        faults=(Fault(_TG_HOSTS, "refuse"),),
        messengers={"telegram": outage("provider_refuses", accept=("blocked",))},
        expect={**seen(TG_PROBES, "refused:far"), "stun.tg": "unreach:port||timeout:udp"},
        tags=("outage", "telegram"),
    )
)
add(
    Scenario(
        "outage-telegram-silent",
        "Telegram is down: its data centres accept and say nothing",
        "TCP to the data centres connects, and no greeting is answered. The web site works.",
        faults=(Fault((*_DATA_CENTRES, "dccdn.telegram.invalid"), "silent"),),
        messengers={
            "telegram": replace(outage("provider_silent", accept=("blocked",)), web=OK),
        },
        expect={"mtproto*": "timeout:app"},
        twins=("telegram-mtproto-dpi",),
        tags=("outage", "telegram"),
    )
)
add(
    Scenario(
        "telegram-impostor",
        "Somebody answers in the place of Telegram's data centres",
        "Whoever asks a data centre for `resPQ` gets one, with Telegram's own keys named in it, and then an answer "
        "that nobody who has the key would give. The web site works.",
        faults=(Fault((*_DATA_CENTRES, "dccdn.telegram.invalid"), "impostor"),),
        net=Net(censorship=True),
        messengers={
            "telegram": Messenger(
                chat=F("blocked", "impostor"),
                media=F("blocked", "impostor"),
                calls=F("blocked", "impostor"),
                accept=("intercepted",),
                remedy=("vpn", "proxy"),
                wrong=("ok",),
            )
        },
        tags=("impostor", "telegram"),
    )
)
add(
    Scenario(
        "whatsapp-impostor",
        "Somebody answers in the place of WhatsApp's servers for phones",
        "The Noise greeting is answered, with certificates of another root. The web version is untouched.",
        faults=(Fault(("g.whatsapp.net", "e1.whatsapp.net"), "impostor"),),
        net=Net(censorship=True),
        messengers={
            "whatsapp": Messenger(
                chat=F("blocked", "impostor"), accept=("intercepted",), wrong=("ok",), remedy=("vpn",)
            )
        },
        tags=("impostor", "whatsapp"),
    )
)
add(
    Scenario(
        "outage-telegram-one-dc",
        "One of Telegram's data centres is down",
        "Data centre 1 does not answer, the other four do.",
        faults=(Fault(("dc1.telegram.invalid",), "blackhole"),),
        messengers={
            "telegram": Messenger(
                chat=F("partial", "provider_blackhole"),
                media=F("partial", "provider_blackhole"),
                by="provider",
                remedy=("wait",),
                accept=("ok",),
                wrong=("blocked",),
            )
        },
        expect=seen(("tcp.tg-dc1-443", "mtproto.dc1-443.*"), "timeout:tcp"),
        tags=("outage", "telegram"),
    )
)
add(
    Scenario(
        "outage-whatsapp-503",
        "WhatsApp's web servers answer 503",
        "TLS works with the genuine certificates, every HTTP answer is 503. The phones' chat connection works.",
        faults=(Fault(_WA_HOSTS, "http-503"),),
        messengers={
            "whatsapp": Messenger(
                media=F("outage", "provider_503"),
                web=F("outage", "provider_503"),
                by="provider",
                remedy=("wait",),
                accept=("outage",),
                wrong=("blocked", "no_internet"),
            )
        },
        expect={
            **seen(("https.wa*", "byname.https.wa*"), "503"),
            **seen(("http.wa", "byname.http.wa*", "ws.wa*", "h3.wa*", "speed.wa", "quic.wa*"), "*"),
        },
        tags=("outage", "whatsapp"),
    )
)
add(
    Scenario(
        "outage-whatsapp-gone",
        "WhatsApp's names are gone from the DNS everywhere",
        "Every resolver in the world says that the names do not exist, as in October 2021. The addresses answer.",
        dns_lies=(DnsLie(WA_NAMES, "NXDOMAIN", ("*",)),),
        messengers={"whatsapp": outage("provider_dns", accept=("blocked",))},
        expect={
            **seen(("dns*whatsapp*", "doh.*whatsapp*", "dot.*whatsapp*"), "nxdomain"),
            "sys.*whatsapp*": "noname",
            "byname.*.wa*": "noname:noname",
        },
        tags=("outage", "whatsapp"),
    )
)
add(
    Scenario(
        "outage-signal-silent",
        "Signal is down: its servers accept and say nothing",
        "TCP to Signal's servers connects, and the handshake is never answered.",
        faults=(Fault(SIGNAL_HOSTS, "silent"),),
        messengers={"signal": outage("provider_silent", accept=("blocked",))},
        expect={**seen(("tls.sg*", "https.sg*", "byname.https.sg*"), "timeout:tls"), "stun.signal": "=||timeout:udp"},
        tags=("outage", "signal"),
    )
)
add(
    Scenario(
        "outage-signal-expired",
        "Signal let its certificates expire",
        "Signal's servers show genuine certificates that ended two days ago. Its apps refuse to talk to them.",
        faults=(Fault(SIGNAL_HOSTS, "tls-expired"),),
        messengers={"signal": outage("provider_expired", wrong=("ok", "no_internet", "intercepted"))},
        expect=seen(("tls.sg*", "https.sg*", "byname.https.sg*"), "badcert:*expired*"),
        tags=("outage", "signal"),
    )
)
add(
    Scenario(
        "outage-signal-media",
        "Signal's photo servers answer 503",
        "Messages pass; photos and files do not, and it is Signal's own trouble.",
        faults=(Fault(("cdn.signal.org", "cdn2.signal.org", "cdn3.signal.org"), "http-503"),),
        messengers={
            "signal": Messenger(
                media=F("outage", "provider_503"), by="provider", remedy=("wait",), wrong=("blocked", "ok")
            )
        },
        tags=("outage", "signal"),
    )
)
_DISCORD = ("discord.com", "*.discord.com", "*.discord.gg", "*.discordapp.com", "*.discordapp.net", "*.discord.media")
add(
    Scenario(
        "outage-discord-admitted",
        "Discord is down and says so",
        "No packet to Discord's servers is answered. Its status page, which lives elsewhere, reports an outage.",
        faults=(
            Fault(_DISCORD, "blackhole"),
            Fault(("discordstatus.com",), "admits"),
        ),
        messengers={"discord": outage("provider_blackhole", wrong=("ok", "blocked", "no_internet"))},
        expect=seen(("tcp.discord*", "tls.discord", "https.discord"), "timeout:tcp"),
        tags=("outage", "discord"),
    )
)
add(
    Scenario(
        "discord-dropped-no-incident",
        "Discord's addresses are dropped, and its status page knows of nothing",
        "All packets to Discord's servers vanish. Its status page can be read and is green: that proves nothing.",
        rules=(IpBlock(Match(hosts=_DISCORD), action="drop"),),
        net=Net(censorship=True),
        messengers={"discord": blocked("ip_drop")},
        expect=seen(("tcp.discord*", "tls.discord", "https.discord"), "timeout:tcp"),
        tags=("ip", "discord"),
    )
)
