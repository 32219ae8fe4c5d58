"""The network of an answer goes, and another one comes, while nobody watches. Played in a real window inside the lab.

Tells as JSON what was said, and whether a check was made for that.

Usage: python -m end_to_end.network_lost ADDRESS GATEWAY LANGUAGE light|dark [PICTURES]
"""

import json
import subprocess
import sys
from pathlib import Path

from end_to_end.journey_stories import somebody
from end_to_end.screen import NeverError, checkers, gone, until
from end_to_end.traveller import LIMIT, Traveller

_OTHER = {
    "en": ("The connection is gone.", "This was on another network."),
    "ru": ("Подключение к сети пропало.", "Это было в другой сети."),
    "fa": ("اتصال به شبکه قطع شده است.", "این نتیجه مربوط به شبکهٔ دیگری است."),
}


def ip(*lines: str) -> None:
    """Change this computer's network."""
    for line in lines:
        subprocess.run(["ip", *line.split()], check=True)


def said(to: Traveller) -> str:
    """All that is on the screen, as a screen reader is told."""
    return "\n".join(told.name for told in to.reader.tree(to.reader.programs()["Dialtone"]))


def turns(to: Traveller, station: str, sentence: str) -> None:
    """Wait until it is said, and keep a picture."""
    to.facts[f"{station}, said"] = until(sentence, lambda: sentence in said(to), limit=LIMIT)
    if len(sys.argv) > 5:
        to.still().save(str(to.files(station)))


def story(to: Traveller, pid: int, address: str, gateway: str) -> None:
    """Check at home, lose the line, take another network, and check there."""
    lost, moved = _OTHER[str(to.facts["language"])]
    until("the chips", lambda: to.all("MessengerChoices.Tile"), limit=LIMIT)
    to.press("AnswerBlock.Button")
    until("an answer", lambda: to.reader.announced, limit=LIMIT)
    until("its end", gone(lambda: checkers(pid)), limit=LIMIT)
    to.facts["answers"] = len(to.reader.announced)
    ip("link set eth0 down")
    turns(to, "lost", lost)
    ip(
        "link set eth0 up",
        "addr flush dev eth0 scope global",
        f"addr add {address}/28 dev eth0",
        f"route add default via {gateway} dev eth0",
    )
    turns(to, "elsewhere", moved)
    to.facts["no check meanwhile"] = len(to.reader.announced) == to.facts.pop("answers") and not checkers(pid)
    to.click("AnswerBlock.Button")
    until("the other answer", lambda: moved not in said(to) and lost not in said(to), limit=LIMIT)
    to.facts["checked there"] = True


def main() -> None:
    """Play it."""
    address, gateway, language, scheme, *folder = sys.argv[1:]
    files = Path(*folder)
    with somebody(language, scheme, 1, 10, found=True) as (person, reader), person.dialtone() as one:
        to = Traveller(
            person, reader, 1, lambda station: files / f"{language}-{scheme}-{station.replace(' ', '-')}.png"
        )
        to.facts["language"] = language
        until("the window", person.window, limit=LIMIT)
        try:
            story(to, one.pid, address, gateway)
        except NeverError as missed:
            to.facts["never"] = str(missed)
            if folder:
                to.grab().save(str(to.files("never")))
    print(json.dumps(to.facts))


if __name__ == "__main__":
    main()
