"""Scenarios about ways: a name or a packet that passes on one and not on another, and who it was."""

from __future__ import annotations

from lab.scenario import Fault, Match, Net, Scenario, SniBlock
from lab.scenarios_base import (
    SG_NAMES,
    SG_TLS_PROBES,
    SIGNAL_HOSTS,
    WA_NAMES,
    WA_TLS_PROBES,
    add,
    blocked,
    outage,
    seen,
    wa_sni_truth,
)

_AT_SIGNAL = Match(hosts=("*.signal.org", "*.whispersystems.org"))
_ALERT = "tlserror:*HANDSHAKE_FAILURE*"

add(
    Scenario(
        "whatsapp-sni-rst-at-meta",
        "TLS with a WhatsApp server name is reset, on the way to Meta alone",
        "As whatsapp-sni-rst, but the filter looks only at packets to Meta's ranges: the same names pass to others.",
        rules=(SniBlock(Match(groups=("meta",)), names=WA_NAMES, action="rst"),),
        net=Net(censorship=True),
        messengers={"whatsapp": wa_sni_truth("tls_sni_rst")},
        expect={
            **seen(WA_TLS_PROBES, "reset:tls"),
            "tlsctl.example-ip-wa-sni": "=",
            "tlsctl.wa-ip-example-sni": "=",
            "h3.wa-web": "timeout:quic||skipped",
            "repeat.wa-web": "0/8:reset:tls",
        },
        tags=("tls", "whatsapp"),
    )
)
add(
    Scenario(
        "signal-sni-alert",
        "TLS with a Signal server name is answered by a forged alert",
        "A ClientHello for *.signal.org draws a fatal handshake_failure from the filter, on the way to whomever.",
        rules=(SniBlock(names=SG_NAMES, action="alert"),),
        net=Net(censorship=True),
        messengers={"signal": blocked("tls_sni_rst")},
        expect=seen(SG_TLS_PROBES, _ALERT),
        tags=("tls", "signal"),
    )
)
add(
    Scenario(
        "signal-sni-alert-at-signal",
        "The same, on the way to Signal's servers alone",
        "The forged alert comes from four milliseconds away, Signal's servers stand twenty away.",
        rules=(SniBlock(_AT_SIGNAL, names=SG_NAMES, action="alert"),),
        net=Net(censorship=True),
        messengers={"signal": blocked("tls_sni_rst")},
        expect=seen(SG_TLS_PROBES, _ALERT),
        tags=("tls", "signal"),
    )
)
add(
    Scenario(
        "outage-signal-refuses-its-name",
        "Signal's servers no longer know their names",
        "Its own servers answer their own names with a TLS alert, and other names with a certificate. Nobody filters.",
        faults=(Fault(SIGNAL_HOSTS, "name-alert"),),
        messengers={"signal": outage("provider_refuses_name", wrong=("ok", "blocked", "no_internet"))},
        expect=seen(SG_TLS_PROBES, "tlserror:*"),
        tags=("outage", "signal", "trap"),
    )
)
add(
    Scenario(
        "outage-signal-hangs-up-on-its-name",
        "What stands before Signal's servers hangs up when it hears their names",
        "TLS with one of Signal's names ends in order at its own servers, other names get a certificate.",
        faults=(Fault(SIGNAL_HOSTS, "name-close"),),
        messengers={"signal": outage("provider_ignores_name", wrong=("ok", "blocked", "no_internet"))},
        expect=seen(SG_TLS_PROBES, "eof:tls"),
        tags=("outage", "signal", "trap"),
    )
)
add(
    Scenario(
        "outage-signal-ignores-its-name",
        "What stands before Signal's servers hands their names on to nobody",
        "TLS with one of Signal's names hangs at its own servers, other names get a certificate. Nobody filters.",
        faults=(Fault(SIGNAL_HOSTS, "name-silent"),),
        messengers={"signal": outage("provider_ignores_name", wrong=("ok", "blocked", "no_internet"))},
        expect=seen(SG_TLS_PROBES, "timeout:tls"),
        tags=("outage", "signal", "trap"),
    )
)
