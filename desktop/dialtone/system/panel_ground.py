"""Whether the bar with the tray is light or dark, where the system has a setting of its own for it.

On Windows the bar and the programs are set apart ("Custom" in its settings, colours). On a Mac the system paints the
icon; the panels of Linux have no such setting.
"""

import sys
from enum import Enum

from dialtone.system.registry import Registry

_PERSONALIZE = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
_CONTRAST = r"HKCU\Control Panel\Accessibility\HighContrast"
_CONTRAST_ON = 0x1
"""HCF_HIGHCONTRASTON in the flags of HIGHCONTRAST, winuser.h. The bar has the colours of that theme then."""


class PanelGround(Enum):
    """What an icon stands on."""

    UNKNOWN = "unknown"
    LIGHT = "light"
    DARK = "dark"


def panel_ground_of(registry: Registry) -> PanelGround:
    """Return what Windows says of its own bar; nothing is known where a contrast theme is on."""
    flags = registry.values(_CONTRAST).get("Flags", "")
    light = registry.numbers(_PERSONALIZE).get("SystemUsesLightTheme")
    if light is None or (flags.isdecimal() and int(flags) & _CONTRAST_ON):
        return PanelGround.UNKNOWN
    return PanelGround.LIGHT if light else PanelGround.DARK


if sys.platform == "win32":
    from dialtone.system.registry import WindowsRegistry

    def panel_ground() -> PanelGround:
        """Return what this computer's bar is; quick, so that it can be asked whenever the icon is shown anew."""
        return panel_ground_of(WindowsRegistry())

else:

    def panel_ground() -> PanelGround:
        """Return that it is not known."""
        return PanelGround.UNKNOWN
