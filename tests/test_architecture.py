"""The house rules that a machine can hold: who may import whom, and what a file may not contain.

Each rule is a function from one source file to complaints; the second half of the tests shows that every rule bites.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "desktop" / "dialtone"

FLOORS: Mapping[str, float] = {
    "model": 0,
    "probe": 1,
    "probe/protocols": 1.1,
    "probe/dns": 1.2,
    "probe/proxy": 1.3,
    "judge/kinds": 1.0,
    "judge/attempts": 1.01,
    "judge/signs": 1.02,
    "judge/diagnosis": 1.03,
    "judge/function_verdicts": 1.04,
    "judge/maker": 1.0,
    "judge/readings": 1.05,
    "judge/network": 1.1,
    "judge/proxy_outcome": 1.1,
    "judge/help_answer": 1.1,
    "judge/endpoint": 1.2,
    "judge/follow_up": 1.3,
    "judge/pending_probes": 1.3,
    "judge/findings": 1.22,
    "judge/rules": 1.3,
    "judge/messenger_verdicts": 1.4,
    "judge/rejudge": 1.5,
    "explain": 1,
    "store": 1,
    "system": 1,
    "engine": 2,
    "ui/state": 3.0,
    "ui/painting": 3.0,
    "ui/widgets": 3.1,
    "ui/messengers": 3.2,
    "ui/pages": 3.3,
    "ui/window": 3.4,
    "ui": 3.5,
    "app": 4,
    "commands": 5,
    "cli": 6,
    "__main__": 7,
}
"""A unit (a folder or a file) imports itself and units of lower floors. The figure after the point orders what lies in
one folder of the top; of another folder it reaches only lower whole floors."""

MIXED = frozenset({"probe"})
"""Folders whose own files stand below and above their subfolders; that no circle comes of it is held by itself."""

HOMES: Mapping[str, frozenset[str]] = {
    "PySide6": frozenset({"ui"}),
    "shiboken6": frozenset({"ui"}),
    "ssl": frozenset({"probe"}),
    "httpx": frozenset({"probe", "system"}),
    "dns": frozenset({"probe"}),
    "winreg": frozenset({"system"}),
    "psutil": frozenset({"system"}),
}
"""Modules that only some units may know."""

SURFACES = ("ui/", "explain/text_report.py", "explain/card_rows.py", "explain/notice.py")
"""What shows an answer."""
OF_A_VERDICT = frozenset({"Cause", "Confidence", "FunctionStatus", "MessengerStatus"})
"""What a surface may not ask for: an answer has decided it."""

PURE = frozenset({"model", "judge", "explain"})
OUTSIDE_WORLD = frozenset(
    {"anyio", "asyncio", "concurrent", "glob", "io", "multiprocessing", "os", "pathlib"}
    | {"random", "shutil", "socket", "subprocess", "tempfile", "threading", "time"}
)
"""What the pure floors may not know."""

LATE_IMPORTS = "# Late imports: "
"""Begins the comment with the reason of all imports inside the functions of a file."""

ASKS_WHICH_SYSTEM: Mapping[str, str] = {
    "probe/protocols/tls.py": "Windows and macOS keep certificates in a store with a door of its own",
    "probe/tcp_info.py": "each system tells about a connection in a way of its own",
}
"""Files outside system/ that look at the platform, each with its reason."""

ODD_WORDS = re.compile(r"\b(somebody|whoever|so many)\b", re.IGNORECASE)

VAGUE_NAMES = frozenset({"util", "utils", "common", "manager", "managers", "helper", "helpers", "misc"})
VAGUE_CLASS = re.compile(r"(Manager|Helper|Util|Utils)$")


@dataclass(frozen=True)
class Source:
    """One file of the package."""

    path: str
    """Below the package, with forward slashes."""
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def unit(self) -> str:
        return unit_of(self.path.removesuffix(".py"))

    @property
    def top(self) -> str:
        return self.path.split("/")[0].removesuffix(".py")


def unit_of(path: str) -> str:
    """The longest beginning of a path that has a floor; where none has, its first part."""
    words = path.split("/")
    beginnings = ("/".join(words[:count]) for count in range(len(words), 0, -1))
    return next((beginning for beginning in beginnings if beginning in FLOORS), words[0])


@dataclass(frozen=True)
class Import:
    """One imported module, and whether the import waits inside a function."""

    module: str
    line: int
    late: bool


Rule = Callable[[Source], Iterator[str]]


@cache
def sources() -> tuple[Source, ...]:
    files = sorted(PACKAGE.rglob("*.py"))
    return tuple(Source(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in files)


@cache
def imports(source: Source) -> tuple[Import, ...]:
    found: list[Import] = []
    waiting: list[tuple[ast.AST, bool]] = [(source.tree, False)]
    while waiting:
        node, late = waiting.pop()
        if isinstance(node, ast.Import):
            found += (Import(name.name, node.lineno, late) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == "dialtone":
            found += (Import(f"dialtone.{name.name}", node.lineno, late) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.append(Import(node.module, node.lineno, late))
        inside = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        waiting.extend((child, inside) for child in ast.iter_child_nodes(node))
    return tuple(found)


# --- The rules -------------------------------------------------------------------------------------------


def has_a_floor(source: Source) -> Iterator[str]:
    """Nothing stands outside the house, and no room in it is without a floor."""
    path, room = source.path.removesuffix(".py"), source.path.rpartition("/")[0]
    if path not in FLOORS and room not in FLOORS and not source.path.endswith("__init__.py"):
        yield f"{source.path}: {room or path} has no floor; the folders are {', '.join(FLOORS)}"


def imports_point_down(source: Source) -> Iterator[str]:
    """The one rule."""
    own = FLOORS.get(source.unit, 0)
    for found in imports(source):
        parts = found.module.split(".")
        if parts[0] != "dialtone" or len(parts) == 1:
            continue
        other = unit_of("/".join(parts[1:]))
        if other not in FLOORS or other == source.unit or is_mixed(source.unit, other):
            continue
        beside = parts[1] != source.top and int(FLOORS[other]) == int(own)
        if source.path == "__init__.py" or FLOORS[other] >= own or beside:
            yield f"{source.path}:{found.line}: {source.unit} must not import {other}"


def is_mixed(one: str, other: str) -> bool:
    """Whether one is the folder of the other, and such that may stand below and above it."""
    return {one, other} & MIXED != frozenset() and (one.startswith(other + "/") or other.startswith(one + "/"))


def imports_are_absolute(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{source.path}:{node.lineno}: imports are absolute here"


def modules_stay_home(source: Source) -> Iterator[str]:
    """Qt is for the screen, the network for probes, the registry for the system."""
    for found in imports(source):
        homes = HOMES.get(found.module.split(".")[0])
        if homes is not None and source.top not in homes:
            yield f"{source.path}:{found.line}: {found.module} is for {', '.join(sorted(homes))}/ only"


def thinking_is_pure(source: Source) -> Iterator[str]:
    """Nouns, meaning and words read no clock, no disk and no network: they can be tested and run again."""
    if source.top not in PURE:
        return
    for found in imports(source):
        if found.module.split(".")[0] in OUTSIDE_WORLD:
            yield f"{source.path}:{found.line}: {source.top} is pure and must not import {found.module}"


def nouns_are_made_in_c(source: Source) -> Iterator[str]:
    """A data class of the standard library costs each start 0.4 ms, and there are 200 (decision 50)."""
    for found in imports(source):
        if found.module == "dataclasses" and source.path != "model/frozen.py":
            yield f"{source.path}:{found.line}: a noun is a `Frozen`, and `replace` comes from model/frozen.py"


def imports_stand_on_top(source: Source) -> Iterator[str]:
    """Circles of imports hide in functions: one there has a comment with the reason, or its file has `LATE_IMPORTS`."""
    lines = source.text.splitlines()
    if any(line.startswith(LATE_IMPORTS) for line in lines):
        return
    for found in imports(source):
        if found.late and not has_reason(lines[: found.line]):
            yield f"{source.path}:{found.line}: import {found.module} on top, or say in a comment why not"


def has_reason(lines: list[str]) -> bool:
    """Return whether the last of these lines, an import, or those that it follows directly bear a comment."""
    for line in reversed(lines):
        code, sign, comment = line.strip().partition("#")
        if sign and not re.fullmatch(r" noqa: [A-Z0-9]+", comment):
            return True
        if not code.startswith(("import ", "from ")) and code:
            return False
    return False


def only_system_asks_which_system(source: Source) -> Iterator[str]:
    if source.top == "system" or source.path in ASKS_WHICH_SYSTEM:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked = f"{node.value.id}.{node.attr}"
            if asked in {"sys.platform", "os.name", "platform.system", "os.uname"}:
                yield f"{source.path}:{node.lineno}: only system/ asks which operating system this is ({asked})"


def names_say_something(source: Source) -> Iterator[str]:
    for part in source.path.removesuffix(".py").split("/"):
        for word in part.split("_"):
            if word in VAGUE_NAMES:
                yield f"{source.path}: '{word}' says nothing about what is in it"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name):
            yield f"{source.path}:{node.lineno}: the name {node.name} says nothing about what it does"


def modules_hold_no_state(source: Source) -> Iterator[str]:
    """What changes is passed in. Constants are written in capitals."""
    for node in source.tree.body:
        for name in assigned_names(node):
            if is_mutable(node) and not is_constant(name):
                yield f"{source.path}:{node.lineno}: {name} is state of a module; pass it in"
    for inner in ast.walk(source.tree):
        if isinstance(inner, ast.Global):
            yield f"{source.path}:{inner.lineno}: global {', '.join(inner.names)} is state of a module; pass it in"


def assigned_names(node: ast.stmt) -> list[str]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def is_constant(name: str) -> bool:
    return name.upper() == name or name.startswith("__")


def is_mutable(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in {"list", "dict", "set", "defaultdict", "deque", "Counter", "bytearray"}
    return isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def docstrings_are_plain(source: Source) -> Iterator[str]:
    """A docstring begins with "Return", not "Give", and names the network, the server or the person."""
    for line, text in docstrings(source):
        if text.startswith("Give "):
            yield f"{source.path}:{line}: a docstring begins with 'Return', not with 'Give'"
        for word in ODD_WORDS.findall(text):
            yield f"{source.path}:{line}: '{word.lower()}' in a docstring; say who, or which number"


def docstrings(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


def surfaces_read_the_answer(source: Source) -> Iterator[str]:
    """What a verdict means is decided once, in the answer; a surface decides how much of it is shown (decision 65)."""
    if not source.path.startswith(SURFACES):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "dialtone.model.vocabulary":
            for name in node.names:
                if name.name in OF_A_VERDICT:
                    yield f"{source.path}:{node.lineno}: a surface reads the `Answer`, not {name.name}"


RULES: tuple[Rule, ...] = (
    nouns_are_made_in_c,
    surfaces_read_the_answer,
    has_a_floor,
    imports_point_down,
    imports_are_absolute,
    modules_stay_home,
    thinking_is_pure,
    imports_stand_on_top,
    only_system_asks_which_system,
    names_say_something,
    modules_hold_no_state,
    docstrings_are_plain,
)


# --- The house holds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_holds(rule: Rule) -> None:
    complaints = [complaint for source in sources() for complaint in rule(source)]
    assert not complaints, "\n" + "\n".join(complaints)


def test_the_exceptions_are_still_needed() -> None:
    """The list of exceptions holds nothing that is gone."""
    assert set(ASKS_WHICH_SYSTEM) <= {source.path for source in sources()}


def test_no_circles_inside_a_floor() -> None:
    """Files of one folder may know each other, one way."""
    below = {"dialtone." + source.path.removesuffix(".py").replace("/", "."): source for source in sources()}
    knows = {name: {found.module for found in imports(source)} & below.keys() for name, source in below.items()}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, "a circle of imports: " + " → ".join((*way, name))
        if name not in done:
            for other in sorted(knows[name]):
                visit(other, (*way, name))
            done.add(name)

    for name in knows:
        visit(name, ())


def test_everything_below_the_screen_works_without_qt() -> None:
    """The command line is the proof: measuring, judging and explaining need no PySide6."""
    modules = [
        "dialtone." + source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for source in sources()
        if source.top not in {"ui", "app", "__init__", "__main__"} and source.path != "commands/save_card.py"
    ]
    program = "\n".join(
        (
            "import importlib, sys",
            "for name in ('PySide6', 'shiboken6'): sys.modules[name] = None",
            f"for name in {modules!r}: importlib.import_module(name)",
        )
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_a_check_loads_no_httpx() -> None:
    """Probes speak HTTP over streams that they judged; httpx is for downloads and snapd (decision 50)."""
    names = (source.path.removesuffix(".py").removesuffix("/__init__") for source in sources())
    modules = ["dialtone." + name.replace("/", ".") for name in names if name not in {"__init__", "__main__"}]
    for name in ("probe.download", "engine.content_update", "commands.own_copy"):
        modules.remove(f"dialtone.{name}")
    program = (
        f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\nprint('httpx' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.stdout == "False\n", ran.stderr


# --- Every rule bites --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "rule", "complaint"),
    [
        ("probe/x.py", "import dialtone.ui.window.main_window", imports_point_down, "probe must not import ui"),
        ("probe/dns/x.py", "import dialtone.probe.proxy.y", imports_point_down, "dns must not import probe/proxy"),
        ("judge/attempts.py", "import dialtone.judge.rules", imports_point_down, "must not import judge/rules"),
        ("judge/network/x.py", "import dialtone.judge.endpoint.y", imports_point_down, "not import judge/endpoint"),
        ("judge/x.py", "", has_a_floor, "judge has no floor"),
        ("ui/other/x.py", "", has_a_floor, "ui/other has no floor"),
        ("judge/x.py", "from dialtone.store.data_folders import y", imports_point_down, "judge must not import store"),
        ("engine/x.py", "from dialtone import ui", imports_point_down, "engine must not import ui"),
        ("__init__.py", "from dialtone.model import check", imports_point_down, "must not import model"),
        ("probe/x.py", "from . import y", imports_are_absolute, "absolute"),
        ("engine/x.py", "from PySide6.QtCore import QObject", modules_stay_home, "ui/ only"),
        ("engine/x.py", "import httpx", modules_stay_home, "probe, system/ only"),
        ("ui/x.py", "from dialtone.model.vocabulary import Cause", surfaces_read_the_answer, "`Answer`, not Cause"),
        ("model/x.py", "from dataclasses import dataclass", nouns_are_made_in_c, "a noun is a `Frozen`"),
        ("judge/x.py", "import time", thinking_is_pure, "judge is pure"),
        ("probe/x.py", "def f():\n    import json\n", imports_stand_on_top, "import json on top"),
        (
            "probe/x.py",
            "def f():\n    import a  # late: large\n    g()\n    import b",
            imports_stand_on_top,
            "import b",
        ),
        ("ui/x.py", "import sys\nif sys.platform == 'win32': pass", only_system_asks_which_system, "sys.platform"),
        ("ui/string_utils.py", "", names_say_something, "'utils'"),
        ("ui/x.py", "class WindowManager: pass", names_say_something, "WindowManager"),
        ("ui/x.py", "cache: dict[str, str] = {}", modules_hold_no_state, "cache is state"),
        ("ui/x.py", "def f():\n    global y\n", modules_hold_no_state, "global y"),
        ("judge/x.py", 'def f():\n    """Give a verdict."""\n', docstrings_are_plain, "not with 'Give'"),
        ("store/x.py", '"""Data that somebody wrote."""', docstrings_are_plain, "'somebody'"),
        ("probe/x.py", 'A = 1\n"""So many tries."""', docstrings_are_plain, "'so many'"),
    ],
)
def test_a_breach_is_named(path: str, text: str, rule: Rule, complaint: str) -> None:
    """One line says which file breaks which rule."""
    found = list(rule(Source(path, text)))
    assert len(found) == 1
    assert found[0].startswith(path)
    assert complaint in found[0]


def test_a_sound_file_passes() -> None:
    """Its own folder, the floors below, constants and `dialtone` itself are fine."""
    text = (
        "from dialtone import __version__\nfrom dialtone.engine.events import Event\nfrom dialtone.model import check\n"
        "import json\nLIMITS = {'a': 1}\n__all__ = ['x']\n"
        "def f():\n    import csv  # late: large\n\n    import zlib\n"
    )
    assert [complaint for rule in RULES for complaint in rule(Source("engine/x.py", text))] == []
