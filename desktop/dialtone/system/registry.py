"""The parts of the Windows registry that are read here: plain strings and numbers below `HKCU` and `HKLM`."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any


class Registry:
    r"""Reads below paths like `HKCU\Software\Classes\tg`. What is missing is empty, as on other systems."""

    def subkeys(self, path: str) -> tuple[str, ...]:
        """Return the names of the subkeys of a key."""
        return tuple(_subkeys(path))

    def values(self, path: str) -> Mapping[str, str]:
        """Return the string values of a key; the default value has an empty name."""
        return {name: value for name, value in self.all_values(path).items() if isinstance(value, str)}

    def numbers(self, path: str) -> Mapping[str, int]:
        """Return the numeric values of a key."""
        return {name: value for name, value in self.all_values(path).items() if isinstance(value, int)}

    def all_values(self, path: str) -> Mapping[str, object]:
        """Return the values of a key, of any type."""
        return {name: value for name, value, _kind in _values(path)}


if sys.platform == "win32":
    import winreg

    _HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}

    def _subkeys(path: str) -> Iterator[str]:
        return _read(path, 0, winreg.EnumKey)

    def _values(path: str) -> Iterator[tuple[str, object, int]]:
        return _read(path, 1, winreg.EnumValue)

    def _read(path: str, counted: int, read: Callable[[Any, int], Any]) -> Iterator[Any]:
        """Yield what `read` returns for each number; QueryInfoKey tells at `counted` how many there are."""
        hive, _, rest = path.partition("\\")
        with suppress(OSError), winreg.OpenKey(_HIVES[hive], rest) as key:
            for number in range(winreg.QueryInfoKey(key)[counted]):
                yield read(key, number)

else:

    def _subkeys(_path: str) -> Iterator[str]:
        return iter(())

    def _values(_path: str) -> Iterator[tuple[str, object, int]]:
        return iter(())
