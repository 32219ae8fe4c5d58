"""Shared by tests of files that are read strictly: the ground of a catalogue, a wrong value, what is said of it."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import pytest

from dialtone.store.toml_file import ResourceError

Given = ParamSpec("Given")

GROUND = """
version = "2026-11-24"
neutral_name = "example.com"
controls = []
sign_in_checks = []
anchors = []
udp = []
resolvers = []
"""


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def refusal(of: type[Exception], load: Callable[Given, object], *given: Given.args, **more: Given.kwargs) -> str:
    """The one line in which it is refused, and nothing but that line; without the folder that was given first."""
    with pytest.raises(of) as caught:
        load(*given, **more)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{given[0]}/")


def check_refusal(
    file: str, said: str, load: Callable[Given, object], *given: Given.args, **more: Given.kwargs
) -> None:
    """Check that loading is refused with the name of the file and what is wrong in it."""
    message = refusal(ResourceError, load, *given, **more)
    assert file in message
    assert said in message
