"""Certificate authorities made for a test run."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

HOST = "chat.test"
_DAY = timedelta(days=1)


class Authority:
    """A root that signs server certificates."""

    def __init__(self, name: str, folder: Path) -> None:
        self._folder = folder
        self._secret = b""
        self.made: dict[str, x509.Certificate] = {}
        """The last certificate made for each name."""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        builder = _builder(self._name, self._name, self._key.public_key(), -1, 365)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        self.root = (
            builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        self.root_der = self.root.public_bytes(Encoding.DER)
        self.root_file = folder / f"{name}.pem"
        self.root_file.write_bytes(self.root.public_bytes(Encoding.PEM))

    def serve(
        self,
        name: str = HOST,
        *,
        first_day: int = -1,
        last_day: int = 30,
        alpn: tuple[str, ...] = (),
        padding: int = 0,
        after: tuple[x509.Certificate | bytes, ...] = (),
    ) -> ssl.SSLContext:
        """Make the context of a server called `name`, valid between two days counted from today.

        It sends the certificates `after` along with its own; bytes are sent as they are.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        builder = _builder(subject, self._name, key.public_key(), first_day, last_day)
        builder = builder.add_extension(x509.SubjectAlternativeName([general_name(name)]), critical=False)
        if padding:
            oid = x509.ObjectIdentifier("1.2.3.4")
            builder = builder.add_extension(x509.UnrecognizedExtension(oid, bytes(padding)), critical=False)
        certificate = builder.sign(self._key, hashes.SHA256())
        file = self._folder / f"{certificate.serial_number:x}.pem"
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self._secret = secret
        ders = (one if isinstance(one, bytes) else one.public_bytes(Encoding.DER) for one in (certificate, *after))
        file.write_bytes("".join(map(ssl.DER_cert_to_PEM_cert, ders)).encode() + secret)
        self.made[name] = certificate
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        if alpn:
            context.set_alpn_protocols(list(alpn))
        return context

    def serve_der(self, der: bytes) -> ssl.SSLContext:
        """Make the context of a server that sends these bytes, with the key of the last certificate made."""
        file = self._folder / "odd.pem"
        file.write_bytes(ssl.DER_cert_to_PEM_cert(der).encode() + self._secret)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def vouch(self, other: "Authority", *, may_sign: bool = True) -> x509.Certificate:
        """Make a certificate for another authority's name and key; it may sign others, or is a server's alone."""
        builder = _builder(other._name, self._name, other._key.public_key(), -1, 365)
        builder = builder.add_extension(x509.BasicConstraints(ca=may_sign, path_length=None), critical=True)
        return builder.sign(self._key, hashes.SHA256())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, first_day: int, last_day: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return begin_certificate(subject, issuer, key, now + first_day * _DAY, now + last_day * _DAY)


def begin_certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, first: datetime, last: datetime
) -> x509.CertificateBuilder:
    """Return what every certificate has, with a serial number of its own."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
    )


def general_name(name: str) -> x509.GeneralName:
    """Return a name or an address as certificates hold it."""
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
