"""Scenarios about what real servers answer and where they stand (``answers.toml``)."""

from __future__ import annotations

from lab.scenario import Link, Scenario
from lab.scenarios_base import add, seen, untouched

add(
    Scenario(
        "true-distances",
        "No interference; servers stand where they do",
        "Anycast hosts (Cloudflare, Google, Akamai) answer within 10 to 16 ms, Fastly and Amazon's within 30, Europe "
        "within 40, Telegram's data centres in Miami and Singapore within 138 and 208, Asia's messengers within 250.",
        link=Link(distances="noted"),
        messengers={"*": untouched()},
        expect={**seen(("rtt.*",), "rtt~*"), "speed.*": "fast||rate:*"},
        tags=("honest", "trap"),
    )
)
