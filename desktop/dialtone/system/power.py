"""Whether this computer runs on battery."""

import sys
from contextlib import suppress
from pathlib import Path

from dialtone.system.quiet_files import list_names, read_start

_MAX_BYTES = 100


def on_battery(root: Path = Path("/")) -> bool:
    """Return whether the computer runs on battery; False if it has none, or if that is unknown."""
    if sys.platform == "linux":
        return _is_discharging(root / "sys" / "class" / "power_supply")
    import psutil  # only where needed: 2 MB

    with suppress(OSError, RuntimeError, AttributeError):
        battery = psutil.sensors_battery()
        return battery is not None and battery.power_plugged is False
    return False


def _is_discharging(supplies: Path) -> bool:
    """Return whether the computer's own battery is discharging. `supplies`: the kernel's folder of power supplies.

    A battery with the `scope` Device is a peripheral's, as in a mouse (Documentation/ABI/testing/sysfs-class-power).
    """

    def read_value(supply: str, key: str) -> str:
        return read_start(supplies / supply / key, _MAX_BYTES).decode("ascii", "replace").strip()

    names = list_names(supplies)
    if any(read_value(name, "type") == "Mains" and read_value(name, "online") == "1" for name in names):
        return False
    own_batteries = [
        name for name in names if read_value(name, "type") == "Battery" and read_value(name, "scope") != "Device"
    ]
    return any(read_value(name, "status") == "Discharging" for name in own_batteries)
