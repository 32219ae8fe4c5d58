"""What HTTP requests reveal about the client: as little as the server accepts (ADR 39).

Everyone on the path can read unencrypted headers, so these never claim to be a browser: our ClientHellos next to them
are not a browser's. The system's sign-in check sends what the system sends; all others name no program.
"""

from collections.abc import Mapping
from enum import StrEnum

_CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36"
# web.whatsapp.com answers unknown clients with an error page, so inside TLS we send what a browser sends
_BROWSERS = {
    "linux": _CHROME.format("X11; Linux x86_64"),
    "windows": _CHROME.format("Windows NT 10.0; Win64; x64"),
    "macos": _CHROME.format("Macintosh; Intel Mac OS X 10_15_7"),
}
# Windows' Network Connectivity Status Indicator; macOS' CNA (its version changes with each release); NetworkManager
# uses libcurl (nm-connectivity.c, "Connection: close") and sets no user agent.
_SYSTEMS = {
    "linux": {"accept": "*/*", "connection": "close"},
    "windows": {"connection": "Close", "user-agent": "Microsoft NCSI"},
    "macos": {"connection": "close", "user-agent": "CaptiveNetworkSupport-514.100.16 wispr"},
}
# What a browser sends when an address is typed. Without sec-fetch-site and sec-fetch-mode WhatsApp answers 400 and a
# short page (Vary: Sec-Fetch-Site, Sec-Fetch-Mode). No encodings: compressed pages would be too short to time.
_PAGE = {
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
    "accept-language": "en-US,en;q=0.9",
    "upgrade-insecure-requests": "1",
    "sec-fetch-site": "none",
    "sec-fetch-mode": "navigate",
    "sec-fetch-user": "?1",
    "sec-fetch-dest": "document",
}
_NOBODY = {"accept": "*/*", "accept-encoding": "identity"}


class Sender(StrEnum):
    """Which program's headers are sent."""

    BROWSER = "browser"
    """A browser on this system, only inside TLS."""
    SYSTEM = "system"
    """The system's own sign-in page check."""
    NOBODY = "nobody"
    """No program is named. Resolvers need none: Firefox names none to them (`network.trr.send_user-agent_headers`)."""


def common_headers(scheme: str, platform: str, sender: Sender) -> Mapping[str, str]:
    """Return the headers of every request, as far as they reveal the client. `platform`: this computer's system."""
    if sender is Sender.SYSTEM:
        return _SYSTEMS.get(platform, _SYSTEMS["linux"])
    if not _is_browser(scheme, sender):
        return _NOBODY
    return {"user-agent": _BROWSERS.get(platform, _BROWSERS["linux"]), **_NOBODY}


def page_headers(scheme: str, sender: Sender) -> Mapping[str, str]:
    """Return the additional headers of a page request."""
    return _PAGE if _is_browser(scheme, sender) else {}


def _is_browser(scheme: str, sender: Sender) -> bool:
    return sender is Sender.BROWSER and scheme == "https"
