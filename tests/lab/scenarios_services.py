"""Scenarios in which the service itself is in trouble, and nobody blocks it."""

from __future__ import annotations

from dataclasses import replace

from lab.scenario import DnsLie, F, Fault, IpBlock, Match, Messenger
from lab.scenarios_base import (
    OK,
    SIGNAL_HOSTS,
    TG_PROBES,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    censored,
    network,
    outage,
    seen,
    silent,
)
from lab.scenarios_messengers import SLACK_NAMES

_DATA_CENTRES = tuple(f"dc{n}.telegram.invalid" for n in range(1, 6))
_TG_HOSTS = (
    *_DATA_CENTRES, "dccdn.telegram.invalid", "reflector1.telegram.invalid", "*.telegram.org", "telegra.ph", "t.me",
)  # fmt: skip
_WA_HOSTS = ("*.whatsapp.net", "*.whatsapp.com")

network(
    "outage-telegram-blackhole",
    "Telegram is down: its servers do not answer",
    "No packet to Telegram's servers is answered, from wherever it comes.",
    faults=(Fault(_TG_HOSTS, "blackhole"),),
    messengers={"telegram": outage("provider_blackhole")},
    expect={**silent(TG_PROBES), "trace.tg*": "*>[*]>[*]"},
    twins=("telegram-ip-drop",),
    tags=("outage", "telegram"),
)
network(
    "outage-telegram-refuse",
    "Telegram is down: its servers refuse every connection",
    "RST to every SYN, from the servers' own distance.",
    faults=(Fault(_TG_HOSTS, "refuse"),),
    messengers={"telegram": outage("provider_refuses")},
    expect={**seen(TG_PROBES, "refused:far"), "stun.tg": "unreach:port||timeout:udp"},
    tags=("outage", "telegram"),
)
network(
    "outage-telegram-silent",
    "Telegram is down: its data centres accept and say nothing",
    "TCP to the data centres connects, and no greeting is answered. The web site works.",
    faults=(Fault((*_DATA_CENTRES, "dccdn.telegram.invalid"), "silent"),),
    messengers={
        "telegram": replace(outage("provider_silent"), web=OK),
    },
    expect={"mtproto*": "timeout:app"},
    twins=("telegram-mtproto-dpi",),
    tags=("outage", "telegram"),
)
network(
    "telegram-answers-late",
    "Telegram's data centres take five seconds for the first answer",
    "They accept at once, and an overloaded program behind it answers late. Telegram's apps wait eight seconds.",
    faults=(Fault((*_DATA_CENTRES, "dccdn.telegram.invalid"), "late"),),
    messengers={"telegram": UNTOUCHED},
    expect={"mtproto*": "timeout:app"},
    tags=("late", "telegram"),
)
network(
    "whatsapp-answers-late",
    "WhatsApp's servers take five seconds for the first answer",
    "They accept at once, and an overloaded program behind it answers late. WhatsApp's clients wait 20 s.",
    faults=(Fault(_WA_HOSTS, "late"),),
    messengers={"whatsapp": UNTOUCHED},
    expect={
        **seen(("tls*.wa*", "https.wa*", "ws.wa*", "byname.https.wa*"), "timeout:tls"),
        **seen(("noise*", "http.wa", "byname.http.wa-web"), "timeout:app"),
        "speed.wa": "=||*",
        "repeat.wa-web": "0/8:timeout:tls",
    },
    tags=("late", "whatsapp"),
)
network(
    "signal-answers-late",
    "Signal's servers take five seconds for the first answer",
    "They accept at once, and an overloaded program behind it answers late.",
    faults=(Fault(SIGNAL_HOSTS, "late"),),
    messengers={"signal": UNTOUCHED},
    expect={**seen(("tls.sg*", "https.sg*", "byname.https.sg*"), "timeout:tls"), "stun.signal": "=||timeout:udp"},
    tags=("late", "signal"),
)
censored(
    "telegram-impostor",
    "Somebody answers in the place of Telegram's data centres",
    "Whoever asks a data centre for `resPQ` gets one, with Telegram's own keys named in it, and then an answer "
    "that nobody who has the key would give. The web site works.",
    faults=(Fault((*_DATA_CENTRES, "dccdn.telegram.invalid"), "impostor"),),
    messengers={"telegram": Messenger.some("chat media calls", "blocked", "impostor")},
    tags=("impostor", "telegram"),
)
censored(
    "whatsapp-impostor",
    "Somebody answers in the place of WhatsApp's servers for phones",
    "The Noise greeting is answered, with certificates of another root. The web version is untouched.",
    faults=(Fault(("g.whatsapp.net", "e1.whatsapp.net"), "impostor"),),
    messengers={"whatsapp": Messenger(chat=F("blocked", "impostor"))},
    tags=("impostor", "whatsapp"),
)
network(
    "outage-telegram-one-dc",
    "One of Telegram's data centres is down",
    "Data centre 1 does not answer, the other four do.",
    faults=(Fault(("dc1.telegram.invalid",), "blackhole"),),
    messengers={"telegram": Messenger.some("chat media", "partial", "provider_blackhole", by="provider")},
    expect=seen(("tcp.tg-dc1-443", "mtproto.dc1-443.*"), "timeout:tcp"),
    tags=("outage", "telegram"),
)
network(
    "outage-whatsapp-503",
    "WhatsApp's web servers answer 503",
    "TLS works with the genuine certificates, every HTTP answer is 503. The phones' chat connection works.",
    faults=(Fault(_WA_HOSTS, "http-503"),),
    messengers={"whatsapp": Messenger.some("media web", "outage", "provider_503", by="provider")},
    expect={
        **seen(("https.wa*", "byname.https.wa*"), "503"),
        **seen(("http.wa", "byname.http.wa*", "ws.wa*", "h3.wa*", "speed.wa", "quic.wa*"), "*"),
    },
    tags=("outage", "whatsapp"),
)
network(
    "outage-whatsapp-gone",
    "WhatsApp's names are gone from the DNS everywhere",
    "Every resolver in the world says that the names do not exist, as in October 2021. The addresses answer.",
    dns_lies=(DnsLie(WA_NAMES, "NXDOMAIN", ("*",)),),
    messengers={"whatsapp": outage("provider_dns")},
    expect={
        **seen(("dns*whatsapp*", "doh.*whatsapp*", "dot.*whatsapp*"), "nxdomain"),
        "sys.*whatsapp*": "noname",
        "byname.*.wa*": "noname:noname",
    },
    tags=("outage", "whatsapp"),
)
network(
    "outage-signal-silent",
    "Signal is down: its servers accept and say nothing",
    "TCP to Signal's servers connects, and the handshake is never answered.",
    faults=(Fault(SIGNAL_HOSTS, "silent"),),
    messengers={"signal": outage("provider_silent")},
    expect={**seen(("tls.sg*", "https.sg*", "byname.https.sg*"), "timeout:tls"), "stun.signal": "=||timeout:udp"},
    tags=("outage", "signal"),
)
network(
    "outage-signal-expired",
    "Signal let its certificates expire",
    "Signal's servers show genuine certificates that ended two days ago. Its apps refuse to talk to them.",
    faults=(Fault(SIGNAL_HOSTS, "tls-expired"),),
    messengers={"signal": outage("provider_expired")},
    expect=seen(("tls.sg*", "https.sg*", "byname.https.sg*"), "badcert:*expired*"),
    tags=("outage", "signal"),
)
network(
    "outage-signal-media",
    "Signal's photo servers answer 503",
    "Messages pass; photos and files do not, and it is Signal's own trouble.",
    faults=(Fault(("cdn.signal.org", "cdn2.signal.org", "cdn3.signal.org"), "http-503"),),
    messengers={"signal": Messenger(media=F("outage", "provider_503"), by="provider")},
    tags=("outage", "signal"),
)
_DISCORD = ("discord.com", "*.discord.com", "*.discord.gg", "*.discordapp.com", "*.discordapp.net", "*.discord.media")
network(
    "outage-discord-admitted",
    "Discord is down and says so",
    "No packet to Discord's servers is answered. Its status page, which lives elsewhere, reports an outage.",
    faults=(
        Fault(_DISCORD, "blackhole"),
        Fault(("discordstatus.com",), "admits"),
    ),
    messengers={"discord": outage("provider_blackhole")},
    expect=seen(("tcp.discord*", "tls.discord", "https.discord"), "timeout:tcp"),
    tags=("outage", "discord"),
)
# The twin of viber-message-servers-dropped: the same silence, and nobody's block. Viber has no status page.
network(
    "viber-message-servers-down",
    "Viber's servers for messages are down, its pages and files are not",
    "No packet to aloha.viber.com is answered, on 443, 4244 or 5242. Account, pages and files, beside it at the "
    "same company, answer.",
    faults=(Fault(("aloha.viber.com",), "blackhole"),),
    messengers={"viber": Messenger.some("chat calls", "outage", "provider_one_site", by="provider")},
    expect={"*": "*"},
    twins=("viber-message-servers-dropped",),
    tags=("outage", "others", "trap"),
)
censored(
    "discord-dropped-no-incident",
    "Discord's addresses are dropped, and its status page knows of nothing",
    "All packets to Discord's servers vanish. Its status page can be read and is green: that proves nothing.",
    rules=(IpBlock(Match(hosts=_DISCORD), action="drop"),),
    messengers={"discord": blocked("ip_drop")},
    expect=seen(("tcp.discord*", "tls.discord", "https.discord"), "timeout:tcp"),
    tags=("ip", "discord"),
)

