"""What requests over HTTP say of the program that asks: as little as the server puts up with (ADR 39).

In the clear everybody on the way reads it, so nothing there claims to be a browser: the first messages of TLS beside it
are none of a browser's. The system's own check for a sign-in page says what the system says, all else nothing.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from dialtone.model.frozen import Frozen

_CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36"
# web.whatsapp.com answers an unknown program with an error page, so inside TLS we say what a browser says
_BROWSERS: Mapping[str, str] = MappingProxyType(
    {
        "linux": _CHROME.format("X11; Linux x86_64"),
        "windows": _CHROME.format("Windows NT 10.0; Win64; x64"),
        "macos": _CHROME.format("Macintosh; Intel Mac OS X 10_15_7"),
    }
)
# Windows' Network Connectivity Status Indicator; macOS' CNA (its version changes with each release); NetworkManager
# asks with libcurl (nm-connectivity.c, "Connection: close") and sets no agent.
_SYSTEMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "linux": {"accept": "*/*", "connection": "close"},
        "windows": {"connection": "Close", "user-agent": "Microsoft NCSI"},
        "macos": {"connection": "close", "user-agent": "CaptiveNetworkSupport-514.100.16 wispr"},
    }
)
# What a browser sends where somebody types an address. Without the first two of the lower ones WhatsApp answers 400
# and a short page (Vary: Sec-Fetch-Site, Sec-Fetch-Mode). Not its encodings: packed pages would be too short to time.
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


class Speaker(StrEnum):
    """Whose words are used."""

    BROWSER = "browser"
    """A browser of this system, inside TLS alone."""
    SYSTEM = "system"
    """The system's own check for a sign-in page."""
    NOBODY = "nobody"
    """No program is named. Resolvers need none: Firefox names none to them (`network.trr.send_user-agent_headers`)."""


class Asker(Frozen):
    """Who asks, as far as a request says."""

    platform: str = "linux"
    """The operating system that is said: this computer's."""
    speaker: Speaker = Speaker.BROWSER

    def common(self, scheme: str) -> Mapping[str, str]:
        """Return what every request says."""
        if self.speaker is Speaker.SYSTEM:
            return _SYSTEMS.get(self.platform, _SYSTEMS["linux"])
        if not self._is_browser(scheme):
            return _NOBODY
        return {"user-agent": _BROWSERS.get(self.platform, _BROWSERS["linux"]), **_NOBODY}

    def for_page(self, scheme: str) -> Mapping[str, str]:
        """Return what a request for a page says besides."""
        return _PAGE if self._is_browser(scheme) else {}

    def _is_browser(self, scheme: str) -> bool:
        return self.speaker is Speaker.BROWSER and scheme == "https"
