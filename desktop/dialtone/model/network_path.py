"""The way from this computer to a messenger's servers in a few stations, and between which of them it stops."""

from enum import StrEnum

from dialtone.model.frozen import Frozen


class StationKind(StrEnum):
    """What stands between a person and a messenger."""

    YOU = "you"
    ROUTER = "router"
    PROVIDER = "provider"
    VPN = "vpn"
    INTERNET = "internet"
    MESSENGER = "messenger"


class Station(Frozen):
    """One station, with its name for people."""

    kind: StationKind
    label: str


class NetworkPath(Frozen):
    """All stations, from the person to the messenger."""

    stations: tuple[Station, ...]
    status: str
    """The vocabulary's word, for shape and colour."""
    first: int
    last: int
    """The stations between which the trouble lies, by number; twice the same where it lies at one, -1 for none."""
    where: str
    """The same in a sentence: what is read to people who do not see the drawing."""
    by: str = ""
    """What was seen there, in a few words; empty where nothing is known."""
    doubtful: bool = False
    """That there is trouble is said with a doubt."""

    @property
    def open(self) -> bool:
        """Whether nothing is in trouble."""
        return self.first < 0
