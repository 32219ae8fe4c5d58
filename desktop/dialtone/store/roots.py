"""What apps trust besides the public roots: Signal's own roots, pinned certificates, and the keys of servers.

Separate from the catalogue: parsing them loads a library that only a check needs.
"""

import base64
from pathlib import Path
from typing import Annotated

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_public_key
from msgspec import Meta

from dialtone.model.frozen import Frozen
from dialtone.model.trust_anchors import Pins, PublicRootLists, RsaKey, ServerKeys
from dialtone.store.strict import StrictError
from dialtone.store.toml_file import ResourceError, name_file_in_errors, read_resource, read_toml

_KEYS = "keys.toml"
_LISTED = "public-roots.txt"
_TELEGRAM_BITS = 2048
_PEM_BEGIN = "-----BEGIN CERTIFICATE-----"
_PEM_END = "-----END CERTIFICATE-----"


def load_signal_roots(folder: Path) -> tuple[bytes, ...]:
    """Return Signal's own roots as DER, from all `*.cer` files, in DER or PEM. Raises `ResourceError`."""
    try:
        files = sorted(p for p in folder.iterdir() if p.suffix == ".cer")
    except OSError as error:
        raise ResourceError(f"{folder}: the root certificates cannot be read ({error.strerror})") from None
    roots = [root for path in files for root in _read_certificates(path)]
    if not roots:
        raise ResourceError(f"{folder}: no root certificate (*.cer)")
    return tuple(dict.fromkeys(roots))


def load_national_roots(folder: Path) -> tuple[bytes, ...]:
    """Return the root of the Russian Ministry of Digital Development and its sub-CAs as DER. Raises `ResourceError`.

    The sub-CAs are needed because servers may not send them.

    As published on www.gosuslugi.ru/crt, taken from programs on GitHub that include them (2026-11-25). Each SHA-256
    was found in at least ten public repositories that got it from gu-st.ru or nuc-cdp.digital.gov.ru independently:
    Russian Trusted Root CA (2022) d26d2d02…, Russian Trusted Sub CA (2022) bbbde210…, (2024) 21557850….
    """
    return tuple(_read_certificates(folder / "russian-trusted.pem"))


def load_public_root_lists(folder: Path) -> PublicRootLists:
    """Return the public roots outside Mozilla's list, from `packaging/public_roots.py`. Raises `ResourceError`."""
    lines = (line.split() for line in read_resource(folder / _LISTED).decode("ascii", "replace").splitlines())
    try:
        fingerprints = frozenset(bytes.fromhex(words[0]) for words in lines if words and words[0] != "#")
    except ValueError:
        raise ResourceError(f"{_LISTED}: a line does not begin with a SHA-256") from None
    return PublicRootLists(tuple(_decode_pem(folder / "retired-roots.pem")), fingerprints)


def _decode_pem(path: Path) -> list[bytes]:
    """Return the certificates of a PEM file as DER, unparsed: parsing takes time, and they are rarely needed."""
    blocks = read_resource(path).decode("ascii", "replace").split(_PEM_END)[:-1]
    return [base64.b64decode(block.partition(_PEM_BEGIN)[2]) for block in blocks]


def _read_certificates(path: Path) -> list[bytes]:
    """Return the certificates of a file as DER: all of a PEM file, or the one of a DER file. Raises `ResourceError`."""
    data = read_resource(path)
    try:
        is_pem = _PEM_BEGIN.encode() in data
        certificates = x509.load_pem_x509_certificates(data) if is_pem else [x509.load_der_x509_certificate(data)]
    except ValueError:
        raise ResourceError(f"{path.name}: this is not a certificate (PEM or DER)") from None
    return [certificate.public_bytes(Encoding.DER) for certificate in certificates]


class _PinsTable(Frozen):
    leaf_sha256: tuple[Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")], ...] = ()
    """Hexadecimal."""
    ca_sha256: tuple[Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}=\Z")], ...] = ()
    """Base64 with - and _, as in `smp://FINGERPRINT@host`."""


def load_pins(folder: Path) -> dict[str, Pins]:
    """Return the pins of servers with pinned trust, by endpoint id (`session/seed1`). Raises `ResourceError`."""
    return {
        endpoint: Pins(
            frozenset(map(bytes.fromhex, table.leaf_sha256)),
            frozenset(map(base64.urlsafe_b64decode, table.ca_sha256)),
        )
        for endpoint, table in read_toml(folder / "pins.toml", dict[str, _PinsTable]).items()
    }


class _KeysTable(Frozen):
    telegram: tuple[str, ...]
    """PEM."""
    whatsapp: tuple[Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")], ...]
    """Curve25519, hexadecimal."""


def load_keys(folder: Path) -> ServerKeys:
    """Return the keys in Telegram's and WhatsApp's apps that identify their servers. Raises `ResourceError`."""
    table = read_toml(folder / _KEYS, _KeysTable)
    with name_file_in_errors(folder / _KEYS):
        return ServerKeys(
            tuple(_parse_rsa_key(text, f"telegram[{number}]") for number, text in enumerate(table.telegram)),
            tuple(bytes.fromhex(text) for text in table.whatsapp),
        )


def _parse_rsa_key(text: str, key_in_file: str) -> RsaKey:
    """Return the numbers of Telegram's key at `key_in_file`. Raises `StrictError` for any other kind or length."""
    try:
        key = load_pem_public_key(text.strip().encode())
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPublicKey) or key.key_size != _TELEGRAM_BITS:
        raise StrictError(f"{key_in_file}: this is not a {_TELEGRAM_BITS}-bit RSA key (PEM)")
    numbers = key.public_numbers()
    return RsaKey(numbers.n, numbers.e)
