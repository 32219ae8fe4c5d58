"""Networks in which a hasty judge goes wrong: odd lines, middleboxes, outages of others."""

from __future__ import annotations

from lab.scenario import F, Link, Messenger, Net, Scenario, SniBlock
from lab.scenarios_base import SG_NAMES, SG_TLS_PROBES, add, blocked, seen, untouched

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
add(
    Scenario(
        "signal-sni-punished",
        "Who names Signal is cut off from that address for a while",
        "A ClientHello with a Signal name gets no answer, and for 90 seconds nothing gets through to that address and "
        "port any more, whatever is said. Nobody can test with another name there.",
        rules=(SniBlock(names=SG_NAMES, action="drop", residual=90),),
        net=Net(censorship=True),
        messengers={"signal": blocked("tls_sni_drop")},
        expect={**seen(SG_TLS_PROBES, "timeout:t*"), "tcp*.sg*": "=||timeout:tcp"},
        tags=("tls", "signal"),
    )
)
_LISTED = ("*.wikipedia.org", "*.microsoft.com", "*.mozilla.org", "*.iana.org", "ya.ru", "vk.com")
_NO_NAME = F("blocked", "tls_sni_rst")
add(
    Scenario(
        "names-on-a-list",
        "A company lets through only the names on its list",
        "TLS with any name but a few is reset, whoever is called: a neutral name that is not on the list dies like the "
        "messenger's. What names nobody (WhatsApp's phones, Telegram's apps, relays) gets through.",
        rules=(SniBlock(names=("*",), not_names=_LISTED, action="rst"),),
        net=Net(doh="blocked", censorship=True),
        messengers={
            "*": blocked("tls_sni_rst"),
            "telegram": Messenger(web=_NO_NAME, wrong=("ok", "blocked", "outage")),
            "whatsapp": Messenger(media=_NO_NAME, web=_NO_NAME, wrong=("ok", "outage")),
            "signal": blocked("tls_sni_rst"),
        },
        expect={
            **seen(("tls*", "https.*", "byname.https.*", "ws.*", "doh.*", "dot.*"), "reset:tls||="),
            **seen(("tls*.wa*", "tls.tg*", "tls.sg*", "tls.discord", "tls.google", "tls.cloudflare"), "reset:tls"),
            **seen(("speed.*", "up.*", "stress.*"), "reset:tls||other:reset:tls||="),
            "repeat.wa-web": "0/8:reset:tls",
            "h3.*": "timeout:quic||skipped",
        },
        tags=("tls", "combined"),
    )
)
