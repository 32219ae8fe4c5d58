"""The first start, by mouse, on a screen of its own inside the lab. Tells as JSON which page it led to.

Usage: python -m end_to_end.first_start [PICTURE]
"""

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from end_to_end.journey_stories import somebody
from end_to_end.reader import Place, Told
from end_to_end.screen import NeverError, until
from end_to_end.traveller import LIMIT, Traveller

_TICKED = ("WhatsApp", "Telegram", "Signal")


def first_start(to: Traveller) -> None:
    """Tick three messengers, press Start, and look at the answer."""
    chips = until("the chips", lambda: to.all("TickTile"), limit=LIMIT)
    for chip in chips:
        if to.reader.name(chip) in _TICKED:
            to.person.at.press(to.middle_of(chip), 1)
            until("the tick", partial(is_ticked, to, chip))
    to.click("AnswerBlock.Button")
    until("an answer", lambda: to.reader.announced, limit=LIMIT)
    to.still()
    told = list(everything(to))
    to.facts["answer"] = next(one.name for one in told if one.role == "heading")
    to.facts["tiles"] = [one.name for one in told if one.role == "push button" and one.name.startswith(_TICKED)]
    to.facts["lines"] = next(one.name for one in told if one.role == "graphic")


def is_ticked(to: Traveller, chip: Place) -> bool:
    """Whether a chip is ticked."""
    return "checked" in to.reader.told(chip).states


def everything(to: Traveller) -> Iterator[Told]:
    """All that is on the screen, as a screen reader is told."""
    return to.reader.tree(to.reader.programs()["Dialtone"])


def main() -> None:
    """Play it; keep a picture of the end where one is wanted."""
    with somebody("en", "light", 1, 10, found=False) as (person, reader), person.dialtone():
        to = Traveller(person, reader, 1, lambda _station: Path(sys.argv[1]))
        until("the window", person.window, limit=LIMIT)
        try:
            first_start(to)
        except NeverError as missed:
            to.facts["never"] = str(missed)
        if len(sys.argv) > 1:
            to.grab().save(sys.argv[1])
    print(json.dumps(to.facts))


if __name__ == "__main__":
    main()