# Slack shut out accounts used from Iran, Cuba, Syria, North Korea and Crimea (its statement of December 2018); Zoom has
# a list of countries as well (its help pages, 2020). How their servers say so today nobody recorded: 403 is assumed.
_SHUT_OUT = Messenger.all("outage", "turned_away", by="provider")
network(
    "service-refuses-country",
    "Slack and Zoom refuse whoever asks from this country",
    "TLS works with the genuine certificates, and every HTTP answer of Slack and Zoom is 403. Nobody blocks them.",
    faults=(Fault((*SLACK_NAMES, "slack.com", "slack-files.com", "*.zoom.us", "zoom.us"), "http-403"),),
    messengers={"slack": _SHUT_OUT, "zoom": _SHUT_OUT},
    tags=("services", "others", "trap"),
)
network(
    "challenge-403",
    "Discord's operator sets riddles to programs that are no browsers",
    "Discord's web servers answer 403 with Cloudflare's riddle (`cf-mitigated: challenge`). Its gateway opens, and "
    "browsers and the app solve the riddle.",
    faults=(
        Fault(("discord.com", "updates.discord.com", "cdn.discordapp.com", "media.discordapp.net"), "challenge-403"),
    ),
    messengers={"discord": UNTOUCHED},
    tags=("services", "discord", "trap"),
)
# OONI's sample of Signal (2023-12-01) has a healthy sfu.voip.signal.org with 503 to `GET /`; its samples of Telegram
# have data centres with 501. That these hosts here do the same is assumed.
network(
        "roots-answer-503",
        "Healthy servers answer 503 where there is no page",
        "Servers of LINE, Slack and Discord that nobody visits with a browser answer 503 at their root. All apps work.",
        faults=(
            Fault(
                (
                    "legy.line-apps.com", "gf.line.naver.jp", "obs.line-apps.com", "wss-primary.slack.com",
                    "wss-backup.slack.com", "files.slack.com", "updates.discord.com", "media.discordapp.net",
                ),
                "root-503",
            ),
        ),
        messengers=dict.fromkeys(("line", "slack", "discord"), UNTOUCHED),
        tags=("services", "others", "trap"),
    )  # fmt: skip
