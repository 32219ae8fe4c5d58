"""The parts of the Windows registry that are read here: plain strings and numbers below `HKCU` and `HKLM`."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

_SUBKEYS, _VALUES = range(2)
"""Where QueryInfoKey tells how many subkeys and values a key has."""


class Registry:
    r"""Reads below paths like `HKCU\Software\Classes\tg`. What is missing is empty, as on other systems."""

    def subkeys(self, path: str) -> tuple[str, ...]:
        """Return the names of the subkeys of a key."""
        return tuple(_read(path, _SUBKEYS))

    def values(self, path: str) -> Mapping[str, str]:
        """Return the string values of a key; the default value has an empty name."""
        return {name: value for name, value in self.all_values(path).items() if isinstance(value, str)}

    def numbers(self, path: str) -> Mapping[str, int]:
        """Return the numeric values of a key."""
        return {name: value for name, value in self.all_values(path).items() if isinstance(value, int)}

    def all_values(self, path: str) -> Mapping[str, object]:
        """Return the values of a key, of any type."""
        return {name: value for name, value, _kind in _read(path, _VALUES)}


if sys.platform == "win32":
    import winreg

    _HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}

    def _read(path: str, counted: int) -> Iterator[Any]:
        """Yield the names of a key's subkeys, or its values with their names and types."""
        hive, _, rest = path.partition("\\")
        enumerate_sort = winreg.EnumKey if counted == _SUBKEYS else winreg.EnumValue
        with suppress(OSError), winreg.OpenKey(_HIVES[hive], rest) as key:
            for number in range(winreg.QueryInfoKey(key)[counted]):
                yield enumerate_sort(key, number)

else:

    def _read(_path: str, _counted: int) -> Iterator[Any]:
        return iter(())
