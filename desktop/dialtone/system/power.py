"""Whether this computer lives on its battery."""

from contextlib import suppress

import psutil


def on_battery() -> bool:
    """Return whether the battery feeds the computer; no where there is none, or nobody knows."""
    with suppress(OSError, RuntimeError, AttributeError):
        battery = psutil.sensors_battery()
        return battery is not None and battery.power_plugged is False
    return False
