"""What apps trust in addition to the system's roots: other roots, pins, and keys; and the outcome of a proof by key."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import field

from dialtone.model.frozen import Frozen


class ListedRoots(Frozen):
    """Public roots that are not in Mozilla's current list: former ones, and those of other systems' lists."""

    certificates: tuple[bytes, ...] = ()
    """As DER; chains can be verified against them."""
    fingerprints: frozenset[bytes] = frozenset()
    """SHA-256 of all public roots: enough where the system has the root itself."""


class Pins(Frozen):
    """The certificates that one server with pinned trust may present."""

    leaf_sha256: frozenset[bytes] = frozenset()
    """SHA-256 of the server's own certificate."""
    ca_sha256: frozenset[bytes] = frozenset()
    """SHA-256 of a CA certificate that signed the server's own."""


class RsaKey(Frozen):
    """A public RSA key."""

    modulus: int
    exponent: int


class ServerKeys(Frozen):
    """The keys that the apps contain. Without a key nothing is proved or disproved."""

    telegram: tuple[RsaKey, ...] = ()
    """Telegram's servers can decrypt what is encrypted with one of these."""
    whatsapp: tuple[bytes, ...] = ()
    """The roots of WhatsApp's Noise certificates: 32 bytes each, Curve25519."""


class Proof(StrEnum):
    """The proof of identity that a server gave. A false proof is a failure: `bad_answer`."""

    SHOWN = "shown"
    UNKNOWN_KEY = "unknown_key"
    """It names keys unknown here: changed ones, or someone else's."""
    DECLINED = "declined"
    """It answers in the protocol, but does not continue to the proof."""


class TrustAnchors(Frozen):
    """The roots, pins and keys that are not the system's own."""

    signal_roots: tuple[bytes, ...] = ()
    """DER."""
    national_roots: tuple[bytes, ...] = ()
    """DER."""
    listed: ListedRoots = field(default_factory=ListedRoots)
    pins: Mapping[str, Pins] = field(default_factory=dict)
    """The pins that servers of pinned trust must match, by endpoint id."""
    keys: ServerKeys = field(default_factory=ServerKeys)
