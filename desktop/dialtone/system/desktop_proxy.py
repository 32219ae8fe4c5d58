"""The proxy in the settings of a Linux desktop: GNOME's database, and KDE's file.

Browsers and Electron follow both. `XDG_CURRENT_DESKTOP` decides which desktop counts, as in Chromium
(`proxy_config_service_linux.cc`).
"""

import struct
from collections.abc import Mapping

from msgspec import field

from dialtone.model.frozen import Frozen, replace
from dialtone.model.proxy import ProxyExceptions
from dialtone.system.proxy_exceptions import read_suffixes

_LIKE_GNOME = frozenset({"gnome", "unity", "cinnamon", "x-cinnamon", "pantheon", "budgie", "ukui", "gnome-classic"})
_KDE = "kde"
_GNOME_PROXY = "/system/proxy/"
_SCHEMES = ("https", "socks")
"""A proxy set only for plain HTTP is not used for TLS (GSimpleProxyResolver of GLib, Chromium)."""
_KDE_KINDS = {"1": "manual", "2": "script", "3": "script"}
_HEAD = struct.Struct("<8sIIII")
_SIGNATURE = b"GVariant"
_SIZES = struct.Struct("<II")
_ITEM = struct.Struct("<IIIHcxII")
_ROOT_PARENT = 0xFFFFFFFF
_DEEPEST = 16
_MAX_ITEMS = 100_000
_LONGEST = 65_536
"""Maximum bytes of a value; proxy settings are shorter."""
_VALUE = b"v"


class DesktopProxy(Frozen):
    """The proxy settings of a desktop."""

    script: bool = False
    """A script decides (PAC), or the network is queried for one (WPAD)."""
    proxies: Mapping[str, str] = field(default_factory=dict)
    """By scheme, as in the environment."""
    exceptions: ProxyExceptions = ProxyExceptions()


def is_stored_by_gnome(desktop: str) -> bool:
    """Return whether a desktop, given `XDG_CURRENT_DESKTOP`, stores its proxy where GNOME does."""
    return bool(_LIKE_GNOME & set(desktop.lower().split(":")))


def is_stored_by_kde(desktop: str) -> bool:
    """Return whether a desktop, given `XDG_CURRENT_DESKTOP`, stores its proxy in KDE's file."""
    return _KDE in desktop.lower().split(":")


def read_gnome(database: bytes) -> DesktopProxy:
    """Return the settings under `org.gnome.system.proxy`. Unchanged defaults are not stored: no proxy is set then."""
    settings = read_dconf(database)
    mode = settings.get(f"{_GNOME_PROXY}mode")
    if mode != "manual":
        return DesktopProxy(script=mode == "auto")
    proxies: dict[str, str] = {}
    for scheme in _SCHEMES:
        host, port = (settings.get(f"{_GNOME_PROXY}{scheme}/{key}") for key in ("host", "port"))
        if isinstance(host, str) and host and isinstance(port, int) and port:
            proxies[scheme] = _format_address(scheme, host, str(port))
    ignored_hosts = settings.get(f"{_GNOME_PROXY}ignore-hosts")
    return _settings_if_used(
        proxies, read_suffixes(",".join(ignored_hosts) if isinstance(ignored_hosts, tuple) else "")
    )


def read_kde(text: str) -> DesktopProxy:
    """Return the settings in `kioslaverc`, whose addresses are `http://host port`, or have a colon."""
    from configparser import ConfigParser, Error  # inside: only KDE writes such a file

    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except Error:
        return DesktopProxy()
    settings = dict(parser["Proxy Settings"]) if "Proxy Settings" in parser else {}
    kind = _KDE_KINDS.get(settings.get("proxytype", ""))
    if kind != "manual":
        return DesktopProxy(script=kind == "script")
    proxies: dict[str, str] = {}
    for scheme in _SCHEMES:
        link = settings.get(f"{scheme}proxy", "").strip()
        address = link.partition("://")[2].strip() or link
        host, _, port = address.replace(" ", ":").rstrip("/").rpartition(":")
        if host and port.isdigit() and port != "0":
            proxies[scheme] = _format_address(scheme, host, port)
    inverted = settings.get("reversedexception", "").lower() == "true"  # `shouldIgnoreProxyFor` of KIO; Chromium too
    return _settings_if_used(proxies, replace(read_suffixes(settings.get("noproxyfor", "")), inverted=inverted))


