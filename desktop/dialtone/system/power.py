"""Whether this computer runs on battery."""

import sys
from contextlib import suppress
from pathlib import Path

from dialtone.system.quiet_files import names_in, read_start

_MAX_BYTES = 100


def on_battery(root: Path = Path("/")) -> bool:
    """Return whether the computer runs on battery; False if it has none, or if that is unknown."""
    if sys.platform == "linux":
        return _discharges(root / "sys" / "class" / "power_supply")
    import psutil  # only where needed: 2 MB

    with suppress(OSError, RuntimeError, AttributeError):
        battery = psutil.sensors_battery()
        return battery is not None and battery.power_plugged is False
    return False


def _discharges(supplies: Path) -> bool:
    """Return whether the computer's own battery is discharging, by the kernel's list; a mouse has a battery too.

    Documentation/ABI/testing/sysfs-class-power: `scope` tells whether a battery powers a peripheral device.
    """

    def value_of(supply: str, key: str) -> str:
        return read_start(supplies / supply / key, _MAX_BYTES).decode("ascii", "replace").strip()

    names = names_in(supplies)
    if any(value_of(name, "type") == "Mains" and value_of(name, "online") == "1" for name in names):
        return False
    own_batteries = [
        name for name in names if value_of(name, "type") == "Battery" and value_of(name, "scope") != "Device"
    ]
    return any(value_of(name, "status") == "Discharging" for name in own_batteries)
