"""Signing for Windows, with a certificate that is thrown away."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SIGN = Path(__file__).resolve().parents[2] / "packaging/windows/sign.sh"
COMPILER = "x86_64-w64-mingw32-gcc"
needs_tools = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in ("osslsigncode", "openssl", COMPILER)),
    reason="osslsigncode and a compiler for Windows are installed by ./dev package windows",
)


def sign(file: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **settings}
    return subprocess.run([SIGN, file], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    source = tmp_path / "program.c"
    source.write_text("int main(void) { return 0; }\n")
    subprocess.run([COMPILER, "-o", tmp_path / "program.exe", source], check=True)
    return tmp_path / "program.exe"


def test_without_a_certificate_nothing_changes(tmp_path: Path) -> None:
    file = tmp_path / "program.exe"
    file.write_bytes(b"MZ")
    done = sign(file)
    assert done.returncode == 0
    assert "not signed" in done.stderr
    assert file.read_bytes() == b"MZ"


@needs_tools
def test_with_one_it_is_signed(program: Path, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=Nobody"]
    extensions = ["-addext", "extendedKeyUsage=codeSigning", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*asked, *extensions], check=True, capture_output=True)
    done = sign(program, DIALTONE_SIGN_CERT=str(certificate), DIALTONE_SIGN_KEY=str(key))
    assert done.returncode == 0, done.stderr
    # The flags keep it from asking the network about revocation; versions that do not know them (2.5) never ask.
    known = subprocess.run(["osslsigncode", "--help"], capture_output=True, text=True, check=False).stdout
    quiet = [flag for flag in ("-ignore-cdp", "-ignore-crl") if flag in known]
    verify = ["osslsigncode", "verify", *quiet, "-CAfile", str(certificate), "-in", str(program)]
    said = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout
    assert "Nobody" in said.stdout


@needs_tools
def test_a_wrong_key_is_no_silent_success(program: Path, tmp_path: Path) -> None:
    before = program.read_bytes()
    done = sign(program, DIALTONE_SIGN_CERT=str(tmp_path / "none.pem"), DIALTONE_SIGN_KEY=str(tmp_path / "none.pem"))
    assert done.returncode != 0
    assert program.read_bytes() == before
