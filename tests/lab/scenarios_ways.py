"""Scenarios about ways: a name or a packet that passes on one and not on another, and who it was."""

from __future__ import annotations

from lab.catalog import CLIENT_V4, CLIENT_V6
from lab.scenario import Fault, IpBlock, Loss, Match, Messenger, Net, SniBlock
from lab.scenarios_base import (
    META_IP_DROP,
    META_PROBES,
    SG_NAMES,
    SG_TLS_PROBES,
    SIGNAL_HOSTS,
    TG_PROBES,
    TG_UNANSWERED,
    UNTOUCHED,
    WA_NAMES,
    blocked,
    censored,
    composed,
    network,
    outage,
    seen,
    variant,
    wa_hello_cut,
    wa_sni_truth,
)

_TOR_FRONT_RST = censored(
    "tor-front-rst",
    "TLS with the name behind which Tor looks for its way in is reset",
    "A ClientHello for www.cdn77.com is reset. No messenger is touched.",
    rules=(SniBlock(names=("www.cdn77.com",), action="rst"),),
    tags=("tls",),
)
censored(
    "tor-front-ip-drop",
    "The addresses behind which Tor looks for its way in are dropped",
    "Packets to www.cdn77.com vanish. No messenger is touched.",
    rules=(IpBlock(Match(hosts=("www.cdn77.com",)), action="drop"),),
    tags=("ip",),
)
composed(
    "meta-ip-drop-no-tor-front",
    "Meta dropped, and the way in of a tool that the advice names is reset",
    META_IP_DROP,
    _TOR_FRONT_RST,
    tags=("combined", "whatsapp"),
)
variant(
    META_IP_DROP,
    name="home-and-phone",
    title="Meta's ranges are dropped at home, and not behind a phone",
    description="As meta-ip-drop; who takes the address 172.20.10.2 is behind a phone's line, without that rule.",
    rules=(IpBlock(Match(groups=("meta", "m:whatsapp"), clients=(CLIENT_V4, CLIENT_V6)), action="drop"),),
)
_AT_SIGNAL = Match(hosts=("*.signal.org", "*.whispersystems.org"))
_ALERT = "tlserror:*HANDSHAKE_FAILURE*"

censored(
    "whatsapp-sni-rst-at-meta",
    "TLS with a WhatsApp server name is reset, on the way to Meta alone",
    "As whatsapp-sni-rst, but the filter looks only at packets to Meta's ranges: the same names pass to others.",
    rules=(SniBlock(Match(groups=("meta",)), names=WA_NAMES, action="rst"),),
    messengers={"whatsapp": wa_sni_truth("tls_sni_rst")},
    expect=wa_hello_cut("reset:tls") | {"tlsctl.example-ip-wa-sni": "="},
    tags=("tls", "whatsapp"),
)
censored(
    "signal-sni-alert",
    "TLS with a Signal server name is answered by a forged alert",
    "A ClientHello for *.signal.org draws a fatal handshake_failure from the filter, on the way to whomever.",
    rules=(SniBlock(names=SG_NAMES, action="alert"),),
    messengers={"signal": blocked("tls_sni_rst")},
    expect=seen(SG_TLS_PROBES, _ALERT),
    tags=("tls", "signal"),
)
censored(
    "signal-sni-alert-at-signal",
    "The same, on the way to Signal's servers alone",
    "The forged alert comes from four milliseconds away, Signal's servers stand twenty away.",
    rules=(SniBlock(_AT_SIGNAL, names=SG_NAMES, action="alert"),),
    messengers={"signal": blocked("tls_sni_rst")},
    expect=seen(SG_TLS_PROBES, _ALERT),
    tags=("tls", "signal"),
)
network(
    "outage-signal-refuses-its-name",
    "Signal's servers no longer know their names",
    "Its own servers answer their own names with a TLS alert, and other names with a certificate. Nobody filters.",
    faults=(Fault(SIGNAL_HOSTS, "name-alert"),),
    messengers={"signal": outage("provider_refuses_name")},
    expect=seen(SG_TLS_PROBES, "tlserror:*"),
    tags=("outage", "signal", "trap"),
)
network(
    "outage-signal-hangs-up-on-its-name",
    "What stands before Signal's servers hangs up when it hears their names",
    "TLS with one of Signal's names ends in order at its own servers, other names get a certificate.",
    faults=(Fault(SIGNAL_HOSTS, "name-close"),),
    messengers={"signal": outage("provider_ignores_name")},
    expect=seen(SG_TLS_PROBES, "eof:tls"),
    tags=("outage", "signal", "trap"),
)
network(
    "outage-signal-ignores-its-name",
    "What stands before Signal's servers hands their names on to nobody",
    "TLS with one of Signal's names hangs at its own servers, other names get a certificate. Nobody filters.",
    faults=(Fault(SIGNAL_HOSTS, "name-silent"),),
    messengers={"signal": outage("provider_ignores_name")},
    expect=seen(SG_TLS_PROBES, "timeout:tls"),
    tags=("outage", "signal", "trap"),
)

