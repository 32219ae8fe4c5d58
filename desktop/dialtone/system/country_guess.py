"""A guess at the country by the time zone and the language of this computer: only to ask about, with no look-up."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from dialtone.system.quiet_files import read_start

_ZONES = Path("/usr/share/zoneinfo/zone.tab")
_LOCAL_TIME = Path("/etc/localtime")
_LARGEST = 200_000
_GEO = r"HKCU\Control Panel\International\Geo"
_CODE = re.compile(r"[A-Z]{2}")
_IN_LOCALE = re.compile(r"[-_]([A-Za-z]{2})(?:[.@_-]|$)")


def country_of(zone: str, table: Iterable[str], language: str) -> str:
    """Return the country of a time zone (`Europe/Moscow`) by zone.tab's lines; else of a locale (`ru_RU.UTF-8`)."""
    for line in table:
        fields = line.rstrip("\n").split("\t")
        if zone and len(fields) > 2 and fields[2] == zone and _CODE.fullmatch(fields[0]):
            return fields[0]
    found = _IN_LOCALE.search(language)
    return found[1].upper() if found else ""


if sys.platform == "win32":
    import locale

    from dialtone.system.registry import WindowsRegistry

    def guess_country() -> str:
        """Return the country that Windows is set to, else that of the language; empty where neither says."""
        chosen = WindowsRegistry().values(_GEO).get("Name", "")
        return chosen if _CODE.fullmatch(chosen) else country_of("", (), locale.getlocale()[0] or "")

else:

    def guess_country() -> str:
        """Return the country of the time zone, else of the language; empty where neither says."""
        zone = os.environ.get("TZ", "").lstrip(":") or _zone_of_link()
        table = read_start(_ZONES, _LARGEST).decode("utf-8", "replace").splitlines()
        # Not by `locale`: Python before 3.13 takes C.UTF-8, which names no country, for en_US.
        named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
        return country_of(zone, table, next(filter(None, named), ""))


def _zone_of_link() -> str:
    """Return `Europe/Moscow` from the link /etc/localtime -> …/zoneinfo/Europe/Moscow."""
    try:
        target = os.readlink(_LOCAL_TIME)
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]
