"""Scenarios about what real servers answer and where they stand (``answers.toml``)."""

from __future__ import annotations

from lab.answers import Answer
from lab.scenario import CutOff, Link, Match, Messenger, Throttle
from lab.scenarios_base import CUTOFF, UNTOUCHED, censored, network, seen

_THROTTLED = Messenger.all("slow", "throttling")

network(
    "true-distances",
    "No interference; servers stand where they do",
    "Anycast hosts (Cloudflare, Google, Akamai) answer within 10 to 16 ms, Fastly and Amazon's within 30, Europe "
    "within 40, Telegram's data centres in Miami and Singapore within 138 and 208, Asia's messengers within 250.",
    link=Link(distances="noted"),
    messengers={"*": UNTOUCHED},
    expect={**seen(("rtt.*",), "rtt~*"), "speed.*": "fast||rate:*"},
    tags=("honest", "trap"),
)
censored(
    "signal-throttle-128k",
    "Signal slowed down to 128 kbit/s",
    "Each conversation with Signal's servers is shaped to 128 kbit/s in each direction. Its page and its pictures "
    "are as short as they really are.",
    rules=(Throttle(Match(groups=("m:signal",)), rate_kbit=128),),
    messengers={"signal": _THROTTLED},
    expect={"https.sg*": "=||slow", "byname.https.sg*": "=||slow"},
    tags=("throttle", "signal"),
)
censored(
    "whatsapp-throttle-24k",
    "WhatsApp slowed down to 24 kbit/s",
    "Each conversation with WhatsApp's servers is shaped to 24 kbit/s: 32 KB take eleven seconds, and never stop.",
    rules=(Throttle(Match(groups=("m:whatsapp",)), rate_kbit=24, queue_ms=8000),),
    messengers={"whatsapp": _THROTTLED},
    expect={
        **seen(("https.wa*", "byname.https.wa*", "speed.wa", "up.wa*", "h3.wa*", "repeat.wa*"), "*"),
        **seen(("tls*.wa*", "ws.wa*", "byname.*wa*"), "=||*"),
    },
    tags=("throttle", "whatsapp"),
)
censored(
    "whatsapp-files-throttled",
    "Only WhatsApp's files are slowed down",
    "The servers of files and scripts (mmg, static, pps and the like) are shaped to 128 kbit/s. The page and the "
    "chat, which have other addresses, are not.",
    rules=(Throttle(Match(groups=("m:whatsapp:media",)), rate_kbit=128),),
    messengers={"whatsapp": Messenger.some("media web", "slow", "throttling")},
    expect={**seen(("https.wa-media", "byname.https.wa-media"), "slow||="), "speed.wa": "slow:128k"},
    tags=("throttle", "whatsapp", "trap"),
)
for _name, _title, _group in (
    ("whatsapp", "WhatsApp", "m:whatsapp"),
    ("telegram", "Telegram", "telegram"),
    ("signal", "Signal", "m:signal"),
):
    censored(
        f"{_name}-frozen-16k",
        f"{_title} freezes after 16 KB",
        f"Every TCP connection to {_title}'s servers stalls (no RST) once more than 16 KB of payload went in one "
        "direction. Other sites do not.",
        rules=(CutOff(Match(groups=(_group,), proto="tcp"), after_bytes=16 * 1024),),
        messengers={_name: CUTOFF},
        expect=seen(
            {
                "whatsapp": ("https.wa*", "byname.https.wa-web", "speed.wa"),
                "telegram": ("https.tg*", "speed.tg", "up.*"),
                "signal": (),
            }[_name],
            "stall:16k",
        ),
        # The reference client reads no long file of Signal's.
        tags=("throttle", "cutoff", _name, *(("unmet",) if _name == "signal" else ())),
    )
network(
    "whatsapp-page-400",
    "WhatsApp's page answers 400 to everybody but real browsers",
    "Its front asks for one more header than are known (as it did in 2025). Everything works; the page has 1,542 "
    "bytes and names no file, so nothing long enough can be read.",
    answers=(
        Answer(
            host="web.whatsapp.com",
            path="/",
            status=400,
            length=1542,
            kind="assumed",
            date="2026-11-25",
            source="what it answers today without the headers that it wants",
        ),
    ),
    messengers={"*": UNTOUCHED},
    expect=seen(("https.wa-web", "byname.https.wa-web"), "400") | {"h3.wa-web": "*"},
    tags=("honest", "trap"),
)
