"""What requests over HTTP say of the program that asks: what this computer's own programs say, and nobody else's.

In the clear everybody on the way reads it. There the system's own check for a sign-in page speaks: no browser of
another system, beside first messages of TLS that are none of a browser's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

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
}
_SECURE_PAGE = {
    **_PAGE,
    "sec-fetch-site": "none",
    "sec-fetch-mode": "navigate",
    "sec-fetch-user": "?1",
    "sec-fetch-dest": "document",
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as a request says."""

    platform: str = "linux"
    """The operating system that is said: this computer's."""
    is_system: bool = False
    """The system's own check for a sign-in page asks; else a browser."""

    def common(self) -> Mapping[str, str]:
        """Return what every request says."""
        if self.is_system:
            return _SYSTEMS.get(self.platform, _SYSTEMS["linux"])
        agent = _BROWSERS.get(self.platform, _BROWSERS["linux"])
        return {"user-agent": agent, "accept": "*/*", "accept-encoding": "identity"}

    def for_page(self, scheme: str) -> Mapping[str, str]:
        """Return what a request for a page says besides."""
        if self.is_system:
            return {}
        return _SECURE_PAGE if scheme == "https" else _PAGE
