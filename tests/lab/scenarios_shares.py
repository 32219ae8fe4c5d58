"""Scenarios about filters that act on a share of the connections, or only after the first ones; and one-way loss.

"The censor works in such a way that it does not restrict every connection" (hyperion-cs/dpi-checkers, issues 20 and 44,
December 2025 and February 2026: recorded of the freeze; that other filters do so too is assumed).
"""

from __future__ import annotations

from lab.scenario import F, Loss, Match, Messenger, Net, PayloadBlock, Rule, SniBlock
from lab.scenarios_base import SG_NAMES, WA_NAMES, network, seen

_ANY = "=||reset:*||timeout:*||slow||stall:*||other:*||rate:*||noname:again||again||skipped||fast||*/8*"


def _share(name: str, title: str, description: str, rule: Rule, **messengers: Messenger) -> None:
    network(
        name,
        title,
        description,
        rules=(rule,),
        net=Net(censorship=True) if messengers else Net(quality="slow"),
        messengers=messengers or {"*": Messenger(by="none")},
        expect=seen(("*",), _ANY),
        tags=("share", "trap"),
    )


def _comes_and_goes(cause: str, *, phones: bool = False) -> Messenger:
    flaky = F("flaky", cause)
    chat, calls = (F(), F()) if phones else (flaky, flaky)
    return Messenger(chat, flaky, calls, flaky)


_share(
    "whatsapp-three-quarters-reset",
    "Three of four connections to WhatsApp are reset",
    "Of four ClientHellos with a WhatsApp server name three, in no order, draw a forged RST.",
    SniBlock(names=WA_NAMES, action="rst", share=0.75),
    whatsapp=_comes_and_goes("intermittent_rst", phones=True),
)
_share(
    "signal-half-drop",
    "Half of the connections to Signal are silenced",
    "Every second ClientHello with a Signal server name, in no order, gets no answer.",
    SniBlock(names=SG_NAMES, action="drop", share=0.5),
    signal=_comes_and_goes("intermittent_rst"),
)
_share(
    "signal-first-six-pass",
    "A censor that acts from the seventh connection to Signal on",
    "The first six connections with a Signal server name pass; from the seventh on the ClientHello draws an RST.",
    SniBlock(names=SG_NAMES, action="rst", skip_first=6),
    signal=_comes_and_goes("tls_sni_rst"),
)
_share(
    "telegram-half-reset",
    "Half of the greetings to Telegram are reset",
    "Every second connection to Telegram's ranges, in no order, draws an RST at its first MTProto packet.",
    PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto", action="rst", share=0.5),
    telegram=Messenger(F("flaky", "intermittent_rst"), F("flaky", "intermittent_rst")),
)
_share(
    "telegram-one-greeting-passes",
    "One greeting to Telegram passes, and no other",
    "The first MTProto packet to Telegram's ranges passes; every later one gets no answer. Its web pages open.",
    PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto", action="drop", skip_first=1),
    telegram=Messenger(F("blocked", "protocol_dpi"), F("blocked", "protocol_dpi")),
)
_share(
    "line-loses-third-up",
    "A line that loses a third of what is sent",
    "Of all packets from this computer a third get lost, by chance; what comes back arrives. Nobody is singled out.",
    Loss(Match(), up=0.3),
)
_share(
    "line-loses-third-down",
    "A line that loses a third of what comes back",
    "Of all packets to this computer a third get lost, by chance; what is sent arrives. Nobody is singled out.",
    Loss(Match(), down=0.3),
)
