"""Signal's roots and the pins: read whole, and never a silent gap."""

import base64
import ssl
import warnings
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.utils import CryptographyDeprecationWarning

from dialtone.model.trust_anchors import Pins
from dialtone.model.vocabulary import Trust
from dialtone.store.data_folders import resources
from dialtone.store.roots import load_keys, load_national_roots, load_pins, load_public_root_lists, load_signal_roots
from dialtone.store.toml_file import ResourceError
from shipped_catalogue import shipped_catalogue
from store.strict_files import refusal

ROOTS = resources() / "roots"
SHA_256 = {
    "ddb0f92bb95c8d6fd202ea6e8cc5ccd182b544f8cd696f47d580659ddc9df65a",
    "2642f1f90b389fed2558d7324ca26d70e750b06f87c595c5de955e2560821657",
}


def test_the_shipped_roots_are_signals() -> None:
    prints = {x509.load_der_x509_certificate(root).fingerprint(SHA256()).hex() for root in load_signal_roots(ROOTS)}
    assert prints == SHA_256


MINISTRY = {
    "d26d2d0231b7c39f92cc738512ba54103519e4405d68b5bd703e9788ca8ecf31",
    "bbbde2103e790b999ec62bd03cf625a5a2e7c316e10afe6a490eedead8b3fd9b",
    "2155785036c900dbb5f1bb2a1569c80c55595bd6bf94867a29bbddbc7d88a3f2",
}
"""Russian Trusted Root CA, and Russian Trusted Sub CA of 2022 and 2024."""


def test_the_national_roots_are_the_ministrys_and_no_root_of_signals() -> None:
    shipped = [x509.load_der_x509_certificate(root) for root in load_national_roots(ROOTS)]
    assert {certificate.fingerprint(SHA256()).hex() for certificate in shipped} == MINISTRY
    (root,) = (c for c in shipped if c.issuer == c.subject)
    for certificate in shipped:
        certificate.verify_directly_issued_by(root)
    assert not set(load_national_roots(ROOTS)) & set(load_signal_roots(ROOTS))


RETIRED = {
    "4348a0e9444c78cb265e058d5e8944b4d84f9662bd26db257f8934a443c70161": "DigiCert Global Root CA",
    "ebd41040e4bb3ec742c9e381d31ef2a41a48b6685c96e7cef3c1df6cd4331c99": "GlobalSign Root CA",
    "16af57a9f676b0ab126095aa5ebadef22ab31119d644ac95cd4b93dbf3f26aeb": "Baltimore CyberTrust Root",
}
"""Gone from certifi in 2025 and 2026, and still on Debian and Windows."""
TAKEN_BACK = ("WoSign", "StartCom", "CNNIC", "TrustCor", "Camerfirma", "E-Tugra")
"""Mozilla took their roots back for what they did."""


def test_retired_roots_are_those_that_went_out_of_use_and_none_that_were_taken_back() -> None:
    listed = load_public_root_lists(ROOTS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)  # some have the serial number 0
        roots = [x509.load_der_x509_certificate(root) for root in listed.retired]
    prints = {root.fingerprint(SHA256()).hex() for root in roots}
    current = {key for key in RETIRED if key in prints}
    assert current == {key for key, name in RETIRED.items() if name != "Baltimore CyberTrust Root"}  # that one expired
    assert {bytes.fromhex(key) for key in prints} <= listed.fingerprints
    assert not [root for root in roots if any(word in root.subject.rfc4514_string() for word in TAKEN_BACK)]


def test_public_roots_hold_no_national_root_and_none_of_signals() -> None:
    others = {*load_national_roots(ROOTS), *load_signal_roots(ROOTS)}
    prints = {x509.load_der_x509_certificate(root).fingerprint(SHA256()) for root in others}
    assert not prints & load_public_root_lists(ROOTS).fingerprints


