"""Scenarios about what is neutral: how far away it is, who answers in its place, and whose servers it stands on."""

from __future__ import annotations

from lab.scenario import CutOff, Divert, F, IpBlock, Link, Match, Messenger, Net, SniBlock, Throttle
from lab.scenarios_base import ALL, SG_NAMES, UNTOUCHED, blocked, unproved, unproved_censored, variant

_WHITE_LIST = ALL["whitelist-mode"]
variant(
    _WHITE_LIST,
    name="whitelist-refuses",
    title="A white list whose router refuses",
    description="As whitelist-mode, but what is not on the list is refused: the router answers that it is "
    "administratively prohibited (seen with nft on a router, 2026-11-25).",
    rules=(IpBlock(Match(not_groups=("isp", "whitelist")), action="icmp"),),
    expect={"*": "*"},
)
_FREE = ("vk.com", "m.vk.ru", "api.vk.com", "*.userapi.com", "max.ru", "api.oneme.ru", "*.okcdn.ru")
unproved(
    "zero-balance-with-vk",
    "The balance is zero, and one company's services are free",
    "The bill is not paid. Plain pages lead to the provider's, all else vanishes, but for the services of VK, "
    "which several providers in Russia carry for nothing.",
    rules=(
        Divert(Match(proto="tcp", ports=(80,), not_groups=("isp",), not_hosts=_FREE), to="portal"),
        IpBlock(Match(not_groups=("isp",), not_hosts=_FREE)),
    ),
    net=Net(status="captive_portal", cause="captive_portal", public_dns="blocked", doh="blocked", udp="blocked"),
    messengers={
        "*": Messenger.all("blocked", "captive_portal", by="isp-fault"),
        "max": UNTOUCHED,
        "vk_messenger": UNTOUCHED,
    },
    tags=("honest", "trap"),
)
_NEAR = Link(distances="noted")
"""As recorded or assumed in answers.toml: anycast and CDN hosts 10 to 16 ms away, the messengers' own servers 40."""
for _name, _what in (
    ("telegram-ip-rst", "telegram"),
    ("signal-sni-rst", "signal"),
    ("whatsapp-sni-rst", "whatsapp"),
    ("telegram-mtproto-dpi", "telegram"),
):
    if _name in ALL:
        variant(
            ALL[_name],
            name=f"anycast-near-{_name}",
            title=f"{ALL[_name].title}; hosts that stand in many places are near",
            description=f"{ALL[_name].description} Sites and resolvers that stand in many places are 3 to 12 ms "
            "away, as in Moscow, Istanbul, Almaty or Karachi; the messengers' servers are not.",
            link=Link(access_ms=1.0, isp_ms=0.5, distances="noted"),
            expect={"*": "*"},
        )
_ACCEPTED = (80, 443, 5222)
_ACCEPTS = Divert(Match(proto="tcp", ports=_ACCEPTED, not_groups=("isp",)), to="splice")


def _accepting(silent: str) -> Divert:
    return Divert(_ACCEPTS.match, to="splice", silent=(silent,))


