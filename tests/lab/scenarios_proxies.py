"""Scenarios about proxies of the settings: SOCKS4, one inside TLS, and lists of hosts that they are left out for."""

from __future__ import annotations

from lab.scenario import Net, SniBlock
from lab.scenarios_base import ALL, TG_NAMES, UNTOUCHED, WA_NAMES, unproved, unproved_censored

_COMPANY = ALL["explicit-proxy-only"]
_TELEGRAM = "149.154.160.0/20,91.108.0.0/16,91.105.192.0/23"

for _name, _proxy, _title in (
    ("explicit-socks4-only", "socks4://185.232.71.21:1090", "A company: only a SOCKS4 proxy leads out"),
    ("explicit-socks4a-only", "socks4a://185.232.71.21:1090", "A company: only a SOCKS4a proxy leads out"),
    ("explicit-tls-proxy-only", "https://web.openway.org:3443", "A company: only a proxy inside TLS leads out"),
):
    unproved(
        _name,
        _title,
        "The proxy of the settings is the only host that can be reached; names are resolved. Apps follow it.",
        rules=_COMPANY.rules,
        client_env=(("http_proxy", _proxy), ("https_proxy", _proxy)),
        net=_COMPANY.net,
        messengers=_COMPANY.messengers,
        tags=("proxy", "trap"),
    )
unproved_censored(
    "system-proxy-spares-whatsapp",
    "The proxy leads around a block of Telegram and WhatsApp; the settings spare WhatsApp",
    "Names of WhatsApp and of Telegram's sites are reset on the direct way. Through the proxy both answer, but "
    "`no_proxy` holds WhatsApp's domains: whoever follows the settings goes to WhatsApp directly, and is stopped.",
    rules=(SniBlock(names=(*WA_NAMES, *TG_NAMES), action="rst"),),
    client_env=(
        ("http_proxy", "http://185.232.71.22:3128"),
        ("https_proxy", "http://185.232.71.22:3128"),
        ("no_proxy", "localhost,.whatsapp.com,whatsapp.net"),
    ),
    net=Net(proxy=True),
    messengers={
        "whatsapp": ALL["whatsapp-sni-rst"].messengers["whatsapp"],
        "telegram": UNTOUCHED,
    },
    tags=("proxy", "tls", "whatsapp", "trap"),
)
unproved(
    "system-proxy-dead-spares-all",
    "The proxy that is set is gone, and the settings spare every messenger",
    "Nothing listens at the address of the settings; `no_proxy` holds the messengers' names, so that apps work.",
    client_env=(
        ("http_proxy", "http://127.0.0.1:9"),
        ("https_proxy", "http://127.0.0.1:9"),
        ("no_proxy", f"whatsapp.com,whatsapp.net,telegram.org,{_TELEGRAM},signal.org"),
    ),
    net=Net(proxy=True),
    messengers={"*": UNTOUCHED},
    tags=("proxy", "trap"),
)
