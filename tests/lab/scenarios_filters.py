"""Scenarios about filters: names in TLS, greetings, addresses, speed; and countries that use several at once."""

from __future__ import annotations

from lab.scenario import F, IpBlock, Match, Messenger, Net, PayloadBlock, SniBlock, Throttle
from lab.scenarios_base import (
    ALL,
    CALLS_WA_TG,
    DNS_INJECTION,
    META_IP_DROP,
    SG_NAMES,
    SG_SNI_RST,
    SG_TLS_PROBES,
    TG_IP_DROP,
    TG_MTPROTO_DPI,
    TG_UNANSWERED,
    UNTOUCHED,
    WA_NAMES,
    WA_TLS_PROBES,
    WAYS_FILTERED,
    blocked,
    censored,
    composed,
    mitm_rules,
    mitm_truth,
    seen,
    variant,
    wa_hello_cut,
    wa_sni_truth,
)
from lab.scenarios_lines import STUN_DPI
from lab.scenarios_names import DOH_BLOCKED

WA_SNI_DROP = censored(
    "whatsapp-sni-drop",
    "TLS with a WhatsApp server name is silenced",
    "A ClientHello for WhatsApp's names gets no answer. The phones' chat connection (Noise, no server name) and "
    "calls work.",
    rules=(SniBlock(names=WA_NAMES, action="drop"),),
    messengers={"whatsapp": wa_sni_truth("tls_sni_drop")},
    expect=wa_hello_cut("timeout:tls"),
    tags=("tls", "whatsapp"),
)
WA_NOISE_DROP = censored(
    "whatsapp-noise-drop",
    "WhatsApp's phone protocol is silenced",
    "The Noise greeting of the phones gets no answer; the web version, and with it the desktop app, works.",
    rules=(PayloadBlock(Match(proto="tcp"), kind="wa-noise", action="drop"),),
    messengers={"whatsapp": Messenger.some("chat calls", "blocked", "protocol_dpi")},
    expect={"noise*": "timeout:app"},
    tags=("dpi", "whatsapp"),
)
censored(
    "telegram-mtproto-rst",
    "Telegram's protocol is answered by resets",
    "TCP to the data centres connects; the first MTProto packet draws a forged RST to both ends.",
    rules=(PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto", action="rst"),),
    messengers=TG_MTPROTO_DPI.messengers,
    expect={"mtproto*": "reset:app"},
    tags=("dpi", "telegram"),
)
censored(
    "telegram-http-passes",
    "Telegram's protocol is silenced, but not as requests of the web",
    "What looks like MTProto on a bare connection to Telegram's ranges gets no answer. `POST http://ADDRESS/api`, "
    "which Telegram Desktop tries beside it, passes (session_private.cpp, connection_http.cpp).",
    rules=(PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="mtproto-tcp", action="drop"),),
    messengers={"telegram": UNTOUCHED},
    expect={"mtproto*": "=||timeout:app"},
    tags=("dpi", "telegram", "trap"),
)
censored(
    "telegram-swallowed",
    "Connections to Telegram stand, and whatever is said vanishes",
    "SYNs to Telegram's ranges pass; every packet after them that carries data is dropped, in both directions.",
    rules=(PayloadBlock(Match(groups=("telegram",), proto="tcp"), kind="any", action="drop"),),
    messengers={"telegram": blocked("ip_drop")},
    expect=TG_UNANSWERED,
    tags=("ip", "telegram"),
)
_DATA_CENTRES = tuple(f"dc{n}.telegram.invalid" for n in (1, 3, 4, 5))
censored(
    "telegram-one-of-five",
    "One of Telegram's five data centres is reachable",
    "Packets to data centres 1, 3, 4 and 5 vanish; 2 answers. Who has an account there can write, others cannot.",
    rules=(IpBlock(Match(hosts=_DATA_CENTRES), action="drop"),),
    messengers={"telegram": Messenger.some("chat media", "flaky", "ip_drop")},
    expect={
        **seen((f"tcp.tg-dc{n}-443" for n in (1, 3, 4, 5)), "timeout:tcp"),
        **seen((f"mtproto.dc{n}-443.*" for n in (1, 4, 5)), "timeout:tcp"),
    },
    tags=("ip", "telegram"),
)
censored(
    "signal-media-drop",
    "Signal's photo servers are silenced",
    "A ClientHello for cdn.signal.org, cdn2 and cdn3 gets no answer. Messages pass.",
    rules=(SniBlock(names=("cdn.signal.org", "cdn2.signal.org", "cdn3.signal.org"), action="drop"),),
    messengers={"signal": Messenger(media=F("blocked", "tls_sni_drop"))},
    expect={"tls.sg-cdn2": "timeout:tls"},
    tags=("tls", "signal"),
)
censored(
    "whatsapp-throttle-128k",
    "WhatsApp slowed down to 128 kbit/s",
    "Each conversation with WhatsApp's servers is shaped to 128 kbit/s in each direction.",
    rules=(Throttle(Match(groups=("m:whatsapp",)), rate_kbit=128),),
    messengers={"whatsapp": Messenger.all("slow", "throttling")},
    expect={
        "speed.wa": "slow:128k",
        "https.wa*": "slow||=",
        "byname.https.wa*": "slow||=",
        "h3.wa*": "=||timeout:quic",
    },
    tags=("throttle", "whatsapp"),
)
censored(
    "whatsapp-half-reset",
    "Half of the connections to WhatsApp are reset",
    "Every second ClientHello with a WhatsApp server name, in no order, draws a forged RST.",
    rules=(SniBlock(names=WA_NAMES, action="rst", share=0.5),),
    messengers={"whatsapp": Messenger.some("media web", "flaky", "intermittent_rst")},
    expect={
        **seen((*WA_TLS_PROBES, "tlspub.wa*"), "=||reset:tls"),
        "h3.wa-web": "=||timeout:quic||skipped",
        "repeat.wa-web": "[2-6]/8:reset:tls",
    },
    tags=("tls", "whatsapp", "trap"),
)
censored(
    "whatsapp-first-three-pass",
    "A censor that acts from the fourth attempt on",
    "The first three connections with a WhatsApp server name pass; from the fourth on the ClientHello gets no answer.",
    rules=(SniBlock(names=WA_NAMES, action="drop", skip_first=3),),
    messengers={"whatsapp": Messenger.some("media web", "flaky", "tls_sni_drop")},
    expect={
        **seen((*WA_TLS_PROBES, "tlspub.wa*"), "=||timeout:tls"),
        "h3.wa-web": "=||timeout:quic||skipped",
        "repeat.wa-web": "0/8:timeout:tls",
    },
    tags=("tls", "whatsapp", "trap"),
)
censored(
    "signal-grpc-sni-drop",
    "TLS with the name of Signal's chat is silenced, its older name passes",
    "A ClientHello for grpc.chat.signal.org gets no answer. Apps of 2026 send messages through that name alone "
    "(libsignal since v0.97.1); chat.signal.org and all else of Signal answers.",
    rules=(SniBlock(names=("grpc.chat.signal.org",), action="drop"),),
    messengers={"signal": Messenger.some("chat calls", "blocked", "tls_sni_drop")},
    expect={"tls.sg-grpc": "timeout:tls"},
    tags=("tls", "signal", "trap"),
)
_UNTRUSTED = ALL["mitm-untrusted"]
_STATE_ROOT = censored(
    "mitm-state-root",
    "TLS intercepted with a root the computer trusts",
    "As mitm-untrusted, but the computer's own store holds the interceptor's root: only Mozilla's list, and "
    "Signal's own roots, do not accept it.",
    rules=mitm_rules("state"),
    net=Net(tls_interception="trusted_by_os"),
    messengers=mitm_truth("tls_mitm_state_root", trusted=True),
    expect={
        **{key: value for key, value in _UNTRUSTED.expect.items() if not value.startswith("badcert")},
        **seen(("tls.wa*", "tls6.wa*", "tls.fb*", "tls.tg*", "tls.google", "tls.discord"), "ok:*"),
        **seen(
            ("tls.sg-chat", "tls.sg-grpc", "tls.sg-cdn2", "tls.sg-storage", "https.sg*", "byname.https.sg*"),
            "badcert:*",
        ),
        "tls.sg-web": "ok:*",
        "tlspub.wa-web": "badcert:*",
        "repeat.wa-web": "8/8",
        **seen(("https.wa*", "https.tg*", "https.google", "https.discord", "byname.https.*", "ws.*"), "=||*"),
        **seen(("speed.*", "up.*"), "=||*"),
        "byname.https.sg*": "badcert:*",
    },
    tags=("tls", "mitm"),
)
variant(
    _STATE_ROOT,
    name="mitm-state-root-disguised",
    title="TLS intercepted with a root the computer trusts, and public roots sent along",
    description="As mitm-state-root, and the interceptor sends its own root and two public ones after its chain: "
    "certificates that anybody can have, and that signed nothing there.",
    rules=mitm_rules("state", along=("state", "digicert", "gts")),
)
SG_SNI_DROP = censored(
    "signal-sni-drop",
    "TLS with a Signal server name is silenced",
    "A ClientHello for *.signal.org or *.whispersystems.org gets no answer.",
    rules=(SniBlock(names=SG_NAMES, action="drop"),),
    messengers={"signal": blocked("tls_sni_drop")},
    expect=seen(SG_TLS_PROBES, "timeout:tls"),
    tags=("tls", "signal"),
)

