"""Which program opens links of a kind on Windows: the person's choice, then what programs wrote into the registry."""

from collections.abc import Iterator
from pathlib import PureWindowsPath

from dialtone.model.maker import LinkOpener
from dialtone.system.registry import Registry

_CHOICES = r"HKCU\Software\Microsoft\Windows\Shell\Associations\UrlAssociations"
_CHOICE_KEYS = (r"UserChoiceLatest\ProgId", "UserChoiceLatest", "UserChoice")
"""Windows 11 24H2 and later keep it in the first ones; the shape below `UserChoiceLatest` differs between builds."""
_CLASSES = (r"HKCU\Software\Classes", r"HKLM\SOFTWARE\Classes")


def chosen_kinds(registry: Registry, scheme: str) -> Iterator[str]:
    """Yield what the person chose for a kind of link, and the kind itself as the last."""
    for key in _CHOICE_KEYS:
        kind = registry.values(f"{_CHOICES}\\{scheme}\\{key}").get("ProgId", "")
        if kind:
            yield kind
    yield scheme


def store_opener(registry: Registry, kind: str) -> LinkOpener | None:
    """Return the Store package behind a kind (`AppX…`); None where it is none."""
    for classes in _CLASSES:
        values = registry.values(f"{classes}\\{kind}\\Application")
        family = values.get("AppUserModelID", "").partition("!")[0]
        if family:
            name = values.get("ApplicationName", "")
            plain = family.partition("_")[0] if not name or name.startswith(("@", "ms-resource")) else name
            return LinkOpener(plain, (family,))
    return None


def program_opener(path: str, not_messengers: frozenset[str]) -> LinkOpener:
    """Return a program by its path."""
    program = PureWindowsPath(path)
    return LinkOpener(program.stem, (path, program.name), browser=program.stem.lower() in not_messengers)


def commands_of(registry: Registry, kind: str) -> Iterator[str]:
    """Yield the command lines that open a kind."""
    for classes in _CLASSES:
        if command := registry.values(f"{classes}\\{kind}\\shell\\open\\command").get("", ""):
            yield command
