"""A tray as KDE and GNOME's extension have it: on the session bus, without a panel. Tells what an icon says of itself.

Protocols: freedesktop.org StatusNotifierItem (names of KDE), com.canonical.dbusmenu.
"""

import asyncio
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

WATCHER = "org.kde.StatusNotifierWatcher"
_ITEM = "org.kde.StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_KNOWN = {
    "IsStatusNotifierHostRegistered": Variant("b", True),
    "ProtocolVersion": Variant("i", 0),
    "RegisteredStatusNotifierItems": Variant("as", []),
}
_LIMIT = 60.0


class OnBus:
    """Somebody on one bus, with a name where it has one. Each call waits for its answer; the bus has its own thread."""

    def __init__(self, address: str, name: str = "") -> None:
        self._name = name
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._bus: MessageBus = self._wait(self._connect(address))

    def close(self) -> None:
        """Let go of the bus."""
        self._bus.disconnect()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_LIMIT)

    async def _connect(self, address: str) -> MessageBus:
        bus = await MessageBus(bus_address=address).connect()
        bus.add_message_handler(self._answer)
        if self._name:
            await bus.request_name(self._name)
        return bus

    def _answer(self, asked: Message) -> Message | bool | None:
        """Answer what others ask, or hear what they say."""
        return None

    def call(self, name: str, path: str, interface: str, member: str, signature: str, *body: object) -> list[Any]:
        """Ask somebody on the bus, and return the answer."""
        asked = Message(
            destination=name, path=path, interface=interface, member=member, signature=signature, body=list(body)
        )
        answer = self._wait(self._bus.call(asked))
        if answer.message_type is not MessageType.METHOD_RETURN:
            raise RuntimeError(f"{member}: {answer.error_name} {answer.body}")
        return list(answer.body)

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_LIMIT)


class Notifier(OnBus):
    """The watcher of icons."""

    def __init__(self, address: str) -> None:
        self.items: list[str] = []
        super().__init__(address, WATCHER)

    def says(self, item: str, name: str) -> Any:
        """Read a property of an icon."""
        (value,) = self.call(item, "/StatusNotifierItem", _PROPERTIES, "Get", "ss", _ITEM, name)
        return value.value

    def activate(self, item: str) -> None:
        """A press with the first button."""
        self.call(item, "/StatusNotifierItem", _ITEM, "Activate", "ii", 0, 0)

    def menu(self, item: str) -> list[tuple[int, Mapping[str, Variant]]]:
        """The entries of its menu: their numbers and properties."""
        path = self.says(item, "Menu")
        _, root = self.call(item, path, _MENU, "GetLayout", "iias", 0, -1, [])
        return [(entry.value[0], entry.value[1]) for entry in root[2]]

    def labels(self, item: str) -> list[str]:
        """What is written in the menu; a line between for a separator. Underscores mark keys."""
        return [str(said["label"].value).replace("_", "") if "label" in said else "-" for _, said in self.menu(item)]

    def entry(self, item: str, label: str) -> tuple[int, Mapping[str, Variant]]:
        """The entry with this label."""
        return next(
            (number, said)
            for number, said in self.menu(item)
            if "label" in said and str(said["label"].value).replace("_", "") == label
        )

    def choose(self, item: str, label: str) -> None:
        """Choose an entry of the menu."""
        number, _ = self.entry(item, label)
        self.call(item, self.says(item, "Menu"), _MENU, "Event", "isvu", number, "clicked", Variant("s", ""), 0)

    def _answer(self, asked: Message) -> Message | bool | None:
        if asked.message_type is not MessageType.METHOD_CALL:
            return None
        if asked.interface == WATCHER:
            if asked.member == "RegisterStatusNotifierItem":
                self.items.append(asked.body[0])
            return Message.new_method_return(asked)
        if asked.interface == _PROPERTIES and asked.member == "Get" and asked.body[1] in _KNOWN:
            return Message.new_method_return(asked, "v", [_KNOWN[asked.body[1]]])
        if asked.interface == _PROPERTIES and asked.member == "GetAll":
            return Message.new_method_return(asked, "a{sv}", [_KNOWN])
        return None


@contextmanager
def session_bus(environment: Mapping[str, str]) -> Iterator[str]:
    """A bus of its own; gives its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, env=dict(environment), stdout=subprocess.PIPE, text=True) as bus:
        assert bus.stdout is not None
        try:
            yield bus.stdout.readline().strip()
        finally:
            bus.terminate()
