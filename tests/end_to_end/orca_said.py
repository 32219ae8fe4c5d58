"""Prints what Orca says on the way from the first page through a result, with a voice that makes no sound.

Usage, with Debian's orca and speech-dispatcher:
./dev lab run --timeout 300 whatsapp-dns-nxdomain -- env PYTHONPATH=tests .venv/bin/python -m end_to_end.orca_said
"""

import re

from end_to_end.reading_stories import Listener, hearing
from end_to_end.screen import running, until

_SAID = re.compile(r"SPEECH OUTPUT: '(.*)' \{")
_SILENT = """
AudioOutputMethod "alsa"
AddModule "dummy" "sd_dummy" ""
DefaultModule dummy
"""
_LIMIT = 90


def main() -> None:
    """Go through it by Tab, and print what is said at each step."""
    with hearing() as (person, reader):
        log = person.home / "orca.log"
        log.touch()
        voice = person.home / "config" / "speech-dispatcher"
        voice.mkdir()
        (voice / "speechd.conf").write_text(_SILENT, encoding="utf-8")

        def said() -> list[str]:
            return [
                words for words in _SAID.findall(log.read_text(encoding="utf-8", errors="replace")) if words != "tab"
            ]

        def tell(title: str, before: int) -> int:
            print(f"\n{title}", *said()[before:], sep="\n  ")
            return len(said())

        with running(["orca", "--replace", f"--debug-file={log}"], person.at.environment):
            until("Orca's voice", said, limit=_LIMIT)
            with person.dialtone():
                listener = Listener(person, reader)
                until("the first page", lambda: listener.find("check box", "WhatsApp"), limit=_LIMIT)
                listener.stops()
                at = tell("The first page, by Tab", 0)
                listener.press("check box", "WhatsApp")
                listener.press("push button", "Start")
                until("an answer", lambda: reader.announced, limit=_LIMIT)
                until("its words", lambda: any(reader.announced[0] in words for words in said()), limit=_LIMIT)
                at = tell("After Start", at)
                person.at.keys("Down", "Down")
                listener.stops()
                tell("The list, and the page of WhatsApp, by Tab", at)


if __name__ == "__main__":
    main()
