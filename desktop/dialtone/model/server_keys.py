"""Public keys with which servers prove whose they are, where no certificate does; and what such a proof can say."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class RsaKey:
    """A public RSA key."""

    modulus: int
    exponent: int


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """What the apps carry in themselves. Without a key nothing is proved, and nothing is disproved."""

    telegram: tuple[RsaKey, ...] = ()
    """Telegram's servers read what is encrypted with one of these."""
    whatsapp: tuple[bytes, ...] = ()
    """The roots of WhatsApp's Noise certificates: 32 bytes each, Curve25519."""


class Proof(StrEnum):
    """What a server showed that nobody but the messenger's own can. A false proof is a failure: `bad_answer`."""

    SHOWN = "shown"
    UNKNOWN_KEY = "unknown_key"
    """It names keys that are not known here: changed ones, or somebody else's."""
    DECLINED = "declined"
    """It answers in the protocol, and does not go on to the proof."""
