"""Signal's own root certificates. Apart from the catalogue: reading them loads a library that only a check needs."""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from dialtone.store.catalogue import CatalogueError, read_small

_PEM = b"-----BEGIN CERTIFICATE-----"


def signal_roots(folder: Path) -> tuple[bytes, ...]:
    """Signal's own roots as DER, from all `*.cer` files: each is DER, or PEM with one or more certificates."""
    try:
        files = sorted(p for p in folder.iterdir() if p.suffix == ".cer")
    except OSError as error:
        raise CatalogueError(f"{folder}: the root certificates cannot be read ({error.strerror})") from None
    roots = [root for path in files for root in _certificates(path)]
    if not roots:
        raise CatalogueError(f"{folder}: there is no root certificate (*.cer)")
    return tuple(dict.fromkeys(roots))


def _certificates(path: Path) -> list[bytes]:
    data = read_small(path)
    try:
        read = x509.load_pem_x509_certificates(data) if _PEM in data else [x509.load_der_x509_certificate(data)]
    except ValueError:
        raise CatalogueError(f"{path.name}: this is not a certificate (PEM or DER)") from None
    return [certificate.public_bytes(Encoding.DER) for certificate in read]
