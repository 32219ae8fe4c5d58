"""Small Windows programs, and keys to sign them with that nobody else has."""

import shutil
import struct
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SIGNER = shutil.which("osslsigncode")


def program() -> bytes:
    """Return a program of one empty section: a DOS header, the headers of PE32+, 16 directories, 512 bytes."""
    dos = b"MZ" + bytes(58) + struct.pack("<I", 64)
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", 0x8664, 1, 0, 0, 0, 240, 0x22)
    optional = struct.pack("<HBBIIIIIQIIHHHHHHIIIIHHQQQQII", 0x20B, 14, 0, 512, 0, 0, 0x1000, 0x1000,
                           0x140000000, 0x1000, 0x200, 6, 0, 0, 0, 6, 0, 0, 0x2000, 0x200, 0, 3, 0,
                           0x100000, 0x1000, 0x100000, 0x1000, 0, 16) + bytes(128)  # fmt: skip
    section = struct.pack("<8sIIIIIIHHI", b".text", 512, 0x1000, 512, 0x200, 0, 0, 0, 0, 0x60000020)
    return (dos + coff + optional + section).ljust(0x200, b"\0") + b"\xc3" * 512


def program_with_table(size: int) -> bytes:
    """Return the same program, which says that a certificate table of `size` bytes follows it."""
    data = bytearray(program())
    struct.pack_into("<II", data, 64 + 24 + 112 + 8 * 4, len(data), size)
    return bytes(data)


def many_certificates(size: int) -> bytes:
    """Return a certificate table of up to `size` bytes: one signature, with as many tiny certificates as fit."""
    key, name, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now)
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    content = _tlv(0x30, bytes.fromhex("06092a864886f70d010701"))
    many = _tlv(0xA0, certificate * (size // len(certificate)))
    signed = _tlv(0x30, b"\x02\x01\x01" + _tlv(0x31, b"") + content + many + _tlv(0x31, b""))
    whole = _tlv(0x30, bytes.fromhex("06092a864886f70d010702") + _tlv(0xA0, signed))
    return struct.pack("<IHH", 8 + len(whole), 0x200, 2) + whole


def _tlv(tag: int, value: bytes) -> bytes:
    return bytes([tag, 0x84]) + len(value).to_bytes(4, "big") + value


class Authority:
    """One that vouches for signers, made for one test."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Made for a test")])
        self.certificate = self._make(self.name, self.key, x509.BasicConstraints(ca=True, path_length=None), None)

    def _make(
        self, name: x509.Name, key: rsa.RSAPrivateKey, limits: x509.BasicConstraints, use: x509.ExtendedKeyUsage | None
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .add_extension(limits, critical=True)
        )
        if use is not None:
            builder = builder.add_extension(use, critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def sign(self, plain: Path, signed: Path, company: str) -> Path:
        """Sign a program in the name of a company."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        parts = [(NameOID.COMMON_NAME, company), (NameOID.ORGANIZATION_NAME, company), (NameOID.COUNTRY_NAME, "AE")]
        name = x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING])
        certificate = self._make(name, key, x509.BasicConstraints(ca=False, path_length=None), use)
        pem = serialization.Encoding.PEM
        chain = signed.with_suffix(".certs")
        chain.write_bytes(certificate.public_bytes(pem) + self.certificate.public_bytes(pem))
        secret = signed.with_suffix(".key")
        form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        secret.write_bytes(key.private_bytes(pem, form, none))
        keys: list[str | Path] = ["-certs", chain, "-key", secret, "-h", "sha256"]
        command = [SIGNER or "", "sign", *keys, "-in", plain, "-out", signed]
        subprocess.run(command, check=True, capture_output=True)
        return signed