# --------------------------------------------------------------------------
# Lost packets: towards a range, in one direction
# --------------------------------------------------------------------------

_LOSES = "=||slow||timeout:*||stall:*||eof:*||rate:*||fast||?/8*||noname:*||skipped"


#: Everything of the messenger is slow, since packets to or from it get lost.
_LOSSY = Messenger.all("slow", "packet_loss")


censored(
    "telegram-loses-half-up",
    "Half of all packets to Telegram get lost",
    "Of packets to Telegram's ranges half vanish, by chance; what comes back passes. So Russia in February 2026.",
    rules=(Loss(Match(groups=("telegram",)), up=0.5),),
    messengers={"telegram": _LOSSY},
    expect=seen(TG_PROBES, _LOSES),
    tags=("loss", "telegram"),
)
censored(
    "telegram-loses-third-down",
    "A third of all packets from Telegram gets lost",
    "Of packets from Telegram's ranges a third vanishes, each for itself; what is sent to them passes.",
    rules=(Loss(Match(groups=("telegram",)), down=0.33),),
    messengers={"telegram": _LOSSY},
    expect=seen(TG_PROBES, _LOSES),
    tags=("loss", "telegram"),
)
censored(
    "whatsapp-loses-40-both-ways",
    "Packets to and from Meta's ranges get lost, four in ten on each way",
    "A range loses packets; the rest of the line is good.",
    rules=(Loss(Match(groups=("meta",)), up=0.4, down=0.4),),
    messengers={"whatsapp": _LOSSY},
    expect=seen((*META_PROBES, "repeat.wa-web"), _LOSES),
    tags=("loss", "whatsapp"),
)
censored(
    "telegram-answers-vanish",
    "Connections to Telegram stand, and no answer ever comes back",
    "SYNs pass, what is sent is delivered and confirmed; every packet with data from Telegram's ranges vanishes.",
    rules=(Loss(Match(groups=("telegram",), proto="tcp"), down=1.0, only_data=True),),
    messengers={"telegram": blocked("answers_dropped")},
    expect=TG_UNANSWERED,
    tags=("ip", "telegram"),
)
censored(
    "telegram-questions-vanish",
    "Connections to Telegram stand, and nothing that is said arrives",
    "SYNs pass; every packet with data to Telegram's ranges vanishes, what comes from them passes.",
    rules=(Loss(Match(groups=("telegram",), proto="tcp"), up=1.0, only_data=True),),
    messengers={"telegram": blocked("ip_drop")},
    expect=TG_UNANSWERED,
    tags=("ip", "telegram"),
)
network(
    "foreign-sites-lossy",
    "Two unrelated sites abroad lose packets, no messenger does",
    "Four in ten packets to Wikipedia and to IANA get lost on each way.",
    rules=(Loss(Match(hosts=("*.wikipedia.org", "*.iana.org")), up=0.4, down=0.4),),
    net=Net(quality="slow"),
    messengers={"*": UNTOUCHED},
    expect={**seen(("*.wiki*",), _LOSES), "tcp.unlisted-port": "*"},
    tags=("loss", "trap"),
)
