"""Whether the panel with the tray is light or dark, on systems with a separate setting for it.

On Windows the taskbar and the programs have separate settings ("Custom" under colours). On a Mac the system paints the
icon; Linux panels have no such setting.
"""

from enum import Enum

from dialtone.system.registry import Registry

_PERSONALIZE = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
_CONTRAST = r"HKCU\Control Panel\Accessibility\HighContrast"
_CONTRAST_ON = 0x1
"""HCF_HIGHCONTRASTON in the flags of HIGHCONTRAST, winuser.h. The taskbar then has the colours of that theme."""


class PanelGround(Enum):
    """The background of a tray icon."""

    UNKNOWN = "unknown"
    LIGHT = "light"
    DARK = "dark"


def read_panel_ground(registry: Registry | None = None) -> PanelGround:
    """Return Windows' setting for its taskbar; unknown in a contrast theme and elsewhere. Called at each redrawing."""
    registry = registry or Registry()
    flags = registry.values(_CONTRAST).get("Flags", "")
    is_contrast_on = flags.isdecimal() and int(flags) & _CONTRAST_ON
    is_light = registry.all_values(_PERSONALIZE).get("SystemUsesLightTheme")
    if not isinstance(is_light, int) or is_contrast_on:
        return PanelGround.UNKNOWN
    return PanelGround.LIGHT if is_light else PanelGround.DARK
