"""Pages on which a mail domain names its servers, as Thunderbird's autoconfig has them."""


def autoconfig(*servers: tuple[str, str, int, str], head: str = "") -> bytes:
    """Return a page that names servers: each the type, the host, the port and the kind of socket."""
    named = ""
    for kind, host, port, socket in servers:
        tag = "outgoingServer" if kind == "smtp" else "incomingServer"
        named += (
            f'<{tag} type="{kind}"><hostname>{host}</hostname><port>{port}</port><socketType>{socket}</socketType>'
            f"<username>%EMAILADDRESS%</username></{tag}>"
        )
    return f'<?xml version="1.0"?>{head}<clientConfig><emailProvider>{named}</emailProvider></clientConfig>'.encode()
