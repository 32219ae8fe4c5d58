"""Files of strangers, and lines between our own processes: refused in one line, or shown without a surprise.

What is changed is drawn from a fixed seed, so that a failure comes again. Long runs: docs/threats.md.
"""

import copy
import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialtone.engine.events import NOT_AN_EVENT, from_line
from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_observations
from dialtone.explain.text_report import render_check
from dialtone.model.trouble import TroubleError
from dialtone.model.vocabulary import Cause, Failure, MessengerStatus, Step
from dialtone.store.check_file import decode_check
from dialtone.store.data_folders import SETTINGS_FILE
from dialtone.store.guidance_file import load_guidance
from dialtone.store.ooni import format_measurements
from dialtone.store.release_file import parse_release
from dialtone.store.settings import Settings, load_settings
from dialtone.store.strict import StrictError
from dialtone.store.wording_file import load_wording
from dialtone.system.system_proxy import read_gnome
from judge.saved import CHECKS

RESOURCES = Path(__file__).parents[2] / "resources"
_MUTANTS = 70
_ODD: list[Any] = [
    "", "@", ":", "[]:0", "[::1]:443", "999.1.1.1:1", "x" * 300, "%s", "{messenger}", "\u202ex", "\x1b[2J", "\0",
    "2026-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", 0, -1, 0.5, 65_536, 2**53, 1e308, 10**400, True, None, [], {},
    [""], ["::1", "x"], *Cause, *Failure, *MessengerStatus, *Step,
]  # fmt: skip


@pytest.fixture(scope="module")
def english() -> Explainer:
    return Explainer(load_wording(RESOURCES, "en"), load_guidance(RESOURCES, "en"), date(2026, 11, 24), "RU", "linux")


def _mutants(document: Any, count: int, seed: int) -> Iterator[bytes]:
    """Yield a document with one to eight of its values replaced, left out or doubled."""
    draw = random.Random(seed)
    for _ in range(count):
        changed = copy.deepcopy(document)
        for _ in range(draw.choice((1, 1, 1, 2, 8))):
            _change(changed, draw)
        yield json.dumps(changed).encode()


def _change(value: Any, draw: random.Random) -> None:
    """Change one leaf, or something on the way there."""
    while isinstance(value, dict | list) and value:
        key: Any = draw.choice(list(value)) if isinstance(value, dict) else draw.randrange(len(value))
        below = value[key]
        if not isinstance(below, dict | list) or not below or draw.random() < 0.1:
            if isinstance(value, list) and draw.random() < 0.3:
                value += [below, *value[:2]]
            elif draw.random() < 0.15:
                del value[key]
            else:
                value[key] = draw.choice(_ODD)
            return
        value = below


@pytest.mark.parametrize("seed", range(3))
def test_changed_checks_are_refused_or_shown(seed: int, english: Explainer) -> None:
    saved = json.loads((CHECKS / "russia-2026.json").read_text(encoding="utf-8"))
    accepted, refusals = 0, list[str]()
    for data in _mutants(saved, _MUTANTS, seed):
        try:
            check = decode_check(data)
        except TroubleError as error:
            refusals.append(str(error))
            continue
        accepted += 1
        shown = render_check(check, english, colour=False, width=80)
        shown += "\n".join(say_observations(english.sentences, check.observations)) + format_measurements(check, "RU")
        assert not [letter for letter in shown if letter < " " and letter != "\n"]
    assert 0 < accepted < _MUTANTS
    assert not [line for line in refusals if len(line.splitlines()) != 1]


@pytest.mark.parametrize("seed", range(3))
def test_changed_lines_are_no_events_or_events(seed: int) -> None:
    draw = random.Random(seed)
    line = b'{"type":"MessengerJudged","verdict":{"messenger":"signal"}}'
    for _ in range(2_000):
        changed = bytearray(line)
        for _ in range(draw.randrange(1, 6)):
            changed[draw.randrange(len(changed))] = draw.randrange(256)
        with suppress(*NOT_AN_EVENT):
            assert from_line(bytes(changed))


def test_settings_of_the_wrong_kind_are_set_aside(tmp_path: Path) -> None:
    for name in Settings.__struct_fields__:
        for number, odd in enumerate(_ODD[:29]):
            folder = tmp_path / f"{name}-{number}"
            folder.mkdir()
            text = json.dumps({name: odd})
            (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
            assert isinstance(load_settings(folder), Settings)
            kept = [file.read_text(encoding="utf-8") for file in folder.iterdir()]
            assert text in kept, "kept, or renamed: never lost"


_RELEASE = b'{"format":"dialtone-release/1","version":"1.0","day":"2026-12-01","changes":{"en":["a"]},"files":[]}'
_GNOME = b"org.gnome.system.proxy ignore-hosts ['a', 'b']\norg.gnome.system.proxy mode 'manual'\n"


def _release(data: bytes) -> None:
    with suppress(StrictError):
        parse_release(data)


def _gnome(data: bytes) -> None:
    read_gnome(data.decode("utf-8", "replace"))


@pytest.mark.parametrize(("read", "true"), [(_release, _RELEASE), (_gnome, _GNOME)], ids=["release", "gnome"])
def test_changed_bytes_are_refused_or_read(read: Callable[[bytes], None], true: bytes) -> None:
    draw = random.Random(1)
    for _ in range(4_000):
        changed = bytearray(true)
        for _ in range(draw.randrange(1, 9)):
            changed[draw.randrange(len(changed))] = draw.choice((0, 1, 0x22, 0x5B, 0x7F, 0xFF, draw.randrange(256)))
        read(bytes(changed[: draw.randrange(len(changed) + 1)] if draw.random() < 0.3 else changed))
