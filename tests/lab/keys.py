"""The lab's own keys where Dialtone knows messengers' servers by a key: Telegram's RSA, WhatsApp's root.

Fixed, so that every process of the lab has the same, and open: they prove nothing outside.
"""

import hashlib
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_P = int(
    "ec66cfedbf334b42411de7b241c79a82b7081ce6b78bf76a3d6303198dc33edb"
    "4093a3a89d7cf097c20a1c857192b18d9fcf6e17a557ad7a3e2174c229897aa7"
    "ed0b216dcbbe4a093a61dbfa9e10a69cd875bcad584005ae2cffa15b05d9b755"
    "0e7379d759f8e8603a415b54d7d6920fff9033ebb47804e3060da00ce6248051",
    16,
)
_Q = int(
    "c906d97caf571e6257a3429528834709dfd4cd37ec449ddb1313585cf339fcae"
    "8f3d9b25f4d445aa976eae01948cd725c215083b188fb898a288d2f82b848f4e"
    "53b412fb0086149c5f129c713d3be59265c4367b535e33a8ca1461293e1909e0"
    "439ae5ab214e1234ff2ec14766d17fa136b530d8978f3ff3afc4a185efd89a83",
    16,
)
_E = 65537


@cache
def telegram() -> rsa.RSAPrivateNumbers:
    """Return what the lab's Telegram servers alone know."""
    n, phi = _P * _Q, (_P - 1) * (_Q - 1)
    d = pow(_E, -1, phi)
    public = rsa.RSAPublicNumbers(_E, n)
    return rsa.RSAPrivateNumbers(_P, _Q, d, d % (_P - 1), d % (_Q - 1), pow(_Q, -1, _P), public)


@cache
def telegram_fingerprint() -> int:
    """Return the 64 bits by which the key is named."""
    n, e = _P * _Q, _E
    written = b"\xfe\x00\x01\x00" + n.to_bytes(256, "big") + b"\x03" + e.to_bytes(3, "big")
    return int.from_bytes(hashlib.sha1(written).digest()[-8:], "little")


class Signer:
    """A Curve25519 key that signs: the same number used for Ed25519 and for X25519."""

    def __init__(self, name: str) -> None:
        seed = hashlib.sha256(name.encode()).digest()
        self._edwards = Ed25519PrivateKey.from_private_bytes(seed)
        self._sign = self._edwards.public_key().public_bytes_raw()[-1] & 0x80
        self.private = X25519PrivateKey.from_private_bytes(hashlib.sha512(seed).digest()[:32])
        self.public = self.private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """64 bytes, the sign of the Edwards key in the last bit."""
        signature = self._edwards.sign(message)
        return signature[:-1] + bytes([signature[-1] | self._sign])


@cache
def whatsapp_root() -> Signer:
    """Return the key that vouches for the lab's WhatsApp servers."""
    return Signer("the lab's WhatsApp root")


def keys_file() -> str:
    """Return what stands in for `resources/roots/keys.toml`."""
    public = telegram().public_numbers.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()
    return f'telegram = ["""\n{pem}"""]\nwhatsapp = ["{whatsapp_root().public.hex()}"]\n'
