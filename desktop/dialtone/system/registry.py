"""The parts of the Windows registry that are read here: plain strings and numbers below `HKCU` and `HKLM`."""

import sys
from collections.abc import Iterator, Mapping
from typing import Protocol


class Registry(Protocol):
    r"""Reads below paths like `HKCU\Software\Classes\tg`; what is missing or forbidden is empty."""

    def subkeys(self, path: str) -> tuple[str, ...]:
        """Return the names of the subkeys of a key."""
        ...

    def values(self, path: str) -> Mapping[str, str]:
        """Return the string values of a key; the default value has an empty name."""
        ...

    def numbers(self, path: str) -> Mapping[str, int]:
        """Return the numeric values of a key."""
        ...


if sys.platform == "win32":
    import winreg

    _HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}

    class WindowsRegistry:
        """The registry of this computer."""

        def subkeys(self, path: str) -> tuple[str, ...]:
            """Return the names of the subkeys of a key."""
            return tuple(self._subkeys(path))

        def values(self, path: str) -> Mapping[str, str]:
            """Return the string values of a key; the default value has an empty name."""
            return {name: value for name, value in self._values(path) if isinstance(value, str)}

        def numbers(self, path: str) -> Mapping[str, int]:
            """Return the numeric values of a key."""
            return {name: value for name, value in self._values(path) if isinstance(value, int)}

        def _subkeys(self, path: str) -> Iterator[str]:
            hive, _, rest = path.partition("\\")
            try:
                with winreg.OpenKey(_HIVES[hive], rest) as key:
                    for number in range(winreg.QueryInfoKey(key)[0]):
                        yield winreg.EnumKey(key, number)
            except OSError:
                return

        def _values(self, path: str) -> Iterator[tuple[str, object]]:
            hive, _, rest = path.partition("\\")
            try:
                with winreg.OpenKey(_HIVES[hive], rest) as key:
                    for number in range(winreg.QueryInfoKey(key)[1]):
                        name, value, _kind = winreg.EnumValue(key, number)
                        yield name, value
            except OSError:
                return
