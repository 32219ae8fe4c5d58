"""The first check as Orca says it, by keyboard alone, with a voice that makes no sound. Prints as JSON what was said.

Usage, with Debian's orca and speech-dispatcher:
./dev lab run --timeout 300 whatsapp-dns-nxdomain -- env PYTHONPATH=tests .venv/bin/python -m end_to_end.orca_said
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from end_to_end.reader import Reader
from end_to_end.reading_stories import hearing
from end_to_end.screen import NeverError, running, until
from end_to_end.tray_stories import Person

_SAID = re.compile(r"SPEECH OUTPUT: '(.*)' \{")
_SILENT = """
AudioOutputMethod "alsa"
AddModule "dummy" "sd_dummy" ""
DefaultModule dummy
"""
_AT_ONCE = """
from orca import debug
debug.debugFile.reconfigure(line_buffering=True)
"""
"""Orca's own file of changes by its user: what it says is to be read when it says it, not some kilobytes later."""
_LIMIT = 90
_MOST = 60


class Voice:
    """What Orca says, and the keyboard: the next key is pressed when the words about the last one were said.

    Orca leaves out where the keyboard was only in passing, so what is said would depend on the computer otherwise.
    """

    def __init__(self, person: Person, reader: Reader, log: Path) -> None:
        self._person, self._reader, self._log = person, reader, log
        self._told = 0

    def said(self) -> list[str]:
        """All that was said till now, but for the keys themselves."""
        lines = _SAID.findall(self._log.read_text(encoding="utf-8", errors="replace"))
        return [words for words in lines if words not in ("tab", "space", "down")]

    def since(self) -> list[str]:
        """What was said since this was asked last."""
        before, self._told = self._told, len(self.said())
        return self.said()[before : self._told]

    def hear(self, words: str, after: int) -> None:
        """Wait for words."""
        until(f"{words!r} from Orca", lambda: any(words in one for one in self.said()[after:]), limit=_LIMIT)

    def press(self, key: str, words: str) -> None:
        """Press a key, and wait for words."""
        before = len(self.said())
        self._person.at.keys(key)
        self.hear(words, before)

    def go_to(self, name: str) -> None:
        """Press Tab until the keyboard is at what has this name, and hear each stop on the way."""
        for _ in range(_MOST):
            said, stops = len(self.said()), len(self._reader.focused)
            self._person.at.keys("Tab")
            until("another stop", lambda since=stops: len(self._reader.focused) > since, limit=_LIMIT)  # type: ignore[misc]
            at = self._reader.name(self._reader.focused[-1])
            self.hear(at.split()[0], said)
            if at.startswith(name):
                return
        raise NeverError(name)


@contextmanager
def orca(person: Person, reader: Reader) -> Iterator[Voice]:
    """Orca, from when it speaks."""
    log = person.home / "orca.log"
    log.touch()
    voice = person.home / "config" / "speech-dispatcher"
    voice.mkdir()
    (voice / "speechd.conf").write_text(_SILENT, encoding="utf-8")
    changes = person.home / "data" / "orca"
    changes.mkdir(parents=True)
    (changes / "orca-customizations.py").write_text(_AT_ONCE, encoding="utf-8")
    with running(["orca", "--replace", f"--debug-file={log}"], person.at.environment):
        speaking = Voice(person, reader, log)
        until("Orca's voice", speaking.said, limit=_LIMIT)
        yield speaking


def journey(person: Person, reader: Reader, voice: Voice) -> None:
    """From the first page to what is known of one messenger."""
    told = person.told
    voice.hear("Check now", 0)
    voice.go_to("WhatsApp")
    voice.press("space", "checked")
    voice.go_to("Check now")
    told["first page"] = voice.since()
    person.at.keys("space")
    until("an answer", lambda: reader.announced, limit=_LIMIT)
    voice.hear(reader.announced[0], 0)
    told["after Start"] = voice.since()
    voice.go_to("WhatsApp")
    voice.press("Down", "Telegram")
    voice.press("Up", "WhatsApp")
    told["the tiles"] = voice.since()
    voice.press("space", "WhatsApp is blocked here.")
    voice.go_to("How we know")
    voice.press("space", "Opened")
    told["the page of WhatsApp"] = voice.since()


def main() -> None:
    """Play it."""
    with hearing() as (person, reader), orca(person, reader) as voice, person.dialtone():
        try:
            journey(person, reader, voice)
        except NeverError as missed:
            person.told["never"] = str(missed)
            person.told["said"] = voice.said()
    print(json.dumps(person.told, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
