"""The addresses and commands of the pages of the system settings. Nothing is opened here.

Sources: Microsoft's list of `ms-settings:` addresses; the panels of gnome-control-center; the modules of KDE's
systemsettings; the panes of macOS 13 and later by their bundle ids (Apple publishes no list).
"""

import os
import shutil
import sys
from collections.abc import Callable, Mapping

from dialtone.model.computer import SettingsPlace
from dialtone.model.guidance import SystemPage

FindProgram = Callable[[str], str | None]
"""Returns the path of a program by its name; None if it does not exist."""

_WINDOWS: Mapping[SystemPage, str] = {
    SystemPage.NETWORK: "ms-settings:network-status",
    SystemPage.PROXY: "ms-settings:network-proxy",
    SystemPage.VPN: "ms-settings:network-vpn",
    SystemPage.CLOCK: "ms-settings:dateandtime",
}
_MACOS: Mapping[SystemPage, str] = {
    SystemPage.NETWORK: "x-apple.systempreferences:com.apple.Network-Settings.extension",
    SystemPage.PROXY: "x-apple.systempreferences:com.apple.Network-Settings.extension?Proxies",
    SystemPage.VPN: "x-apple.systempreferences:com.apple.NetworkExtensionSettingsUI.NESettingsUIExtension",
    SystemPage.CLOCK: "x-apple.systempreferences:com.apple.Date-Time-Settings.extension",
}
_ADDRESSES: Mapping[str, Mapping[SystemPage, str]] = {"win32": _WINDOWS, "darwin": _MACOS}
_GNOME: Mapping[SystemPage, str] = {
    SystemPage.NETWORK: "network",
    SystemPage.PROXY: "network",
    SystemPage.VPN: "network",
    SystemPage.CLOCK: "datetime",
}
_KDE: Mapping[SystemPage, str] = {
    SystemPage.NETWORK: "kcm_networkmanagement",
    SystemPage.PROXY: "kcm_proxy",
    SystemPage.VPN: "kcm_networkmanagement",
    SystemPage.CLOCK: "kcm_clock",
}
_PROGRAMS: Mapping[str, tuple[tuple[str, ...], Mapping[SystemPage, str]]] = {
    "GNOME": (("gnome-control-center",), _GNOME),
    "KDE": (("systemsettings", "systemsettings5"), _KDE),
}
"""By a word in XDG_CURRENT_DESKTOP: the possible names of the settings program, and the argument for each page."""


def find_settings_pages(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, find: FindProgram = shutil.which
) -> Mapping[str, SettingsPlace]:
    """Return the places of the pages that can be opened here, by `SystemPage`; empty on an unknown desktop."""
    if addresses := _ADDRESSES.get(platform):
        return {page: SettingsPlace(address=address) for page, address in addresses.items()}
    for desktop in environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        names, pages = _PROGRAMS.get(desktop, ((), {}))
        program = next((path for name in names if (path := find(name)) is not None), None)
        if program is not None:
            return {page: SettingsPlace(command=(program, module)) for page, module in pages.items()}
    return {}
