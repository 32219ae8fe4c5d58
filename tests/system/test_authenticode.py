"""Who signed a Windows program, by programs that a test makes and signs with keys of its own."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from dialtone.judge.maker import judge_file
from dialtone.model.maker import Maker, Origin, OriginGap, OriginKind
from dialtone.system.authenticode import ONE_FIGURE, any_openssl, authenticode_origin, loaded_openssl
from dialtone.system.file_origin import file_origin
from system.recorded import catalogue
from system.windows_programs_made import SIGNER, Authority, program

needs_signer = pytest.mark.skipif(SIGNER is None, reason="osslsigncode is not installed")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "tsetup.exe"
    path.write_bytes(program())
    return path


def test_a_program_without_a_signature_is_no_alarm(plain: Path) -> None:
    assert file_origin(plain) == Origin(gap=OriginGap.UNSIGNED)
    made = judge_file(catalogue().messengers, plain.name, file_origin(plain))
    assert (made.maker, made.messenger) == (Maker.UNKNOWN, "")


@needs_signer
def test_a_signature_that_a_known_root_stands_for_names_its_company(plain: Path, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding
    from signify.x509 import Certificate, CertificateStore

    authority = Authority()
    signed = authority.sign(plain, tmp_path / "signed.exe", "Telegram FZ-LLC")
    root = Certificate.from_der(authority.certificate.public_bytes(Encoding.DER))
    origin = authenticode_origin(signed, CertificateStore([root], trusted=True))
    assert origin == Origin(OriginKind.AUTHENTICODE, "Telegram FZ-LLC")
    made = judge_file(catalogue().messengers, "anything.exe", origin)
    assert (made.maker, made.messenger) == (Maker.MESSENGER, "telegram")


@needs_signer
def test_a_program_signed_again_with_a_made_up_key_is_not_the_company_s(plain: Path, tmp_path: Path) -> None:
    signed = Authority().sign(plain, tmp_path / "signed.exe", "Telegram FZ-LLC")
    origin = file_origin(signed)
    assert origin == Origin(OriginKind.AUTHENTICODE, "Telegram FZ-LLC", OriginGap.UNKNOWN_ROOT)
    assert judge_file(catalogue().messengers, signed.name, origin).maker is Maker.UNKNOWN


@needs_signer
def test_a_program_that_was_changed_after_it_was_signed_is_said_so(plain: Path, tmp_path: Path) -> None:
    signed = Authority().sign(plain, tmp_path / "signed.exe", "Telegram FZ-LLC")
    data = bytearray(signed.read_bytes())
    data[0x210] ^= 1
    signed.write_bytes(bytes(data))
    origin = file_origin(signed)
    assert origin.gap is OriginGap.CHANGED
    assert judge_file(catalogue().messengers, signed.name, origin).maker is Maker.UNKNOWN


@needs_signer
def test_a_signature_cut_short_breaks_nothing(plain: Path, tmp_path: Path) -> None:
    signed = Authority().sign(plain, tmp_path / "signed.exe", "Telegram FZ-LLC")
    whole = signed.read_bytes()
    for length in (1, 70, 0x3F0, 0x410, len(whole) - 700, len(whole) - 1):
        signed.write_bytes(whole[:length])
        assert judge_file(catalogue().messengers, "x", file_origin(signed)).maker is Maker.UNKNOWN


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
    assert file_origin(path) == Origin(gap=gap)
    assert file_origin(tmp_path / "missing.exe").gap is OriginGap.UNREADABLE


def test_an_openssl_with_two_figures_in_its_version_is_no_hindrance() -> None:
    """With Debian 12's 3.0.20, the frozen program ended with a traceback where a Windows program was shown to it."""
    asked, said = re.search, "OpenSSL 3.0.20 7 Apr 2026"
    assert not re.search(ONE_FIGURE, said)
    with any_openssl():
        found = re.search(ONE_FIGURE, said)
        assert re.search("o", "no")
        assert not re.search(ONE_FIGURE, "LibreSSL")
    assert found is not None
    assert found[1] == "3.0.20"
    assert re.search is asked


@pytest.mark.skipif(loaded_openssl() is None, reason="this Python has OpenSSL built in")
def test_a_computer_without_an_openssl_of_its_own_is_no_hindrance(tmp_path: Path) -> None:
    """In a bare Debian 12 the .deb ended with a traceback where a Windows program was shown to it."""
    program = tmp_path / "broken.exe"
    program.write_bytes(b"MZ" + bytes(200))
    asked = (
        "import ctypes.util, sys; from pathlib import Path\n"
        "ctypes.util.find_library = lambda name: None\n"
        "from dialtone.system.authenticode import authenticode_origin\n"
        "print(authenticode_origin(Path(sys.argv[1])).gap)"
    )
    done = subprocess.run([sys.executable, "-c", asked, program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(OriginGap.UNSIGNED), done.stderr


@pytest.mark.parametrize("way", ["_libcrypto_ctypes", "_libcrypto_cffi"])
def test_oscrypto_still_looks_for_a_version_so(way: str) -> None:
    """Where it does not, the help is no longer needed, or no longer helps."""
    spec = find_spec("oscrypto")
    assert spec is not None
    assert spec.submodule_search_locations
    source = Path(spec.submodule_search_locations[0], "_openssl", f"{way}.py").read_text(encoding="utf-8")
    assert repr(ONE_FIGURE) in source