# --------------------------------------------------------------------------
# Countries
# --------------------------------------------------------------------------


composed(
    "iran-2026",
    "Forged names, WhatsApp's phone protocol filtered, Telegram dropped, Signal silenced",
    WA_SNI_DROP,
    WA_NOISE_DROP,
    TG_IP_DROP,
    SG_SNI_DROP,
    DNS_INJECTION,
    WAYS_FILTERED,
    description="Plain DNS for WhatsApp and Signal is answered falsely on the path; TLS with their names and "
    "WhatsApp's greeting get no answer; packets to Telegram vanish; WireGuard and Tor's relays are stopped.",
    tags=("combined",),
)
composed(
    "china-2026",
    "Forged names, Meta and Telegram dropped, Signal reset",
    META_IP_DROP,
    TG_IP_DROP,
    SG_SNI_RST,
    DNS_INJECTION,
    WAYS_FILTERED,
    description="Plain DNS for WhatsApp and Signal is answered falsely on the path; packets to Meta and "
    "Telegram vanish; Signal's TLS is reset; WireGuard and Tor's relays are stopped.",
    tags=("combined",),
)
composed(
    "turkmenistan-2026",
    "Encrypted DNS, Meta and Telegram dropped, Signal silenced",
    DOH_BLOCKED,
    META_IP_DROP,
    TG_IP_DROP,
    SG_SNI_DROP,
    WAYS_FILTERED,
    description="Public resolvers cannot be asked over TCP; packets to Meta and Telegram vanish; Signal's TLS "
    "gets no answer.",
    tags=("combined",),
)
composed(
    "emirates-2026",
    "Messages work, calls do not",
    CALLS_WA_TG,
    STUN_DPI,
    description="Calls are filtered, by address and by shape; everything else works.",
    tags=("combined", "calls"),
)
