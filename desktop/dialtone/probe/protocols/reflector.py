"""The first message to a Telegram call relay: 40 bytes over UDP, for which no account is needed.

A relay (Telegram calls it a reflector) connects two people who send the same tag. The app greets it with a tag of
16 bytes, of which the last 4 are its own, and accepts any datagram that begins with the first 12 as the answer. Source:
TelegramMessenger/tgcalls@1b5aeed tgcalls/v2/ReflectorPort.cpp, and tools/cli/main.cpp, which calls through real relays
with tags that it makes up.
"""

_HELLO = bytes([0xFF] * 12 + [0xFE, 0xFF, 0xFF, 0xFF]) + (123).to_bytes(8, "big")
TAG = 16
_SHARED = 12


def hello(tag: bytes) -> bytes:
    """Make the greeting. `tag` is 16 random bytes."""
    return tag + _HELLO


def is_answer(datagram: bytes, tag: bytes) -> bool:
    """Return whether the app would accept a datagram as the relay's answer."""
    return len(datagram) >= TAG and datagram[:_SHARED] == tag[:_SHARED]