unproved(
    "local-proxy-takes-all",
    "A program here accepts every connection",
    "A guard program on this computer takes every connection at once, and then connects by itself. Nothing is wrong.",
    link=Link(access_ms=0.2, isp_ms=0.1, world_ms=19.7, ru_ms=7.7),
    rules=(_ACCEPTS,),
    messengers={"*": UNTOUCHED},
    tags=("local", "trap"),
)
_GONE = F("blocked", "ip_drop")
variant(
    ALL["local-proxy-takes-all"],
    name="local-proxy-takes-all-meta-drop",
    title="A program here accepts every connection, and WhatsApp's addresses are blocked behind it",
    description="As local-proxy-takes-all; behind it nothing comes back from Meta's addresses.",
    rules=(_accepting("m:whatsapp"), IpBlock(Match(groups=("meta", "m:whatsapp")), action="drop")),
    net=Net(censorship=True),
    messengers={"whatsapp": ALL["meta-ip-drop"].messengers["whatsapp"]},
    tags=("ip", "whatsapp"),
)
variant(
    ALL["local-proxy-takes-all"],
    name="pep-takes-all",
    title="A box of a satellite line accepts every connection",
    description="The provider's box near the client takes every connection and carries the data over a satellite, "
    "560 ms there and back. Nothing is wrong.",
    link=Link(access_ms=1.5, isp_ms=0.5, world_ms=280, ru_ms=280),
    net=Net(quality="slow"),
    tags=("honest", "trap"),
)
_HOSTED = F("slow", "hosting_limited")
unproved_censored(
    "cdn-limited-not-messenger",
    "All of one hosting company is slowed",
    "Whatever stands at Cloudflare is shaped to 96 kbit/s, neutral sites as well. So it is reported of Kazakhtelecom "
    "since 2025-08 (net4people/bbs#506).",
    rules=(Throttle(Match(groups=("cloudflare",), proto="tcp"), rate_kbit=96),),
    net=Net(doh="partly_blocked"),
    messengers={"discord": Messenger(chat=_HOSTED, media=_HOSTED, web=_HOSTED)},
    tags=("throttle", "trap"),
)
unproved_censored(
    "cdn-freezes-not-messenger",
    "All of one hosting company stops after 16 KB",
    "Connections to whatever stands at Cloudflare stop after 16 KB, neutral sites as well. So it is reported of lines "
    "in Russia since 2025-06 (net4people/bbs#464).",
    rules=(CutOff(Match(groups=("cloudflare",), proto="tcp")),),
    net=Net(doh="partly_blocked"),
    messengers={
        # Its socket stops as well: what it says first is longer than that.
        "discord": Messenger.all("blocked", "hosting_limited")
    },
    tags=("freeze", "trap"),
)
_GONE_ALL = {
    "whatsapp": ALL["meta-ip-drop"].messengers["whatsapp"],
    "telegram": blocked("ip_drop"),
    "signal": blocked("tls_sni_rst"),
}
unproved_censored(
    "china-controls",
    "Half of what is neutral elsewhere is blocked",
    "As in China: Wikipedia's and Google's names are cut, public resolvers are dead by address and by name "
    "(net4people/bbs#81, #295); WhatsApp and Telegram by address, Signal by name. Canonical, the RIPE NCC and "
    "Cloudflare answer.",
    rules=(
        SniBlock(
            names=("*.wikipedia.org", "*.google.com", "*.gstatic.com", "*.dns.google", "*.quad9.net"), action="rst"
        ),
        IpBlock(Match(groups=("doh",))),
        IpBlock(Match(groups=("meta", "m:whatsapp"))),
        IpBlock(Match(groups=("telegram",))),
        SniBlock(names=SG_NAMES, action="rst"),
    ),
    net=Net(doh="blocked", public_dns="blocked"),
    messengers=_GONE_ALL,
    tags=("combined",),
)
unproved_censored(
    "turkmenistan-controls-dead",
    "Most of what is neutral elsewhere is blocked",
    "As in Turkmenistan: the names of Wikipedia, Microsoft, Mozilla and Google are cut (Censored Planet, 2020), "
    "Cloudflare's ranges, public resolvers and the checks of Android and Windows are dead (net4people/bbs#523, "
    "2025-09); Canonical answers (ooni/probe#1952).",
    rules=(
        SniBlock(
            names=("*.wikipedia.org", "*.microsoft.com", "*.mozilla.org", "*.google.com", "*.python.org"),
            action="rst",
        ),
        IpBlock(Match(groups=("doh",))),
        IpBlock(Match(groups=("cloudflare",))),
        IpBlock(Match(hosts=("*.gstatic.com", "*.msftconnecttest.com", "captive.apple.com"))),
        IpBlock(Match(groups=("meta", "m:whatsapp"))),
        IpBlock(Match(groups=("telegram",))),
        SniBlock(names=SG_NAMES, action="rst"),
    ),
    net=Net(doh="blocked", public_dns="blocked"),
    messengers=_GONE_ALL,
    tags=("combined",),
)
_IRAN = ("www.digikala.com", "www.aparat.com", "www.varzesh3.com", "www.irancell.ir", "*.rubika.ir", "*.iranlms.ir")
variant(
    _WHITE_LIST,
    name="blackout-country-unset",
    title="Only sites of a country are reachable that nobody chose",
    description="As whitelist-mode, but what answers stands in Iran, and this computer is not set to it: its "
    "region is another one.",
    rules=(IpBlock(Match(not_groups=("isp",), not_hosts=_IRAN)),),
    country="",
    messengers={
        **_WHITE_LIST.messengers,
        "*ru": _WHITE_LIST.messengers["*foreign"],
        "rubika": UNTOUCHED,
    },
    expect={"*": "*"},
)
