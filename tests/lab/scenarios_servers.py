"""Scenarios about what carries a function: the hosts that apps need beside the ones that are known by name."""

from __future__ import annotations

from lab.scenario import Match, Net, Scenario, SniBlock
from lab.scenarios_base import add, untouched

add(
    Scenario(
        "proxy-disguise-reset",
        "The hello by which Telegram's proxies disguise themselves is reset, at the proxies alone",
        "Both ends get a forged RST after a ClientHello that begins as Chrome's does, at the addresses of Telegram "
        "proxies with FakeTLS. Newer apps send another one (telegramdesktop/tdesktop#30733, 2026-05-27, and #30788).",
        rules=(SniBlock(Match(hosts=("dressed.tg-gate.net",)), names=("*",), action="rst", ja4=("t13d15*",)),),
        net=Net(censorship=True),
        messengers={"telegram": untouched()},
        tags=("tls", "telegram", "trap"),
    )
)
