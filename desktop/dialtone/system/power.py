"""Whether this computer runs on battery."""

from contextlib import suppress

import psutil


def on_battery() -> bool:
    """Return whether the computer runs on battery; no where there is none, or it is unknown."""
    with suppress(OSError, RuntimeError, AttributeError):
        battery = psutil.sensors_battery()
        return battery is not None and battery.power_plugged is False
    return False
