"""Public keys with which servers prove their identity where no certificate does, and the outcomes of such a proof."""

from enum import StrEnum

from dialtone.model.frozen import Frozen


class RsaKey(Frozen):
    """A public RSA key."""

    modulus: int
    exponent: int


class ServerKeys(Frozen):
    """The keys that the apps carry. Without a key nothing is proved, and nothing is disproved."""

    telegram: tuple[RsaKey, ...] = ()
    """Telegram's servers can decrypt what is encrypted with one of these."""
    whatsapp: tuple[bytes, ...] = ()
    """The roots of WhatsApp's Noise certificates: 32 bytes each, Curve25519."""


class Proof(StrEnum):
    """What a server showed that only the messenger's own can. A false proof is a failure: `bad_answer`."""

    SHOWN = "shown"
    UNKNOWN_KEY = "unknown_key"
    """It names keys that are not known here: changed ones, or someone else's."""
    DECLINED = "declined"
    """It answers in the protocol, and does not go on to the proof."""
