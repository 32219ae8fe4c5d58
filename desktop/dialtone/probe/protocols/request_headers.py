"""What HTTP requests reveal about the client: as little as the server accepts (ADR 39).

Everyone on the path can read unencrypted headers, so these never claim to be a browser: our ClientHellos next to them
are not a browser's. The system's sign-in check sends what the system sends; all others name no program.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from dialtone.model.frozen import Frozen

_CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36"
# web.whatsapp.com answers unknown clients with an error page, so inside TLS we send what a browser sends
_BROWSERS: Mapping[str, str] = MappingProxyType(
    {
        "linux": _CHROME.format("X11; Linux x86_64"),
        "windows": _CHROME.format("Windows NT 10.0; Win64; x64"),
        "macos": _CHROME.format("Macintosh; Intel Mac OS X 10_15_7"),
    }
)
# Windows' Network Connectivity Status Indicator; macOS' CNA (its version changes with each release); NetworkManager
# uses libcurl (nm-connectivity.c, "Connection: close") and sets no user agent.
_SYSTEMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "linux": {"accept": "*/*", "connection": "close"},
        "windows": {"connection": "Close", "user-agent": "Microsoft NCSI"},
        "macos": {"connection": "close", "user-agent": "CaptiveNetworkSupport-514.100.16 wispr"},
    }
)
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


class RequestHeaders(Frozen):
    """The headers of a client, as far as they reveal it."""

    platform: str = "linux"
    """The operating system to name: this computer's."""
    sender: Sender = Sender.BROWSER

    def common(self, scheme: str) -> Mapping[str, str]:
        """Return the headers of every request."""
        if self.sender is Sender.SYSTEM:
            return _SYSTEMS.get(self.platform, _SYSTEMS["linux"])
        if not self._is_browser(scheme):
            return _NOBODY
        return {"user-agent": _BROWSERS.get(self.platform, _BROWSERS["linux"]), **_NOBODY}

    def for_page(self, scheme: str) -> Mapping[str, str]:
        """Return the additional headers of a page request."""
        return _PAGE if self._is_browser(scheme) else {}

    def _is_browser(self, scheme: str) -> bool:
        return self.sender is Sender.BROWSER and scheme == "https"
