"""Files of strangers on this computer: whatever is in them, finding messengers goes on."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialtone.system.installed import find_installed
from dialtone.system.linux import Linux
from dialtone.system.linux_packages import read_header_text
from dialtone.system.macos import MacOS
from dialtone.system.windows_programs import read_file_version
from shipped_catalogue import shipped_catalogue
from system.recorded import plant
from system.recorded_linux import ENVIRON

_MESSENGERS = shipped_catalogue().messengers
_ANY = st.binary(max_size=300)
_ENTRY = st.builds(bytes.__add__, st.just(b"[Desktop Entry]\nExec="), _ANY)
_LIST = st.builds(bytes.__add__, st.sampled_from([b"", b"bplist00", b"<plist><dict>"]), _ANY)
_QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@_QUICK
@given(_ENTRY, _ANY, _ANY)
def test_linux(entry: bytes, status: bytes, database: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plant(
            Path(folder),
            {
                "/usr/share/applications/signal.desktop": entry,
                "/var/lib/dpkg/status": status,
                "/var/lib/rpm/rpmdb.sqlite": database,
                "/snap/signal-desktop/current/meta/snap.yaml": status,
                "/home/vera/.local/share/firefoxpwa/config.json": database,
            },
        )
        assert find_installed(_MESSENGERS, Linux(Path(folder), ENVIRON))


@_QUICK
@given(_LIST)
def test_macos(info: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plant(Path(folder), {"/Applications/X.app/Contents/Info.plist": info})
        find_installed(_MESSENGERS, MacOS(Path(folder), Path(folder)))


@_QUICK
@given(_ANY, _ANY)
def test_headers(first: bytes, second: bytes) -> None:
    read_header_text(first, 1001)
    with tempfile.TemporaryDirectory() as folder:
        place = plant(Path(folder), {"x.exe": b"MZ" + first + b"PE\0\0" + second}) / "x.exe"
        read_file_version(place)
