"""Two or three real situations at once, as people meet them.

A home or a hotel is filtered by its own rules and by the provider's, and lines are far or bad where countries filter.
What is joined has its sources where it stands alone.
"""

from __future__ import annotations

from lab.scenario import compose
from lab.scenarios_base import ALL, variant


def _join(
    name: str, title: str, *parts: str, description: str, traps: bool = False, twins: tuple[str, ...] = ()
) -> None:
    tags = ("combined", "joined", *(("trap",) if traps else ()))
    joined = compose(name, title, *(ALL[part] for part in parts), description=description, tags=tags)
    variant(joined, twins=twins)


def add_joined() -> None:
    """Register them, once the others are there."""
    _join(
        "hotel-and-signal-sni-rst",
        "A hotel lets through the web alone, and the provider resets Signal",
        "only-443-and-80",
        "signal-sni-rst",
        description="Only TCP to 80 and 443 leaves the hotel. Behind it the provider resets Signal's names.",
    )
    _join(
        "family-dns-and-whatsapp-sni-rst",
        "A resolver for families denies Signal, and the provider resets WhatsApp",
        "family-dns",
        "whatsapp-sni-rst",
        description="Signal is withheld by a filter of this home, WhatsApp's names are reset on the way: two owners.",
    )
    _join(
        "first-nameserver-dead-and-telegram-ip-drop",
        "Names take five seconds, and Telegram is dropped",
        "first-nameserver-dead",
        "telegram-ip-drop",
        description="The first nameserver of this computer is dead, the second answers. The provider drops Telegram.",
    )
    _join(
        "lossy-line-and-whatsapp-nxdomain",
        "A line that loses packets, and WhatsApp's names are gone",
        "line-lossy",
        "whatsapp-dns-nxdomain",
        description="12 % of round trips are lost. The provider's resolver does not know WhatsApp.",
    )
    _join(
        "line-64k-and-whatsapp-throttle-24k",
        "Everything comes at 64 kbit/s, WhatsApp at 24",
        "whatsapp-throttle-24k",
        "line-64k",
        description="Each conversation has 64 kbit/s, those with WhatsApp 24: under half of the rest, and not a fifth.",
        twins=("line-64k",),
    )
    _join(
        "near-anycast-telegram-rst-signal-sni-rst",
        "Telegram and Signal are reset where everything neutral is near",
        "anycast-near-telegram-ip-rst",
        "anycast-near-signal-sni-rst",
        description="Neutral hosts answer from nearby (Moscow, Istanbul, Almaty), and two messengers draw an RST.",
    )
    _join(
        "inspection-and-telegram-mtproto-dpi",
        "An office inspects TLS but for some sites, and Telegram's greeting is swallowed",
        "mitm-spares-two-neutral",
        "telegram-mtproto-dpi",
        description="The office reads along, two neutral sites are spared; its provider swallows Telegram's protocol.",
    )
    # The pages by which slowness is seen end at the office; what Telegram itself says before a login is too short.
    _join(
        "inspection-and-telegram-throttled",
        "An office inspects TLS but for some sites, and Telegram is slowed",
        "mitm-spares-two-neutral",
        "telegram-throttle-128k",
        description="The office reads along, two neutral sites are spared; its provider shapes Telegram to 128 kbit/s.",
        twins=("mitm-spares-two-neutral",),
    )
    _join(
        "cloudflare-limited-and-whatsapp-sni-drop",
        "Cloudflare is limited here, and WhatsApp is silenced",
        "cdn-limited-not-messenger",
        "whatsapp-sni-drop",
        description="A hosting company is limited for everybody; WhatsApp's names get no answer on purpose.",
    )
    _join(
        "telegram-late-and-whatsapp-sni-rst",
        "Telegram answers late by itself, and WhatsApp is reset",
        "telegram-answers-late",
        "whatsapp-sni-rst",
        description="An overloaded service beside a filter: only one of them is anybody's block.",
        traps=True,
    )
    _join(
        "ipv6-broken-and-signal-dns-nxdomain",
        "IPv6 is dead, and Signal's names are gone",
        "ipv6-broken",
        "signal-dns-nxdomain",
        description="Packets over IPv6 vanish, and the provider's resolver does not know Signal.",
    )
    _join(
        "calls-filtered-and-telegram-upload-frozen",
        "Calls are filtered by shape, and what is sent to Telegram freezes",
        "stun-dpi",
        "telegram-upload-freeze",
        description="What looks like a call gets no answer; what is sent to Telegram stops after 16 KB.",
    )
    _join(
        "socks-only-and-whatsapp-gone",
        "Only a proxy leads out, and WhatsApp is down",
        "explicit-socks-only",
        "outage-whatsapp-503",
        description="An office whose SOCKS proxy is the only way out, on a day on which WhatsApp answers 503 to all.",
        traps=True,
    )
