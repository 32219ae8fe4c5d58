"""Scenarios about trust: whose certificate is shown, and who writes certificates in place of others.

What the real world does was read in public files on 2026-11-25: the issuers of guard programs
(``resources/catalogue/ground.toml``), retired roots (``resources/roots/public-roots.txt``), the ministry's root
(``resources/roots/russian-trusted.pem``). That guard programs spare some sites: Kaspersky's list of exclusions
(support.kaspersky.com 131669), ESET (trusted sites), FortiOS 7.6 (deep-inspection profile), AdGuard's HttpsExclusions.
"""

from __future__ import annotations

from dataclasses import replace

from lab.scenario import Divert, F, Fault, IpBlock, Match, Messenger, Net, SniBlock
from lab.scenarios_base import (
    ALL,
    DISCORD_NAMES,
    FB_NAMES,
    IG_NAMES,
    SG_NAMES,
    TG_NAMES,
    UNTOUCHED,
    WA_NAMES,
    censored,
    composed,
    network,
    variant,
)

_RUSSIAN_SITES = ("ya.ru", "m.vk.ru", "www.ozon.ru", "rutube.ru", "dzen.ru", "2gis.ru")
_WHITE_LIST, _STATE_ROOT = ALL["whitelist-mode"], ALL["mitm-state-root"]
_NAMES = (*WA_NAMES, *FB_NAMES, *IG_NAMES, *SG_NAMES, *TG_NAMES, *DISCORD_NAMES)
_NOT = ("isp", "lan", "doh", "m:telegram:chat", "m:telegram:media", "m:telegram:calls", "m:signal:calls")


def _inspected() -> dict[str, Messenger]:
    """Who inspects is the person's own program, or the network of an office: nobody is blocked."""
    f = F("intercepted", "tls_inspection")
    whole = Messenger(chat=f, media=f, calls=f, web=f, by="local")
    return {
        "whatsapp": Messenger(media=f, web=f, by="local"),
        "telegram": Messenger(web=f, by="local"),
        "signal": whole,
        "facebook_messenger": replace(whole, calls=F()),
        "instagram_dm": replace(whole, calls=F()),
        "discord": replace(whole, calls=F()),
    }


def _inspect(ca: str, *neutral: str, really: bool = False) -> tuple[Divert, IpBlock]:
    """End the TLS of some messengers, and of a few neutral sites, on the way; drop QUIC, as such programs do."""
    everywhere = Match(not_groups=_NOT, proto="tcp", ports=(443,))
    return (
        Divert(everywhere, to="mitm", names=(*_NAMES, *neutral), ca=ca, really=really),
        IpBlock(Match(not_groups=_NOT, proto="udp", ports=(443,)), action="drop"),
    )


