"""Scenarios about what carries a function: the hosts that apps need beside the ones that are known by name.

Whichever hosts a messenger is known by, its messages go where its app sends them: on sockets that a login names, to
servers that a list names, through the third port of a mail server, over a relay of calls that speaks TLS.
"""

from __future__ import annotations

from lab.scenario import DnsLie, F, IpBlock, Match, Messenger, Net, SniBlock
from lab.scenarios_base import UNTOUCHED, blocked, censored, network

_NINE = "nine.testrun.org"
_OWN = ("deltachat", "element", "mattermost", "rocketchat")
_ONLY_SOCKETS = Messenger.some("chat web", "blocked", "tls_sni_drop")

censored(
    "proxy-disguise-reset",
    "The hello by which Telegram's proxies disguise themselves is reset, at the proxies alone",
    "Both ends get a forged RST after a ClientHello that begins as Chrome's does, at the addresses of Telegram "
    "proxies with FakeTLS. Newer apps send another one (telegramdesktop/tdesktop#30733, 2026-05-27, and #30788).",
    rules=(SniBlock(Match(hosts=("dressed.tg-gate.net",)), names=("*",), action="rst", ja4=("t13d15*",)),),
    messengers={"telegram": UNTOUCHED},
    tags=("unmet", "tls", "telegram", "trap"),
)
network(
    "only-tcp-443-leaves",
    "Nothing leaves but TCP to port 443",
    "A strict office: UDP vanishes, and TCP to any other port than 443. Signal's calls go through a relay in TLS.",
    rules=(
        IpBlock(Match(proto="udp", not_groups=("isp",)), action="drop"),
        IpBlock(Match(proto="tcp", not_ports=(53, 443), not_groups=("isp",)), action="drop"),
    ),
    net=Net(udp="blocked"),
    messengers={
        "*": Messenger(calls=F("blocked", "udp_blocked"), by="isp-fault"),
        "signal": UNTOUCHED,
    },
    expect={"*": "*"},
    tags=("calls", "ports", "trap"),
)
censored(
    "zalo-chat-sockets-cut",
    "Zalo's sockets for messages are silenced, all its other hosts answer",
    "No answer to a ClientHello for ws1 to ws12-msg.chat.zalo.me, where everybody's messages arrive.",
    rules=(SniBlock(names=tuple(f"ws{n}-msg.chat.zalo.me" for n in range(1, 13)), action="drop"),),
    messengers={"zalo": _ONLY_SOCKETS},
    tags=("unmet", "tls", "others"),
)
censored(
    "deltachat-two-ports-dropped",
    "The two standard ports of a mail server are dropped; Delta Chat goes on over 143, 587 and 443",
    "Packets to ports 993 and 465 of one chatmail relay vanish. The app tries all that the relay lists.",
    rules=(IpBlock(Match(hosts=(_NINE,), ports=(993, 465)), action="drop"),),
    messengers={"deltachat": UNTOUCHED},
    tags=("unmet", "ports", "others", "trap"),
)
censored(
    "deltachat-465-dropped",
    "The standard port for sending is dropped; Delta Chat goes on over 587 and 443",
    "Packets to port 465 of one chatmail relay vanish.",
    rules=(IpBlock(Match(hosts=(_NINE,), ports=(465,)), action="drop"),),
    messengers={"deltachat": UNTOUCHED},
    tags=("unmet", "ports", "others", "trap"),
)
censored(
    "deltachat-name-removed",
    "The name of a chatmail relay does not exist at the provider; Delta Chat carries its addresses",
    "NXDOMAIN from the provider's resolver. The app tries the addresses that it brings along.",
    dns_lies=(DnsLie((_NINE,), "NXDOMAIN"),),
    net=Net(isp_dns="tampered"),
    messengers={"deltachat": UNTOUCHED},
    tags=("dns", "others", "trap"),
)
censored(
    "deltachat-name-forged",
    "The provider's resolver gives a false address for a chatmail relay; Delta Chat carries the true ones",
    "The app tries what it brings along beside whatever a lookup gives.",
    dns_lies=(DnsLie((_NINE,), "10.10.34.35"),),
    net=Net(isp_dns="tampered"),
    messengers={"deltachat": UNTOUCHED},
    tags=("dns", "others", "trap"),
)
network(
    "own-servers",
    "Four messengers on servers of one's own, and nothing interferes",
    "The servers are nine.testrun.org, matrix.org, community.mattermost.com and open.rocket.chat.",
    messengers=dict.fromkeys(_OWN, UNTOUCHED),
    tags=("services", "others"),
)
censored(
    "own-servers-sni-rst",
    "The names of four servers of one's own are reset",
    "Both ends get a forged RST after a ClientHello with one of the names. TLS that is asked for on a plain port "
    "of mail passes: Delta Chat goes on.",
    rules=(
        SniBlock(
            names=(_NINE, "matrix-client.matrix.org", "community.mattermost.com", "open.rocket.chat"), action="rst"
        ),
    ),
    messengers={
        "deltachat": UNTOUCHED,
        "element": Messenger.some("chat media", "blocked", "tls_sni_rst"),
        "mattermost": blocked("tls_sni_rst"),
        "rocketchat": blocked("tls_sni_rst"),
    },
    tags=("unmet", "tls", "others"),
)
_NO_SERVER = Messenger.some("chat media", "blocked", "other_server", by="local")
network(
    "element-no-matrix-server",
    "What was typed for Element is a web site, and no Matrix server",
    "Nothing interferes. The site answers every path with a page.",
    servers={"element": "example.com"},
    messengers={"element": _NO_SERVER},
    tags=("services", "others", "trap"),
)
network(
    "own-servers-are-sites",
    "What was typed for Mattermost and Rocket.Chat is a web site",
    "Nothing interferes. The site answers every path with a page, and upgrades no connection.",
    servers=dict.fromkeys(("mattermost", "rocketchat"), "example.com"),
    messengers=dict.fromkeys(("mattermost", "rocketchat"), _NO_SERVER),
    tags=("services", "others", "trap"),
)
censored(
    "element-base-url-cut",
    "The server that a Matrix domain names is silenced, the domain itself is not",
    "No answer to a ClientHello for matrix-client.matrix.org, where matrix.org sends everybody's apps.",
    rules=(SniBlock(names=("matrix-client.matrix.org",), action="drop"),),
    messengers={"element": Messenger.some("chat media", "blocked", "tls_sni_drop")},
    tags=("unmet", "tls", "others"),
)
_LETTERS, _NAMED_MAIL = "letters.example", "mx7.post-host.example"
network(
    "mail-domain-names-servers",
    "A mail domain for Delta Chat names its servers elsewhere; its own ports of mail are closed",
    "Nothing interferes. autoconfig.letters.example names mx7.post-host.example. The hosts that would be guessed "
    "are silent.",
    servers={"deltachat": _LETTERS},
    rules=(IpBlock(Match(hosts=("imap.letters.example", "smtp.letters.example")), action="drop"),),
    messengers={"deltachat": UNTOUCHED},
    tags=("unmet", "services", "others", "trap"),
)
censored(
    "mail-domain-named-server-cut",
    "The name of the mail server that a domain names is reset; the hosts that would be guessed answer",
    "Both ends get a forged RST after a ClientHello with mx7.post-host.example, which is asked for IMAP over TLS.",
    servers={"deltachat": _LETTERS},
    rules=(SniBlock(names=(_NAMED_MAIL,), action="rst"),),
    messengers={"deltachat": blocked("tls_sni_rst")},
    tags=("unmet", "others"),
)
censored(
    "mail-domain-autoconfig-cut",
    "The page that names a mail domain's servers is silenced; the hosts that Delta Chat guesses answer",
    "No answer to a ClientHello for autoconfig.letters.example.",
    servers={"deltachat": _LETTERS},
    rules=(SniBlock(names=("autoconfig.letters.example",), action="drop"),),
    messengers={"deltachat": UNTOUCHED},
    tags=("unmet", "tls", "others", "trap"),
)
network(
    "mail-domain-elsewhere",
    "A mail domain names no server, and nothing listens where Delta Chat would guess",
    "Nothing interferes. The domain has a web site, which drops the ports of mail, and no other names.",
    servers={"deltachat": f"autoconfig.{_LETTERS}"},
    rules=(IpBlock(Match(hosts=(_LETTERS,), ports=(993, 143, 465, 587)), action="drop"),),
    messengers={"deltachat": _NO_SERVER},
    tags=("services", "others", "trap"),
)
censored(
    "rubika-message-servers-cut",
    "Rubika's servers for messages are silenced, the list that names them is not",
    "No answer to a ClientHello for messengerg2c1 to 99.iranlms.ir; getdcmess.iranlms.ir answers.",
    rules=(SniBlock(names=tuple(f"messengerg2c{n}.iranlms.ir" for n in range(1, 100)), action="drop"),),
    messengers={"rubika": _ONLY_SOCKETS},
    tags=("unmet", "tls", "others"),
)
