"""Who signed a Windows program, by programs that a test makes and signs with keys of its own."""

import shutil
import subprocess
import sys
from ctypes import sizeof
from pathlib import Path

import pytest

from dialtone.judge.maker import judge_file
from dialtone.model.maker import Maker, Origin, OriginGap, OriginKind
from dialtone.system.file_origin import find_authenticode_origin, find_file_origin
from dialtone.system.windows_trust import FileInfo, ProviderCertificate, TrustData, TrustResult
from shipped_catalogue import shipped_catalogue
from system.windows_programs_made import program, program_with_table

COMPILER = shutil.which("x86_64-w64-mingw32-gcc")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "tsetup.exe"
    path.write_bytes(program())
    return path


def test_a_program_without_a_signature_is_no_alarm(plain: Path) -> None:
    assert find_file_origin(plain) == Origin(gap=OriginGap.UNSIGNED)
    made = judge_file(shipped_catalogue().messengers, plain.name, find_file_origin(plain))
    assert (made.maker, made.messenger) == (Maker.UNKNOWN, "")


@pytest.mark.parametrize(
    ("status", "signer", "origin"),
    [
        (0, "Telegram FZ-LLC", Origin(OriginKind.AUTHENTICODE, "Telegram FZ-LLC")),
        (0, "", Origin(OriginKind.AUTHENTICODE, "", OriginGap.UNKNOWN_ROOT)),
        (0x800B0100, "", Origin(gap=OriginGap.UNSIGNED)),
        (0x800B0003, "", Origin(gap=OriginGap.UNSIGNED)),
        (0x80096010, "Telegram FZ-LLC", Origin(OriginKind.AUTHENTICODE, "Telegram FZ-LLC", OriginGap.CHANGED)),
        (0x800B0109, "Telegram FZ-LLC", Origin(OriginKind.AUTHENTICODE, "Telegram FZ-LLC", OriginGap.UNKNOWN_ROOT)),
        (0x800B010C, "Telegram FZ-LLC", Origin(OriginKind.AUTHENTICODE, "Telegram FZ-LLC", OriginGap.UNKNOWN_ROOT)),
        (0x80092003, "", Origin(gap=OriginGap.UNREADABLE)),
    ],
)
def test_windows_says_whether_a_signature_holds(plain: Path, status: int, signer: str, origin: Origin) -> None:
    assert find_authenticode_origin(plain, lambda path: TrustResult(status, signer)) == origin
    made = judge_file(shipped_catalogue().messengers, "anything.exe", origin)
    assert (made.maker is Maker.MESSENGER) is (origin.gap is OriginGap.NONE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows verifies it")
def test_elsewhere_nobody_can_tell_who_signed_a_program(tmp_path: Path) -> None:
    signed, installer = tmp_path / "signed.exe", tmp_path / "Signal.msi"
    signed.write_bytes(program_with_table(5000) + bytes(5000))
    installer.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    for path in (signed, installer):
        assert find_file_origin(path) == Origin(OriginKind.AUTHENTICODE, gap=OriginGap.UNVERIFIED)
        made = judge_file(shipped_catalogue().messengers, path.name, find_file_origin(path))
        assert (made.maker, made.messenger) == (Maker.UNKNOWN, "")


def test_a_program_cut_short_breaks_nothing(tmp_path: Path) -> None:
    signed = tmp_path / "signed.exe"
    whole = program_with_table(5000) + bytes(5000)
    for length in (1, 70, 0x3F0, 0x410, len(whole) - 700, len(whole) - 1):
        signed.write_bytes(whole[:length])
        assert judge_file(shipped_catalogue().messengers, "x", find_file_origin(signed)).maker is Maker.UNKNOWN


@pytest.mark.parametrize(
    ("name", "data", "gap"),
    [
        ("signal.deb", b"!<arch>\ndebian-binary", OriginGap.NOT_A_PROGRAM),
        ("telegram.apk", b"PK\3\4", OriginGap.NOT_A_PROGRAM),
        ("empty.exe", b"", OriginGap.UNREADABLE),
        ("broken.exe", b"MZ" + bytes(200), OriginGap.UNSIGNED),
    ],
)
def test_what_holds_no_signature_is_said_so(tmp_path: Path, name: str, data: bytes, gap: OriginGap) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert find_file_origin(path) == Origin(gap=gap)
    assert find_file_origin(tmp_path / "missing.exe").gap is OriginGap.UNREADABLE


@pytest.mark.parametrize(("table", "there"), [(900_000_000, 0), (9_000_000, 9_000_000)])
def test_a_crafted_certificate_table_takes_no_memory(tmp_path: Path, table: int, there: int) -> None:
    """A sparse file of 900 MB, a few KB when packed, took 1.8 GB."""
    crafted = tmp_path / "Signal.exe"
    with crafted.open("wb") as file:
        file.write(program_with_table(table))
        file.write(bytes(there))
        file.truncate(1024 + table)
    asked = (
        "import resource, sys; from pathlib import Path\n"
        "from dialtone.system.file_origin import find_file_origin\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "gap = find_file_origin(Path(sys.argv[1])).gap\n"
        "print(gap, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", asked, crafted], capture_output=True, text=True, check=True)
    gap, kilobytes = done.stdout.split()
    assert gap == (OriginGap.UNVERIFIED if there else OriginGap.UNREADABLE)
    assert int(kilobytes) < 100_000


@pytest.mark.skipif(COMPILER is None, reason="x86_64-w64-mingw32-gcc is not installed")
def test_windows_is_asked_with_structures_as_its_headers_have_them(tmp_path: Path) -> None:
    told = {"WINTRUST_FILE_INFO": FileInfo, "CRYPT_PROVIDER_CERT": ProviderCertificate, "WINTRUST_DATA": TrustData}
    lines = [f'_Static_assert(sizeof(WINTRUST_FILE_INFO) == {sizeof(FileInfo)}, "WINTRUST_FILE_INFO");']
    for name, own in told.items():
        fields = {entry[0]: getattr(own, entry[0]).offset for entry in own._fields_}
        lines += [f'_Static_assert(offsetof({name}, {key}) == {fields[key]}, "{key}");' for key in fields]
    source = tmp_path / "layout.c"
    source.write_text("\n".join(("#include <stddef.h>", "#include <windows.h>", "#include <wintrust.h>", *lines, "")))
    done = subprocess.run([COMPILER or "", "-fsyntax-only", source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
