"""The first start on a screen of its own inside the lab, in one look and by one hand. Tells as JSON what came of it.

Usage: python -m end_to_end.first_start LANGUAGE WIDTHxHEIGHT POINTS mouse|keys|reader [PICTURE]
"""

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from end_to_end.journey_stories import THREE, is_ticked, somebody
from end_to_end.reader import Place, Told
from end_to_end.screen import NeverError, until
from end_to_end.traveller import LIMIT, Traveller

_MOST_STOPS = 40


def first_start(to: Traveller, hand: str) -> None:
    """Tick three messengers, press Start, and look at the answer."""
    chips = until("the chips", lambda: to.all("MessengerChoices.Tile"), limit=LIMIT)
    for chip in chips:
        if to.reader.name(chip) in THREE:
            act(to, hand, chip)
            until("the tick", partial(is_ticked, to, chip))
    (start, *_) = until("the button", lambda: to.all("AnswerBlock.Button"), limit=LIMIT)
    act(to, hand, start)
    until("an answer", lambda: to.reader.announced, limit=LIMIT)
    to.still()
    told = list(everything(to))
    to.facts["answer"] = next(one.name for one in told if one.role == "heading")
    to.facts["tiles"] = [one.name for one in told if one.role == "push button" and one.name.startswith(THREE)]
    to.facts["first action in sight"] = in_sight(to)
    to.facts["cut"] = list(cut(told, to))
    to.facts["stops"] = stops(to)


def act(to: Traveller, hand: str, place: Place) -> None:
    """Press it by the mouse, by the keyboard, or as a screen reader does."""
    if hand == "reader":
        to.reader.press(place)
    elif hand == "mouse":
        to.person.at.press(to.middle_of(place), 1)
    else:
        for _ in range(_MOST_STOPS):
            if "focused" in to.reader.told(place).states:
                to.person.at.keys("space")
                return
            to.person.at.keys("Tab")
        raise NeverError(f"the keyboard on {to.reader.name(place)}")


def in_sight(to: Traveller) -> bool:
    """Whether the first action of the answer is in the window without scrolling."""
    window = next(told.place for told in everything(to) if told.role == "frame")
    _, top, _, height = to.reader.extents(window)
    (button, *_) = to.all("AnswerBlock.Button")
    _, y, _, high = to.reader.extents(button)
    return top <= y and y + high <= top + height


def cut(told: list[Told], to: Traveller) -> Iterator[str]:
    """What is said beyond the sides of the window."""
    left, _, wide, _ = to.reader.extents(next(one.place for one in told if one.role == "frame"))
    for one in told:
        x, _, width, _ = to.reader.extents(one.place)
        if one.name and width > 0 and (x < left or x + width > left + wide):
            yield one.name


def stops(to: Traveller) -> list[str]:
    """Where Tab goes from the answer on: the last names of what has the keyboard."""
    (button, *_) = to.all("AnswerBlock.Button")
    to.reader.call(*button, "org.a11y.atspi.Component", "GrabFocus", "")
    until("the keyboard", lambda: "focused" in to.reader.told(button).states)
    found = [last_name(to, button)]
    for _ in range(_MOST_STOPS):
        seen = len(to.reader.focused)
        to.person.at.keys("Tab")
        until("the next stop", partial(has_moved, to, seen))
        name = last_name(to, to.reader.focused[-1])
        if to.reader.focused[-1] == button or len(found) > _MOST_STOPS:
            break
        if name != found[-1]:
            found.append(name)
    return found


def has_moved(to: Traveller, seen: int) -> bool:
    """Whether the keyboard went on."""
    return len(to.reader.focused) > seen


def last_name(to: Traveller, place: Place) -> str:
    """The name of its class and of what holds it."""
    return ".".join(to.reader.ident(place).split(".")[-2:])


def everything(to: Traveller) -> Iterator[Told]:
    """All that is on the screen, as a screen reader is told."""
    return to.reader.tree(to.reader.programs()["Dialtone"])


def main() -> None:
    """Play it; keep a picture of the end where one is wanted."""
    language, size, points, hand, *picture = sys.argv[1:]
    with somebody(language, "light", 1, int(points), found=False) as (person, reader), person.dialtone():
        to = Traveller(person, reader, 1, lambda _station: Path(*picture))
        to.facts["language"] = language
        window = until("the window", lambda: person.at.shown("Dialtone", least=400), limit=LIMIT)
        to.run("xdotool", "windowsize", "--sync", str(int(window.ident, 16)), *size.split("x"))
        try:
            first_start(to, hand)
        except NeverError as missed:
            to.facts["never"] = str(missed)
        if picture:
            to.grab().save(picture[0])
    print(json.dumps(to.facts))


if __name__ == "__main__":
    main()
