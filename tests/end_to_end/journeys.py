"""Ten journeys of a person, in real windows on screens of their own in the lab, as pictures and facts in 24 looks.

Usage, as root: PYTHONPATH=tests .venv/bin/python -m end_to_end.journeys [PART OF A LOOK AND JOURNEY]

Such as fa-dark-2x-20, or en-light-1x-10-vpn. From a first start where nothing is installed to an answer, advice, the
picture, history, settings, countries, About and a line that is cut; from another, with two messengers; and with three
in eight networks more. In three languages, light and dark, at 100 and 200 %, with letters of 10 and 20 points.
Pictures, and a sheet of all looks for each station, go to artefacts/journeys; the seconds and words of each station,
and what else is counted on the way, are printed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from end_to_end.conftest import REPOSITORY
from end_to_end.journey_stories import STORIES
from spoken import EXAMPLES
from typefaces import only_own_fonts

FOLDER = REPOSITORY / "artefacts" / "journeys"
LANGUAGES, SCHEMES, SCALES, POINTS = EXAMPLES, ("light", "dark"), (1, 2), (10, 20)
_AT_ONCE = 2
_LIMIT = 580
_CELL, _GAP = 560, 8


@dataclass(frozen=True)
class Look:
    """One of the ways in which the window looks."""

    language: str
    scheme: str
    scale: int
    points: int

    @property
    def name(self) -> str:
        """As its files are called."""
        return f"{self.language}-{self.scheme}-{self.scale}x-{self.points}"


LOOKS = tuple(Look(*all_of) for all_of in product(LANGUAGES, SCHEMES, SCALES, POINTS))


def go(look: Look, story: str) -> dict[str, Any]:
    """Make a journey in one look, in a network of its own; return the facts."""
    inside = ["env", f"PYTHONPATH={REPOSITORY / 'tests'}", sys.executable, "-m", "end_to_end.journey_stories"]
    words = [*inside, story, look.language, look.scheme, str(look.scale), str(look.points), str(FOLDER)]
    lab = [sys.executable, "-m", "lab", "run", "--quiet", "--timeout", str(_LIMIT), STORIES[story][0], "--", *words]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "tests")}
    done = subprocess.run(lab, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"never": done.stderr[-600:]}
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def sheet(station: str, looks: list[Look]) -> None:
    """All looks of one station: a column for each language and scheme, a row for each scale and size of letters."""
    columns = list(product(LANGUAGES, SCHEMES))
    rows = list(product(SCALES, POINTS))
    painted = {}
    for look in looks:
        image = QImage(str(FOLDER / f"{look.name}-{station}.png"))
        if not image.isNull():
            painted[look] = image.scaledToWidth(_CELL, Qt.TransformationMode.SmoothTransformation)
    if not painted:
        return
    high = max(image.height() for image in painted.values())
    whole = QImage(len(columns) * (_CELL + _GAP) + _GAP, len(rows) * (high + _GAP) + _GAP, QImage.Format.Format_RGB32)
    whole.fill(QColor("#8a8f99"))
    painter = QPainter(whole)
    for look, image in painted.items():
        left = _GAP + columns.index((look.language, look.scheme)) * (_CELL + _GAP)
        top = _GAP + rows.index((look.scale, look.points)) * (high + _GAP)
        painter.drawImage(QRect(left, top, image.width(), image.height()), image)
    painter.end()
    whole.save(str(FOLDER / f"sheet-{station}.png"))


def together(told: list[dict[str, Any]]) -> Iterator[str]:
    """The facts of all looks, as rows of a table."""
    for name in ("cut sideways", "wrong", "never"):
        yield f"| {name} | {sum(len(facts.get(name, ())) > 0 for facts in told)} of {len(told)} |"
    for name in ("an empty window", "start to window", "Start to answer", "floor", "history opens", "picture"):
        values = [facts[name] for facts in told if name in facts]
        if values:
            yield f"| {name} | {min(values):.2f} to {max(values):.2f} s, median {median(values):.2f} s |"
    least = min((facts["least height"] for facts in told if "least height" in facts), default=None)
    yield f"| least height | {least} |"


def by_station(told: list[dict[str, Any]]) -> Iterator[str]:
    """The median seconds and the words in each language at each station, as rows of a table."""
    counted: dict[str, list[tuple[str, float, int | None]]] = {}
    for facts in told:
        for station, (seconds, words) in facts.get("stations", {}).items():
            counted.setdefault(station, []).append((facts["language"], seconds, words))
    yield f"| station | seconds | {' | '.join(f'words {language}' for language in LANGUAGES)} |"
    for station, values in sorted(counted.items()):
        seconds = median(seconds for _, seconds, _ in values)
        most = [max((words or 0 for spoken, _, words in values if spoken == one), default=0) for one in LANGUAGES]
        yield f"| {station} | {seconds:.1f} | {' | '.join(map(str, most))} |"


def stations() -> Iterator[str]:
    """Where pictures were taken, in the order of the journey."""
    yield from sorted({file.stem.split("-", 4)[4] for file in FOLDER.glob("*-*x-*-*.png")})


def main() -> int:
    """Make the journeys, print the facts, and paint the sheets."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    both = [(look, story) for look, story in product(LOOKS, STORIES) if wanted in f"{look.name}-{story}"]
    told = []
    with TemporaryDirectory() as folder, only_own_fonts(Path(folder)), ThreadPoolExecutor(_AT_ONCE) as several:
        for (look, story), facts in zip(both, several.map(lambda one: go(*one), both), strict=True):
            sys.stdout.write(f"{look.name} {story} {json.dumps(facts, ensure_ascii=False)}\n")
            sys.stdout.flush()
            told.append(facts)
    for line in (*together(told), *by_station(told)):
        sys.stdout.write(f"{line}\n")
    for station in stations():
        sheet(station, list(LOOKS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
