"""Follow a page of `docs/how-to/` in a copy of the tree, as a newcomer would.

A page says three things to a reader and to this: "Write `path`:" before the text of a new file, "In `path`:" before
lines to add (`+`), to take away (`-`) and to find (a space), and commands in a block of `sh`.
"""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
_FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"(Write|In) `([^`]+)`:\s*\Z")
_COMMANDS = {
    "run": ("-m", "dialtone"),
    "test": ("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"),
    "rules": ("tests/rule_page.py",),
    "words": ("tests/words.py",),
}
"""What `./dev` runs, without its look at the environment, which belongs to another tree."""


class HowToError(Exception):
    """A page cannot be followed: the message says at what."""


def copy_tree(to: Path) -> Path:
    left_out = shutil.ignore_patterns("__pycache__", "*.qm", "images")
    for folder in ("desktop", "resources", "tests", "docs", "packaging"):
        shutil.copytree(REPOSITORY / folder, to / folder, ignore=left_out)
    for file in ("pyproject.toml", "CONTRIBUTING.md", "README.md"):
        shutil.copy2(REPOSITORY / file, to / file)
    for built in (REPOSITORY / "resources").rglob("*.qm"):
        shutil.copy2(built, to / built.relative_to(REPOSITORY))
    return to


def environment_of(tree: Path) -> dict[str, str]:
    """Return the environment in which what runs is that of a tree, with a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYTEST_"))}
    paths = os.pathsep.join(str(tree / folder) for folder in ("desktop", "tests"))
    own = {"PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | own | {"HOME": str(tree), "XDG_CONFIG_HOME": str(tree / "config")}


def follow(page: Path, tree: Path) -> list[str]:
    text, printed = page.read_text("utf-8"), []
    for block in _FENCE.finditer(text):
        indent, kind, body = block.groups()
        body = textwrap.dedent(body) if kind != "diff" else re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)
        if kind == "sh":
            printed += [_run(line, tree) for line in body.splitlines()]
            continue
        named = _NAMED.search(text[: block.start()])
        if named is None:
            if kind == "diff":
                raise HowToError(f"{page.name}: no file is named for these lines:\n{body}")
            continue
        verb, path = named.groups()
        file = tree / path
        if verb == "Write":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, "utf-8")
        else:
            file.write_text(_changed(file.read_text("utf-8"), body, f"{page.name}: {path}"), "utf-8")
    return printed


def _changed(text: str, change: str, where: str) -> str:
    lines = change.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    if text.count(before) != 1:
        raise HowToError(f"{where}: these lines are there {text.count(before)} times:\n{before}")
    return text.replace(before, after)


def _run(line: str, tree: Path) -> str:
    command, _, target = line.removeprefix("./dev ").partition(" > ")
    name, *rest = command.split()
    if not line.startswith("./dev ") or name not in _COMMANDS:
        raise HowToError(f"not a command that can be followed: {line}")
    program = [sys.executable, *_COMMANDS[name], *rest]
    done = subprocess.run(program, cwd=tree, env=environment_of(tree), capture_output=True, text=True, check=False)
    if done.returncode:
        raise HowToError(f"{line}: exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    if target:
        (tree / target).write_text(done.stdout, "utf-8")
    return done.stdout