def _format_address(scheme: str, host: str, port: str) -> str:
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{'socks5' if scheme == 'socks' else 'http'}://{host}:{port}"


def _settings_if_used(proxies: Mapping[str, str], exceptions: ProxyExceptions) -> DesktopProxy:
    """Return the settings of a proxy, unless no host uses it."""
    if not proxies or exceptions.bypass_all:
        return DesktopProxy()
    return DesktopProxy(proxies=proxies, exceptions=exceptions)


# GNOME's settings database (`~/.config/dconf/user`), read without its library. It is a hash table on disk (GVDB,
# `gvdb-format.h` of GLib): a header, buckets, and items with a key, the parent of the key, and the position of the
# value. A value is a GVariant followed by its type.


_Setting = str | int | bool | tuple[str, ...]


def read_dconf(data: bytes) -> Mapping[str, _Setting]:
    """Return the settings by path that are strings, lists of strings, numbers or booleans; {} for a broken file."""
    try:
        return _read_items(data)
    except (struct.error, UnicodeDecodeError, IndexError):
        return {}


def _read_items(data: bytes) -> dict[str, _Setting]:
    """Return the settings in a GVDB file. Raises what `read_dconf` catches if the file is broken."""
    signature, version, _, table_start, table_end = _HEAD.unpack_from(data)
    if signature != _SIGNATURE or version != 0 or not table_start < table_end <= len(data):
        return {}
    bloom_words, buckets = _SIZES.unpack_from(data, table_start)
    # Four bytes for each word of the Bloom filter, and for each bucket; five bits of the former's field are a shift.
    items_start = table_start + _SIZES.size + 4 * (bloom_words & 0x07FFFFFF) + 4 * buckets
    count = (table_end - items_start) // _ITEM.size
    if not 0 <= count <= _MAX_ITEMS:
        return {}
    items = [_ITEM.unpack_from(data, items_start + number * _ITEM.size) for number in range(count)]

    def read_path(number: int, depth: int = 0) -> str:
        """Return the whole key of an item: its own behind those of its parents, to a limit: a file may have loops."""
        _, parent, offset, size, *_ = items[number]
        key = data[offset : offset + size].decode("utf-8")
        return key if parent == _ROOT_PARENT or depth > _DEEPEST else read_path(parent, depth + 1) + key

    settings: dict[str, _Setting] = {}
    for number, (_, _, _, _, kind, start, stop) in enumerate(items):
        value = _parse_variant(data[start:stop]) if kind == _VALUE and start <= stop <= start + _LONGEST else None
        if value is not None:
            settings[read_path(number)] = value
    return settings


def _parse_variant(variant: bytes) -> _Setting | None:
    """Return the value of a GVariant, whose type stands after the last NUL; None if it is of another type."""
    value, _, kind = variant.rpartition(b"\0")
    if kind == b"s":
        return value.rstrip(b"\0").decode("utf-8")
    if kind == b"i":
        return int(struct.unpack("<i", value)[0])
    if kind == b"b":
        return value == b"\1"
    return _parse_texts(value) if kind == b"as" else None


def _parse_texts(value: bytes) -> tuple[str, ...]:
    """Return a list of strings: each NUL-terminated, then all end offsets, in integers sized for the whole container.

    Source: the GVariant specification, "Framing Offsets".
    """
    if not value:
        return ()
    offset_size = 1 if len(value) <= 0xFF else 2 if len(value) <= 0xFFFF else 4
    offsets_start = int.from_bytes(value[-offset_size:], "little")  # the last string ends where the offsets begin
    positions = range(offsets_start, len(value), offset_size)
    ends = [int.from_bytes(value[position : position + offset_size], "little") for position in positions]
    starts = [0, *ends][: len(ends)]
    return tuple(value[start : end - 1].decode("utf-8") for start, end in zip(starts, ends, strict=True))
