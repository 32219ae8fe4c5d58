"""Networks in which a hasty judge goes wrong: odd lines, middleboxes, outages of others."""

from __future__ import annotations

from lab.scenario import Link, Net, Scenario
from lab.scenarios_base import add, seen, untouched

add(
    Scenario(
        "ipv6-only",
        "IPv6 alone, with translation",
        "The line has no IPv4. The provider's resolver gives servers that have no IPv6 an address in 64:ff9b::/96, "
        "which leads there. Everything works; built-in IPv4 addresses are out of reach.",
        link=Link(ipv4="none"),
        net=Net(ipv4="none"),
        messengers={"*": untouched()},
        expect={
            "*": "unreach*",
            **seen(("*6.*", "if.*", "sys.*", "byname.*", "dns.isp.*", "dnstcp.isp.*", "*.isp"), "="),
            **seen(("if.addr4", "if.route4"), "none"),
            "repeat.*": "0/8:unreach*",
        },
        tags=("honest", "trap"),
    )
)
