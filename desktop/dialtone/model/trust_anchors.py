"""What apps trust in addition to the system's roots, and how a server proves its identity with a key."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import field

from dialtone.model.frozen import Frozen


class PublicRootLists(Frozen):
    """The roots on public lists, in addition to Mozilla's current list (certifi)."""

    retired: tuple[bytes, ...] = ()
    """The certificates, as DER, that Mozilla's list once had. Chains can be verified against them."""
    fingerprints: frozenset[bytes] = frozenset()
    """SHA-256 of the roots on every list. The certificates themselves are looked for among the system's roots."""


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
    """What came of asking a server to prove its identity with a key. A false proof is a failure, `bad_answer`."""

    VALID = "shown"
    UNKNOWN_KEY = "unknown_key"
    """The server named keys that are unknown here: the messenger's new ones, or someone else's."""
    DECLINED = "declined"
    """The server answered in the protocol, but did not continue to the proof."""


class TrustAnchors(Frozen):
    """The roots, pins and keys that are not the system's own."""

    signal_roots: tuple[bytes, ...] = ()
    """The roots of Signal's own servers, as DER."""
    national_roots: tuple[bytes, ...] = ()
    """The roots of the Russian ministry, and its sub-CAs, as DER."""
    public_root_lists: PublicRootLists = field(default_factory=PublicRootLists)
    pins: Mapping[str, Pins] = field(default_factory=dict)
    """The pins that servers of pinned trust must match, by endpoint id."""
    keys: ServerKeys = field(default_factory=ServerKeys)
