"""Sends one notice on a bus of its own; prints what the server was asked, and what came of it.

Usage: python notice_story.py default|open|nobody
"""

import os
import sys

from dbus_fast import Message, MessageType

HERE = os.path.dirname(__file__)
sys.path.insert(0, os.path.dirname(HERE))

from end_to_end.notifier import Notifier, session_bus  # noqa: E402 - the path is set above

INTERFACE, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
NUMBER = 7


class Server(Notifier):
    """A notification server on which somebody presses each notice with an action, and others press theirs."""

    def __init__(self, address: str, action: str) -> None:
        super().__init__(address)
        self._action = action
        self._wait(self._bus.request_name(INTERFACE))

    def press(self) -> None:
        """Press a notice of another program, then ours."""
        for number in (NUMBER + 1, NUMBER):
            body = [number, self._action]
            self._loop.call_soon_threadsafe(
                self._bus.send, Message.new_signal(PATH, INTERFACE, "ActionInvoked", "us", body)
            )

    def _answer(self, asked: Message) -> Message | bool | None:
        if asked.message_type is MessageType.METHOD_CALL and asked.member == "Notify":
            name, replaced, icon, title, body, actions, hints, limit = asked.body
            said = " ".join(f"{key}={_shown(value.value)}" for key, value in hints.items())
            print(name, replaced, icon, title, repr(body), actions, said, limit, flush=True)
            return Message.new_method_return(asked, "u", [NUMBER])
        return super()._answer(asked)


def _shown(value: object) -> object:
    """A picture in short: its form, and the colours of a corner and of its middle."""
    if not isinstance(value, list | tuple):
        return value
    *form, pixels = value
    middle = len(pixels) // 2 + form[2] // 2
    return f"{form} {len(pixels)} {pixels[:4].hex()} {pixels[middle : middle + 4].hex()}"


def main(action: str) -> None:
    """Play it."""
    with session_bus(os.environ) as address:
        os.environ.update(DBUS_SESSION_BUS_ADDRESS=address, QT_QPA_PLATFORM="offscreen")
        from PySide6.QtCore import QTimer
        from PySide6.QtGui import QGuiApplication

        from dialtone.ui.window import notices as module

        server = None if action == "nobody" else Server(address, action)
        app = QGuiApplication([])
        app.setDesktopFileName("app.dialtone.Dialtone")
        module.may_have_session_bus = lambda: True  # on a screen of no desktop too

        def say(*words: object) -> None:
            print(*words, flush=True)
            app.quit()

        notices = module.Notices(lambda: None, lambda: say("window"), app)
        notices.open_requested.connect(lambda messenger: say("open", messenger))
        if server is not None:
            again = QTimer(app, interval=100)  # what comes before the number is known is dropped
            again.timeout.connect(server.press)
            again.start()
        notices.show("telegram", ("first", "second"))
        QTimer.singleShot(60_000, app.quit)
        app.exec()
        if server is not None:
            server.close()


if __name__ == "__main__":
    main(sys.argv[1])