def test_a_line_without_a_fingerprint_is_said(tmp_path: Path) -> None:
    (tmp_path / "public-roots.txt").write_text("# a list\nabc m\n")
    (tmp_path / "retired-roots.pem").write_text("")
    with pytest.raises(ResourceError, match=r"^public-roots\.txt: a line does not begin with a SHA-256$"):
        load_public_root_lists(tmp_path)


def test_pem_with_several_certificates_is_the_same(tmp_path: Path) -> None:
    shipped = load_signal_roots(ROOTS)
    (tmp_path / "both.cer").write_text("".join(ssl.DER_cert_to_PEM_cert(root) for root in shipped))
    assert load_signal_roots(tmp_path) == shipped


@pytest.mark.parametrize("data", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_broken_root_is_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "broken.cer").write_bytes(data)
    with pytest.raises(ResourceError, match=r"^broken\.cer: this is not a certificate \(PEM or DER\)$"):
        load_signal_roots(tmp_path)


def test_no_root_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no root certificate"):
        load_signal_roots(tmp_path)
    with pytest.raises(ResourceError, match="cannot be read"):
        load_signal_roots(tmp_path / "nowhere")


PINS = """
["parrot/chat"]
leaf_sha256 = ["{hex}"]

["parrot/old"]
ca_sha256 = ["{base64}"]
"""
DIGEST = bytes(range(251, 256)) + bytes(27)
HEX, BASE64 = DIGEST.hex(), base64.urlsafe_b64encode(DIGEST).decode()


def test_pins_are_read_by_endpoint(tmp_path: Path) -> None:
    (tmp_path / "pins.toml").write_text(PINS.format(hex=HEX, base64=BASE64))
    assert load_pins(tmp_path) == {
        "parrot/chat": Pins(leaf_sha256=frozenset({DIGEST})),
        "parrot/old": Pins(ca_sha256=frozenset({DIGEST})),
    }


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (HEX, "abcd", "[...].leaf_sha256[0]: "),
        (HEX, "nonsense", "[...].leaf_sha256[0]: "),
        (BASE64, "AAAA", "[...].ca_sha256[0]: "),
        (BASE64, "é", "[...].ca_sha256[0]: "),
        ("leaf_sha256", "leaf_md5", "[...].leaf_md5: "),
    ],
)
def test_a_broken_pin_is_one_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    (tmp_path / "pins.toml").write_text(PINS.format(hex=HEX, base64=BASE64).replace(old, new))
    said = refusal(ResourceError, load_pins, tmp_path)
    assert said.startswith(f"pins.toml: {line}")


def test_every_pinned_endpoint_has_its_pins() -> None:
    pins = load_pins(ROOTS)
    pinned = {
        endpoint.id
        for messenger in shipped_catalogue().messengers
        for endpoint in messenger.endpoints
        if endpoint.trust is Trust.PINNED
    }
    assert pinned <= {endpoint for endpoint, kept in pins.items() if kept.leaf_sha256 or kept.ca_sha256}


def test_the_shipped_keys_are_read() -> None:
    keys = load_keys(ROOTS)
    assert [key.modulus.bit_length() for key in keys.telegram] == [2048]
    assert [len(key) for key in keys.whatsapp] == [32]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('telegram = ["nonsense"]\nwhatsapp = []', "telegram[0]: this is not a 2048-bit RSA key (PEM)"),
        ('telegram = []\nwhatsapp = ["ab"]', "whatsapp[0]: ab is not valid: expected `str` matching"),
        ('telegram = []\nwhatsapp = ["xyz"]', "whatsapp[0]: xyz is not valid: expected `str` matching"),
        ("telegram = []", "whatsapp"),
        ("telegram = []\nwhatsapp = []\nsignal = []", "signal: [] (unknown key)"),
    ],
)
def test_a_broken_key_is_one_line(tmp_path: Path, text: str, line: str) -> None:
    (tmp_path / "keys.toml").write_text(text)
    said = refusal(ResourceError, load_keys, tmp_path)
    assert said.startswith("keys.toml: ")
    assert line in said
