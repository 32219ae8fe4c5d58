"""Where one attempt goes: an address, a port, and how the address was learnt."""

from enum import StrEnum

from dialtone.model.frozen import Frozen
from dialtone.probe.protocols.mtproto import Transport


class Origin(StrEnum):
    """How an address was learnt. Stored in the facts of the connect step as `from`."""

    SYSTEM = "system"
    TRUSTED = "trusted"
    PLAIN = "plain"
    """From a resolver asked without encryption: worthless until the server there proves its identity."""
    BUILT_IN = "built_in"


class Target(Frozen):
    """One address and port."""

    address: str
    port: int
    origin: Origin
    host_header: str = ""
    """The value of HTTP's Host: the name, or the address if the app knows no name."""
    transport: Transport = Transport.OBFUSCATED
    """Telegram's framing; meaningless for other wires."""

    def __str__(self) -> str:
        """Write `1.2.3.4:443` or `[2001:db8::1]:443`."""
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"
