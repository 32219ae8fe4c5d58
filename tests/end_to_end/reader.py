"""What a screen reader is told: the tree of a program on the bus of AT-SPI, where the keyboard is, what is announced.

Protocol: at-spi2-core 2.56, the XML files of org.a11y.atspi; numbers of states: atspi-constants.h.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from dbus_fast import Message, MessageType, Variant

from end_to_end.notifier import OnBus

_REGISTRY, _ROOT = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
_ACCESSIBLE, _ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
_EVENT = "org.a11y.atspi.Event.Object"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_BUS, _BUS_PATH, _STATUS = "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status"
_STATES = {
    5: "collapsed",
    4: "checked",
    10: "expanded",
    9: "expandable",
    12: "focused",
    11: "focusable",
    23: "selected",
}
_SHOWN = 25
"""Number of the state "showing"."""

Place = tuple[str, str]
"""A name on the bus and a path there."""


@dataclass(frozen=True)
class Told:
    """What is told of one thing on the screen."""

    place: Place
    role: str
    name: str
    states: frozenset[str]


class Reader(OnBus):
    """Listens on the bus of AT-SPI, as a screen reader does, so that programs find somebody who listens."""

    def __init__(self, address: str) -> None:
        self.announced: list[str] = []
        self.focused: list[Place] = []
        super().__init__(address)
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s",
                   f"type='signal',interface='{_EVENT}'")  # fmt: skip
        for event in ("object:announcement", "object:state-changed:focused"):
            self.call(_REGISTRY, "/org/a11y/atspi/registry", _REGISTRY, "RegisterEvent", "sass", event, [], "")

    def programs(self) -> dict[str, Place]:
        """The programs that can be read; one that comes or goes just now cannot."""
        found = {}
        for one in self._children((_REGISTRY, _ROOT)):
            with suppress(RuntimeError):
                found[self.name(one)] = one
        return found

    def name(self, place: Place) -> str:
        """How it is called."""
        (name,) = self.call(*place, _PROPERTIES, "Get", "ss", _ACCESSIBLE, "Name")
        return str(name.value)

    def ident(self, place: Place) -> str:
        """The names of its class and of those around it, which are the same in every language."""
        (ident,) = self.call(*place, _PROPERTIES, "Get", "ss", _ACCESSIBLE, "AccessibleId")
        return str(ident.value)

    def shown(self, place: Place) -> list[Place]:
        """What is directly in it, and on the screen."""
        return [child for child in self._children(place) if self._is_shown(child)]

    def kind(self, place: Place, kind: str) -> Iterator[Place]:
        """What is on the screen in it whose class and those around it end so."""
        try:
            fits, children = self.ident(place).endswith(kind), self._children(place)
        except RuntimeError:
            return
        if fits:
            yield place
        for child in children:
            if self._is_shown(child):
                yield from self.kind(child, kind)

    def extents(self, place: Place) -> tuple[int, int, int, int]:
        """Where it is on the screen: x, y, width, height."""
        ((x, y, width, height),) = self.call(*place, "org.a11y.atspi.Component", "GetExtents", "u", 0)
        return x, y, width, height

    def told(self, place: Place) -> Told:
        """All that is told of it."""
        (role,) = self.call(*place, _ACCESSIBLE, "GetRoleName", "")
        return Told(
            place, str(role), self.name(place), frozenset(_STATES[n] for n in self._states(place) & _STATES.keys())
        )

    def tree(self, place: Place) -> Iterator[Told]:
        """It and what is in it, as far as it is on the screen; what goes away meanwhile is left out."""
        try:
            told, children = self.told(place), self._children(place)
        except RuntimeError:
            return
        yield told
        for child in children:
            if self._is_shown(child):
                yield from self.tree(child)

    def _is_shown(self, place: Place) -> bool:
        try:
            return _SHOWN in self._states(place)
        except RuntimeError:
            return False

    def text(self, place: Place) -> str:
        """Its text, which screen readers read of headings in place of the name; empty where it has none."""
        try:
            (text,) = self.call(*place, "org.a11y.atspi.Text", "GetText", "ii", 0, -1)
        except RuntimeError:
            return ""
        return str(text)

    def press(self, place: Place) -> None:
        """Do the first that can be done to it."""
        self.call(*place, _ACTION, "DoAction", "i", 0)

    def _states(self, place: Place) -> set[int]:
        ((low, high),) = self.call(*place, _ACCESSIBLE, "GetState", "")
        both = low | high << 32
        return {number for number in range(64) if both >> number & 1}

    def _children(self, place: Place) -> list[Place]:
        (children,) = self.call(*place, _ACCESSIBLE, "GetChildren", "")
        return [(name, path) for name, path in children]

    def _answer(self, asked: Message) -> Message | bool | None:
        if asked.message_type is MessageType.SIGNAL and asked.interface == _EVENT:
            if asked.member == "Announcement":
                self.announced.append(str(asked.body[3].value))
            elif asked.member == "StateChanged" and asked.body[:2] == ["focused", 1]:
                self.focused.append((str(asked.sender), str(asked.path)))
        return None


def listen(session: str) -> Reader:
    """Say on a session bus that a screen reader is at work, as Orca does, and begin to listen."""
    asking = OnBus(session)
    try:
        asking.call(_BUS, _BUS_PATH, _PROPERTIES, "Set", "ssv", _STATUS, "ScreenReaderEnabled", Variant("b", True))
        (address,) = asking.call(_BUS, _BUS_PATH, _BUS, "GetAddress", "")
    finally:
        asking.close()
    return Reader(str(address))
