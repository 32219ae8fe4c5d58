"""What of PyInstaller's harvest goes into the bundle: a white list of Qt's plugins, and no library nobody links to.

Excluding a Python module does not keep Qt's own libraries out; only looking at what was collected does.
"""

import gzip
import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

Item = tuple[str, str, str]
"""(place in the bundle, file it comes from, kind): a line of PyInstaller's table of contents."""

PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qwindows", "qcocoa", "qoffscreen"},
    "platformthemes": {"qxdgdesktopportal"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "imageformats": {"qico", "qjpeg"},
    "networkinformation": {"qnetworklistmanager", "qapplenetworkinformation"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
}
"""Folder of Qt's plugins → the ones that Dialtone can need."""

MODULES_LEFT_OUT = [
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "pip", "setuptools", "pkg_resources"),
    *("distutils", "doctest", "pydoc_data", "test", "pdb", "curses", "readline", "xmlrpc", "wsgiref"),
    # What anyio and dnspython would take along if it happens to be there.
    *("trio", "curio", "rich", "click", "pygments", "brotli", "brotlicffi", "aioquic", "pylsqpack"),
    # What they, and the standard library would load only if it were asked for, or have another way for.
    *("anyio._backends._trio", "_pydecimal", "smtplib", "ftplib", "multiprocessing", "cffi", "pycparser"),
    *("concurrent.futures.process", "urllib3.contrib.emscripten", "webbrowser"),
    *("bz2", "_bz2", "lzma", "_lzma", "tarfile"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtSql"),
    *("PySide6.QtTest", "PySide6.QtPrintSupport"),
]

LEFT_OUT_ON_LINUX = [
    *("PySide6.QtNetwork", "truststore._windows", "truststore._macos"),
    *("asyncio.windows_events", "asyncio.windows_utils", "asyncio.proactor_events", "ctypes._aix"),
    *("_multibytecodec", "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"),
]
"""On Linux NetworkManager is asked on the bus, and all text is UTF-8: the program starts in that mode (`build.spec`),
whatever the computer's own old alphabet."""

CERTIFICATES = re.compile(rb"-----BEGIN CERTIFICATE-----\n.+?-----END CERTIFICATE-----\n", re.DOTALL)

SPEAKS_BY_DOCSTRINGS = ("dns",)
"""Packages whose errors say the docstring of their class: they keep them, all others lose them."""

FROM_THE_SYSTEM = re.compile(
    r"^lib(X11|X11-xcb|Xau|Xdmcp|Xext|Xrender|xcb|xcb-(randr|render|shape|shm|sync|xfixes|xkb|glx)|EGL|GL|GLX|GLdispatch"
    r"|OpenGL|fontconfig|freetype|harfbuzz|graphite2|expat|png16|glib-2\.0|gio-2\.0|gobject-2\.0|gmodule-2\.0"
    r"|gthread-2\.0|pcre2-8|dbus-1|systemd|cap|selinux|mount|blkid|wayland-(client|cursor|egl)|xkbcommon"
    r"|xkbcommon-x11|stdc\+\+|gcc_s|gssapi_krb5|krb5|k5crypto|com_err|krb5support|keyutils)\.so"
)
"""Linux libraries that belong to the desktop the bundle runs on: a copy of another age breaks it."""

SOFTWARE_GRAPHICS = re.compile(r"^(opengl32sw|d3dcompiler_\d+|libEGL|libGLESv2)\.dll$", re.IGNORECASE)


def wanted_plugin(place: str) -> bool:
    """Everything that is no Qt plugin, and the plugins of the white list."""
    parts = PurePath(place.replace("\\", "/")).parts
    if "plugins" not in parts or len(parts) < parts.index("plugins") + 3:
        return True
    name = re.sub(r"^lib", "", parts[-1]).split(".")[0]
    return name in PLUGINS.get(parts[parts.index("plugins") + 1], set())


def wanted_library(place: str) -> bool:
    """A library of ours rather than of the desktop."""
    name = PurePath(place.replace("\\", "/")).name
    return not FROM_THE_SYSTEM.match(name) and not SOFTWARE_GRAPHICS.match(name)


def wanted_data(place: str, languages: Iterable[str]) -> bool:
    """Qt's own texts in the languages we have; nothing that only a developer reads."""
    path = place.replace("\\", "/")
    if "PySide6/" in path and "/translations/" in path:
        return re.fullmatch(rf"qtbase_({'|'.join(languages)})(_(?!TW)[A-Z]+)?\.qm", path.rsplit("/", 1)[1]) is not None
    return not re.search(
        r"/py\.typed$|\.pyi$|/qml/|/metatypes/|\.ts$|\.dist-info/(RECORD|INSTALLER|REQUESTED|sboms/)", path
    )


def with_docstrings(modules: Iterable[Item]) -> list[Item]:
    """Let those keep their docstrings whose errors are made of them. A kind ends in how much is left out."""
    return [
        (name, source, "PYMODULE-1" if name.partition(".")[0] in SPEAKS_BY_DOCSTRINGS else kind)
        for name, source, kind in modules
    ]


def trim_binaries(binaries: Iterable[Item]) -> list[Item]:
    """Drop the unwanted, then on Linux what nothing left links to."""
    kept = [item for item in binaries if wanted_plugin(item[0]) and wanted_library(item[0])]
    return drop_unused(kept) if os.name == "posix" and Path("/proc").is_dir() else kept


def trim_data(data: Iterable[Item], languages: Iterable[str], binaries: Iterable[Item]) -> list[Item]:
    """Drop unwanted files, and links to libraries that are gone."""
    languages = list(languages)
    libraries = {PurePath(place).name for place, _, _ in binaries}
    return [
        item
        for item in data
        if wanted_plugin(item[0])
        and wanted_data(item[0], languages)
        and (item[2] != "SYMLINK" or PurePath(item[0]).name in libraries or ".so" not in item[0])
    ]


def without_remarks(data: Iterable[Item], work: Path) -> list[Item]:
    """Take out of lists of roots what nobody reads but people."""
    kept = []
    for place, source, kind in data:
        if PurePath(place.replace("\\", "/")).name == "cacert.pem":
            bare = work / place
            bare.parent.mkdir(parents=True, exist_ok=True)
            bare.write_bytes(b"".join(CERTIFICATES.findall(Path(source).read_bytes().replace(b"\r\n", b"\n"))))
            source = str(bare)
        kept.append((place, source, kind))
    return kept


STORED = re.compile(
    r"(encodings/(__init__|aliases|utf_8|latin_1|ascii)|codecs|io|abc|os|stat|posixpath|genericpath|_?weakref(set)?)\.pyc"
)
"""What Python loads before it can unpack anything."""


def packed_library(data: Iterable[Item], work: Path) -> list[Item]:
    """Pack what Python itself loads at the start, which PyInstaller only stores."""
    kept = []
    for place, source, kind in data:
        if place == "base_library.zip":
            packed = work / place
            packed.parent.mkdir(parents=True, exist_ok=True)
            with ZipFile(source) as stored, ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as out:
                for name in sorted(stored.namelist()):
                    how = ZIP_STORED if STORED.fullmatch(name) else ZIP_DEFLATED
                    out.writestr(ZipInfo(name), stored.read(name), how)
            source = str(packed)
        kept.append((place, source, kind))
    return kept


def packed_words(data: Iterable[Item], work: Path) -> list[Item]:
    """Pack what languages say: `store/own_files.py` reads it packed or not. They are a third as large then."""
    kept = []
    for place, source, kind in data:
        path = place.replace("\\", "/")
        if "dialtone/_resources/languages/" in path and path.endswith(".toml"):
            packed = work / place
            packed.parent.mkdir(parents=True, exist_ok=True)
            packed.write_bytes(gzip.compress(Path(source).read_bytes(), 9, mtime=0))
            source = str(packed)
        kept.append((place, source, kind))
    return kept


def drop_unused(binaries: list[Item]) -> list[Item]:
    """Keep extensions, plugins and the interpreter, and all they link to, directly or not."""
    by_name = defaultdict(list)
    for item in binaries:
        by_name[PurePath(item[0]).name].append(item)
    roots = [item for item in binaries if item[2] == "EXTENSION" or "/plugins/" in item[0] or "libpython" in item[0]]
    used = {PurePath(item[0]).name for item in roots}
    waiting, seen = [item[1] for item in roots], set()
    while waiting:
        source = waiting.pop()
        if source in seen:
            continue
        seen.add(source)
        for name in linked_libraries(source):
            used.add(name)
            waiting.extend(item[1] for item in by_name.get(name, ()))
    return [item for item in binaries if PurePath(item[0]).name in used]


def linked_libraries(file: str) -> list[str]:
    """The names in the NEEDED lines of an ELF file."""
    output = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=False).stdout
    return re.findall(r"\(NEEDED\).*\[(.+?)\]", output)
