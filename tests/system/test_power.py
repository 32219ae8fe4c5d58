"""On battery is a computer whose own battery empties: no mouse, and no laptop at the socket."""

import sys
from pathlib import Path

import pytest

from dialtone.system.power import on_battery
from system.recorded import plant

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked by psutil")

LAPTOP = {"BAT0": {"type": "Battery", "status": "Discharging", "scope": "System"}}
MOUSE = {"hidpp_battery_0": {"type": "Battery", "status": "Discharging", "scope": "Device"}}
PLUGGED = {"AC": {"type": "Mains", "online": "1"}}
UNPLUGGED = {"AC": {"type": "Mains", "online": "0"}}
OLDER = {"BAT1": {"type": "Battery", "status": "Discharging"}}
FULL = {"BAT0": {"type": "Battery", "status": "Full"}}


@pytest.mark.parametrize(
    ("supplies", "empties"),
    [
        ({}, False),
        (LAPTOP, True),
        (LAPTOP | UNPLUGGED, True),
        (LAPTOP | PLUGGED, False),
        (OLDER, True),
        (FULL, False),
        (MOUSE, False),
        (MOUSE | PLUGGED, False),
        (MOUSE | LAPTOP, True),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_only_the_own_battery_counts(tmp_path: Path, supplies: dict[str, dict[str, str]], empties: bool) -> None:
    for name, files in supplies.items():
        plant(tmp_path / "sys/class/power_supply" / name, {key: f"{value}\n" for key, value in files.items()})
    assert on_battery(tmp_path) is empties
