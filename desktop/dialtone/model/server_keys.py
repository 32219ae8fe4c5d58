"""Public keys with which servers prove their identity without a certificate, and the outcomes of such a proof."""

from enum import StrEnum

from dialtone.model.frozen import Frozen


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
