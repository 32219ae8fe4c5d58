"""Signal's roots: PEM or DER, and never a silent gap."""

import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from dialtone.store.catalogue import CatalogueError
from dialtone.store.places import resources
from dialtone.store.roots import signal_roots

ROOTS = resources() / "roots"
SHA_256 = {
    "ddb0f92bb95c8d6fd202ea6e8cc5ccd182b544f8cd696f47d580659ddc9df65a",
    "2642f1f90b389fed2558d7324ca26d70e750b06f87c595c5de955e2560821657",
}


def test_the_shipped_roots_are_signals() -> None:
    prints = {x509.load_der_x509_certificate(root).fingerprint(SHA256()).hex() for root in signal_roots(ROOTS)}
    assert prints == SHA_256


def test_pem_with_several_certificates_is_the_same(tmp_path: Path) -> None:
    shipped = signal_roots(ROOTS)
    (tmp_path / "both.cer").write_text("".join(ssl.DER_cert_to_PEM_cert(root) for root in shipped))
    assert signal_roots(tmp_path) == shipped


@pytest.mark.parametrize("data", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_broken_root_is_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "broken.cer").write_bytes(data)
    with pytest.raises(CatalogueError, match=r"^broken\.cer: this is not a certificate \(PEM or DER\)$"):
        signal_roots(tmp_path)


def test_no_root_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="there is no root certificate"):
        signal_roots(tmp_path)
    with pytest.raises(CatalogueError, match="cannot be read"):
        signal_roots(tmp_path / "nowhere")
