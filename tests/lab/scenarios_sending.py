"""Scenarios about what is sent, and about filters that count packets."""

from __future__ import annotations

from lab.scenario import CutOff, F, Match, Messenger, Net, Rule, Throttle
from lab.scenarios_base import network, seen

#: Reported of foreign data centres in Russia since June 2025 (net4people/bbs#490; hyperion-cs/dpi-checkers,
#: ru/dpi-ch/docs/README.md at 0e60a33, August 2026): outgoing traffic is restricted as incoming traffic is.
_SLOWED_UP, _SHORT_SLOWED = F("slow", "throttling"), F("flaky", "throttling")
_FROZEN_UP, _SHORT_FROZEN = F("slow", "cutoff_sending"), F("flaky", "cutoff_sending")
#: Photos suffer; what is short passes, and may be called slow as well.
_FROZEN = F("blocked", "cutoff_packets")
_ANY = "=||slow||stall:*||timeout:*||other:*||rate:*||reset:*||slow:*||fast"


def _sending(name: str, title: str, description: str, rule: Rule, **messengers: Messenger) -> None:
    network(
        name,
        title,
        description,
        rules=(rule,),
        net=Net(censorship=True) if messengers else Net(quality="slow"),
        messengers=messengers,
        expect=seen(("*",), _ANY),
        tags=("throttle", "sending"),
    )


for _id, _name, _group in (
    ("whatsapp", "WhatsApp", "m:whatsapp"),
    ("telegram", "Telegram", "telegram"),
    ("signal", "Signal", "m:signal"),
):
    _sending(
        f"{_id}-upload-throttle-128k",
        f"What is sent to {_name} is slowed down to 128 kbit/s",
        f"Each conversation with {_name}'s servers is shaped to 128 kbit/s towards them; what comes back is not.",
        Throttle(Match(groups=(_group,), proto="tcp"), rate_kbit=128, direction="up"),
        **{_id: Messenger(_SHORT_SLOWED, _SLOWED_UP, web=_SHORT_SLOWED)},
    )
    _sending(
        f"{_id}-upload-freeze",
        f"What is sent to {_name} freezes after 16 KB",
        f"Once 16 KB of a conversation went to {_name}'s servers nothing more passes. What comes back is not counted.",
        CutOff(Match(groups=(_group,), proto="tcp"), direction="up"),
        **{_id: Messenger(_SHORT_FROZEN, _FROZEN_UP, web=_SHORT_FROZEN)},
    )
    _sending(
        f"{_id}-freeze-25-packets",
        f"Conversations with {_name} freeze after 25 packets",
        f"After 25 packets of a conversation with {_name}'s servers, whatever is in them, nothing more passes.",
        CutOff(Match(groups=(_group,), proto="tcp"), after_packets=25),
        **{_id: Messenger(chat=_FROZEN, media=_FROZEN, calls=_FROZEN, web=_FROZEN)},
    )

_sending(
    "line-upload-64k",
    "A narrow way up: 64 kbit/s",
    "What is sent to anybody is shaped to 64 kbit/s. Nobody is singled out.",
    Throttle(Match(proto="tcp"), rate_kbit=64, direction="up", queue_ms=8000),
)
