"""The parts of the Windows registry that are read here: plain strings and numbers below `HKCU` and `HKLM`."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress

TCP_INTERFACES = r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces"
"""The addresses, resolvers and gateways of each interface, in a subkey."""


class Registry:
    r"""Reads below paths like `HKCU\Software\Classes\tg`. Missing keys are empty, and so are all on other systems."""

    def subkeys(self, path: str) -> tuple[str, ...]:
        """Return the names of the subkeys of a key."""
        return tuple(_list_subkeys(path))

    def values(self, path: str) -> Mapping[str, str]:
        """Return the string values of a key; the default value has an empty name."""
        return {name: value for name, value in self.all_values(path).items() if isinstance(value, str)}

    def all_values(self, path: str) -> Mapping[str, object]:
        """Return the values of a key, of any type."""
        return dict(_list_values(path))


if sys.platform == "win32":
    import winreg

    _HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}

    def _open(path: str) -> winreg.HKEYType:
        hive, _, rest = path.partition("\\")
        return winreg.OpenKey(_HIVES[hive], rest)

    def _list_subkeys(path: str) -> Iterator[str]:
        with suppress(OSError), _open(path) as key:
            for number in range(winreg.QueryInfoKey(key)[0]):
                yield winreg.EnumKey(key, number)

    def _list_values(path: str) -> Iterator[tuple[str, object]]:
        with suppress(OSError), _open(path) as key:
            for number in range(winreg.QueryInfoKey(key)[1]):
                name, value, _type = winreg.EnumValue(key, number)
                yield name, value

else:

    def _list_subkeys(_path: str) -> Iterator[str]:
        return iter(())

    def _list_values(_path: str) -> Iterator[tuple[str, object]]:
        return iter(())
