"""Whether the bar with the tray is light or dark, on systems with a separate setting for it.

On Windows the bar and the programs have separate settings ("Custom" under colours). On a Mac the system paints the
icon; Linux panels have no such setting.
"""

from enum import Enum

from dialtone.system.registry import Registry

_PERSONALIZE = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
_CONTRAST = r"HKCU\Control Panel\Accessibility\HighContrast"
_CONTRAST_ON = 0x1
"""HCF_HIGHCONTRASTON in the flags of HIGHCONTRAST, winuser.h. The bar then has the colours of that theme."""


class PanelGround(Enum):
    """The background of an icon."""

    UNKNOWN = "unknown"
    LIGHT = "light"
    DARK = "dark"


def read_panel_ground(registry: Registry | None = None) -> PanelGround:
    """Return Windows' setting for its bar; unknown while a contrast theme is on, and on other systems.

    Fast, so that it can be called whenever the icon is redrawn.
    """
    registry = registry or Registry()
    flags = registry.values(_CONTRAST).get("Flags", "")
    light = registry.numbers(_PERSONALIZE).get("SystemUsesLightTheme")
    if light is None or (flags.isdecimal() and int(flags) & _CONTRAST_ON):
        return PanelGround.UNKNOWN
    return PanelGround.LIGHT if light else PanelGround.DARK