network(
    "head-answers-501",
    "Healthy servers do not know the method HEAD",
    "Servers of LINE, Snapchat and Viber answer 501 to HEAD and the usual page to GET. All apps work.",
    faults=(
        Fault(
            ("legy.line-apps.com", "gf.line.naver.jp", "obs.line-apps.com", "*.snapchat.com", "account.viber.com"),
            "head-501",
        ),
    ),
    messengers=dict.fromkeys(("line", "snapchat", "viber"), UNTOUCHED),
    tags=("services", "others", "trap"),
)
_ABROAD = Messenger.all("outage", "provider_abroad", by="provider")
network(
    "rubika-refused-abroad",
    "Rubika and Bale refuse every connection from abroad",
    "RST to every SYN from the servers' own distance, as some home services do to other countries.",
    faults=(Fault(("*.iranlms.ir", "*.rubika.ir", "*.bale.ai"), "refuse"),),
    messengers={"rubika": _ABROAD, "bale": _ABROAD},
    tags=("services", "others", "trap"),
)
network(
    "eitaa-abroad",
    "Eitaa's names are unknown abroad, and its servers answer nobody there",
    "No resolver outside Iran knows the names under eitaa.ir; those under eitaa.com are known and silent.",
    rules=(IpBlock(Match(groups=("m:eitaa",)), action="drop"),),
    dns_lies=(DnsLie(("*.eitaa.ir",), "NXDOMAIN", ("*",)),),
    messengers={"eitaa": _ABROAD},
    tags=("services", "others", "trap"),
)
network(
    "soroush-403-abroad",
    "Soroush Plus answers 403 to everybody abroad",
    "TLS works with the genuine certificates, and every answer is 403.",
    faults=(Fault(("*.splus.ir", "splus.ir"), "http-403"),),
    messengers={"soroush": _SHUT_OUT},
    tags=("services", "others", "trap"),
)
censored(
    "session-seeds-only",
    "Session's three seeds are dropped, its thousands of other servers are not",
    "Packets to the servers that only new installations ask vanish. Installed apps go on with the list they carry.",
    rules=(IpBlock(Match(hosts=("seed1.getsession.org",)), action="drop"),),
    messengers={"session": Messenger.some("chat calls", "ok", "seeds", by="censor")},
    tags=("services", "others", "trap"),
)
# A hotel or an office: the web and nothing else over TCP, for everybody. Mail goes on over the web's port (ALPN).
network(
    "only-443-and-80",
    "The network lets through the web's two ports alone",
    "TCP to any other port than 80 and 443 vanishes, whoever is asked. UDP passes.",
    rules=(IpBlock(Match(proto="tcp", not_ports=(53, 80, 443)), action="drop"),),
    messengers={
        "session": Messenger.some("chat calls", "ok", "seeds"),
        "deltachat": UNTOUCHED,
        "threema": UNTOUCHED,
        "viber": UNTOUCHED,
        "kakaotalk": UNTOUCHED,
    },
    tags=("ports", "others", "trap"),
)
network(
    "only-443-and-80-refused",
    "The network refuses every connection to other ports than the web's two",
    "TCP to any other port than 80 and 443 draws an RST at the provider's edge, whoever is asked.",
    rules=(IpBlock(Match(proto="tcp", not_ports=(53, 80, 443)), action="rst"),),
    messengers={
        "session": Messenger.some("chat calls", "ok", "seeds"),
        "deltachat": UNTOUCHED,
    },
    tags=("ports", "others", "trap"),
)
censored(
    "deltachat-ports-dropped",
    "One mail server for Delta Chat is dropped, other mail passes",
    "Packets to the chatmail server vanish; IMAP and SMTP of others pass on the same ports.",
    rules=(IpBlock(Match(hosts=("nine.testrun.org",)), action="drop"),),
    messengers={"deltachat": blocked("own_server_dropped")},
    tags=("ip", "others"),
)
