"""The parts of the Windows registry that are read here: plain strings and numbers below `HKCU` and `HKLM`."""

import sys
from collections.abc import Mapping
from contextlib import suppress

TCP_INTERFACES = r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces"
"""The addresses, resolvers and gateways of each interface, in a subkey."""


if sys.platform == "win32":
    import winreg

    _HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}

    def _open(path: str) -> winreg.HKEYType:
        hive, _, rest = path.partition("\\")
        return winreg.OpenKey(_HIVES[hive], rest)


class Registry:
    r"""Reads below paths like `HKCU\Software\Classes\tg`. Missing keys are empty, and so are all on other systems."""

    def subkeys(self, path: str) -> tuple[str, ...]:
        """Return the names of the subkeys of a key."""
        names: list[str] = []
        if sys.platform == "win32":
            with suppress(OSError), _open(path) as key:
                names += (winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0]))
        return tuple(names)

    def values(self, path: str) -> Mapping[str, str]:
        """Return the string values of a key; the default value has an empty name."""
        return {name: value for name, value in self.all_values(path).items() if isinstance(value, str)}

    def all_values(self, path: str) -> Mapping[str, object]:
        """Return the values of a key, of any type."""
        values: dict[str, object] = {}
        if sys.platform == "win32":
            with suppress(OSError), _open(path) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _type = winreg.EnumValue(key, number)
                    values[name] = value
        return values