network(
    "retired-public-root",
    "The certificates of WeChat, LINE and WhatsApp hang on a root that Mozilla's list no longer holds",
    "Nothing interferes. Windows and Debian trust the root; browsers with Mozilla's newest list do not.",
    faults=(Fault(("*.wechat.com", "*.line-apps.com", "*.whatsapp.com", "*.whatsapp.net"), "retired-root"),),
    messengers=dict.fromkeys(("wechat", "line", "whatsapp"), UNTOUCHED),
    tags=("honest", "tls"),
)
network(
    "max-ministry-certificate",
    "MAX shows certificates of the Russian ministry's root, which this computer does not trust",
    "Nothing interferes: so it is since summer 2026, and MAX brings the root along.",
    messengers={"max": UNTOUCHED},
    tags=("honest", "tls", "others"),
)
variant(
    _WHITE_LIST,
    name="whitelist-mode-ministry-certificates",
    title="Only a list of Russian services is reachable, and they show the ministry's certificates",
    description=_WHITE_LIST.description + " The sites at home have moved to the root of the Russian ministry.",
    faults=(Fault(_RUSSIAN_SITES, "state-root"),),
    expect={},
)
network(
    "home-sites-ministry-certificates",
    "Russian sites show the ministry's certificates; nothing interferes",
    "A sound line in Russia, whose own sites have moved to the root of the Russian ministry.",
    faults=(Fault(_RUSSIAN_SITES, "state-root"),),
    messengers={"*": UNTOUCHED},
    tags=("honest", "tls"),
)
network(
    "mitm-spares-two-neutral",
    "A program inspects TLS and spares some sites, two of them neutral",
    "TLS of WhatsApp's site, Meta, Signal, Telegram's site, Discord and two neutral sites ends in a program whose "
    "root this computer trusts; Wikipedia, Mozilla and the rest are on its list of exclusions.",
    rules=_inspect("rogue", "www.microsoft.com", "www.iana.org"),
    roots_installed=("rogue",),
    net=Net(tls_interception="trusted_by_os"),
    messengers=_inspected(),
    tags=("tls", "mitm", "honest"),
)
variant(
    ALL["mitm-spares-two-neutral"],
    name="mitm-untrusted-spares-two-neutral",
    title="A gateway inspects TLS and spares some sites; this computer does not know its root",
    description="As mitm-spares-two-neutral, on a computer that a person brought along: the root is not installed.",
    roots_installed=(),
    net=Net(tls_interception="untrusted"),
)
variant(
    ALL["mitm-untrusted-spares-two-neutral"],
    name="mitm-everything-untrusted",
    title="Everything encrypted ends in a gateway whose root this computer does not know",
    description="TLS to every site, at home and abroad, ends in a gateway that shows its own certificates.",
    rules=_inspect("rogue", "*"),
    expect={"*": "*"},
)
network(
    "mitm-spares-all-neutral-known-issuer",
    "An antivirus inspects TLS and spares all neutral sites",
    "TLS of WhatsApp's site, Meta, Signal, Telegram's site and Discord ends in an antivirus program that writes "
    "its name into the certificates; its root is installed.",
    rules=_inspect("guard"),
    roots_installed=("guard",),
    net=Net(tls_interception="trusted_by_os"),
    messengers=_inspected(),
    tags=("tls", "mitm", "honest"),
)
composed(
    "mitm-spares-two-neutral-telegram-dropped",
    "A program inspects TLS and spares some sites, and Telegram is dropped",
    ALL["mitm-spares-two-neutral"],
    ALL["telegram-ip-drop"],
    tags=("combined", "tls", "mitm"),
)
composed(
    "retired-public-root-signal-silenced",
    "A retired root at WhatsApp, and Signal's names are silenced",
    ALL["retired-public-root"],
    ALL["signal-sni-drop"],
    tags=("combined", "tls"),
)
_APP_HELLO = F("blocked", "tls_app_hello")
censored(
    "chrome-hello-cut",
    "TLS of WhatsApp's and Telegram's sites is reset where it looks like a browser's",
    "Both ends get a forged RST after a ClientHello with the JA4 of Chrome that names *.whatsapp.com or "
    "web.telegram.org; other programs' pass (XTLS/Xray-core#6293, 2026-06-08; net4people/bbs#662, 2026-09-02).",
    rules=(SniBlock(names=("*.whatsapp.com", "web.telegram.org"), action="rst", ja4=("t13d15*",)),),
    messengers={
        "whatsapp": Messenger(web=_APP_HELLO),
        "telegram": Messenger(web=_APP_HELLO),
    },
    tags=("tls",),
)
variant(
    ALL["chrome-hello-cut"],
    name="chrome-hello-silenced",
    title="TLS of WhatsApp's and Telegram's sites is silenced where it looks like a browser's",
    description="As chrome-hello-cut, but nothing comes back.",
    rules=(SniBlock(names=("*.whatsapp.com", "web.telegram.org"), action="drop", ja4=("t13d15*",)),),
)
variant(
    ALL["chrome-hello-cut"],
    name="libsignal-hello-cut",
    title="TLS of Signal's message server is reset where it looks like Signal's own",
    description="As chrome-hello-cut, for the ClientHello of libsignal (TLS 1.3 alone) at grpc.chat.signal.org. "
    "Assumed: nobody has reported such a filter.",
    rules=(SniBlock(names=("grpc.chat.signal.org",), action="rst", ja4=("t13d03*",)),),
    messengers={"signal": Messenger(chat=_APP_HELLO)},
)
variant(
    ALL["mitm-spares-two-neutral"],
    name="mitm-by-mitmproxy",
    title="mitmproxy inspects TLS and spares some sites, two of them neutral",
    description="As mitm-spares-two-neutral; where mitmproxy is installed, the real one intercepts.",
    rules=_inspect("mitmproxy", "www.microsoft.com", "www.iana.org", really=True),
    roots_installed=("mitmproxy",),
)
