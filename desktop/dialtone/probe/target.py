"""Where one attempt goes: an address, a port, and how the address was learnt."""

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import AddressOrigin
from dialtone.probe.protocols.mtproto import Transport


class Target(Frozen):
    """One address and port."""

    address: str
    port: int
    origin: AddressOrigin
    host_header: str = ""
    """The value of HTTP's Host: the name, or the address if the app knows no name."""
    transport: Transport = Transport.OBFUSCATED
    """Telegram's framing; meaningless for other wires."""

    def __str__(self) -> str:
        """Write `1.2.3.4:443` or `[2001:db8::1]:443`."""
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"
