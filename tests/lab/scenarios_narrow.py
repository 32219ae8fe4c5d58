"""Narrow lines: all connections of the client share a rate and a queue that ends (``bottleneck.py``)."""

from __future__ import annotations

from lab.scenario import Link, Messenger, Net, Scenario
from lab.scenarios_base import ALL, composed, unproved

_SLOWLY = {"*": Messenger(by="none")}
#: The reference client sends all it has at once: what it meets is chance.


def _narrow(name: str, title: str, description: str, link: Link) -> Scenario:
    return unproved(
        name,
        title,
        description + " Everything works, slowly, as long as little is asked at once; nobody is singled out.",
        link=link,
        net=Net(quality="slow"),
        messengers=_SLOWLY,
        tags=("honest", "narrow", "trap"),
    )


QUEUE = _narrow(
    "narrow-line-finite-queue",
    "Narrow but honest: 128 kbit/s for all, a short queue",
    "An old DSL line, or one shared with others: 128 kbit/s each way, and a queue of 16 KB (one second).",
    Link(kbit=128, queue_bytes=16 * 1024),
)
_narrow(
    "narrow-line-near-hosts",
    "Narrow but honest: 128 kbit/s for all, and hosts nearby",
    "As narrow-line-finite-queue; anycast hosts are 10 ms away, so that connections stand long before anything comes.",
    Link(kbit=128, queue_bytes=16 * 1024, distances="noted"),
)
_narrow(
    "narrow-line-mobile-64k",
    "Narrow but honest: 64 kbit/s for all, a long queue",
    "A mobile plan that is used up: 64 kbit/s each way, 100 ms to the base station and back, a queue of 64 KB (8 s).",
    Link(access_ms=50, kbit=64, queue_bytes=64 * 1024),
)
_narrow(
    "narrow-line-policed",
    "Narrow but honest: 128 kbit/s for all, policed",
    "The operator drops what is more than 128 kbit/s, beyond bursts of 16 KB: nothing waits, much is lost.",
    Link(kbit=128, queue_bytes=16 * 1024, policed=True),
)
_narrow(
    "line-256k-long-queue",
    "Narrow but honest: 256 kbit/s for all, a long queue",
    "The uplink of old DSL and cable modems, both ways: 256 kbit/s and a queue of 128 KB (4 s).",
    Link(kbit=256, queue_bytes=128 * 1024),
)
_narrow(
    "line-1m",
    "An ordinary slow line: 1 Mbit/s for all",
    "1 Mbit/s each way and a queue of 64 KB (0.5 s).",
    Link(kbit=1024, queue_bytes=64 * 1024),
)
composed(
    "narrow-line-and-whatsapp-sni-drop",
    "A narrow line, and WhatsApp's names are silenced",
    QUEUE,
    ALL["whatsapp-sni-drop"],
    tags=("narrow", "tls", "whatsapp"),
)
composed(
    "narrow-line-and-telegram-ip-drop",
    "A narrow line, and Telegram's ranges are silent",
    QUEUE,
    ALL["telegram-ip-drop"],
    tags=("narrow", "ip", "telegram"),
)
_narrow(
    "line-far-second",
    "Far but honest: 1.2 seconds there and back",
    "GPRS, or two satellite hops: 1.2 s to any host and back. The system sends the first packet again after one "
    "second, although nothing gets lost.",
    Link(access_ms=600),
)
