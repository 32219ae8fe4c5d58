"""The `.deb`, made of this environment: built, looked at, installed into an empty root, run, tried in the lab, removed.

It takes a minute or two, so it runs where CI is set, or when this folder is asked for: `./dev test tests/packages`.
The `.deb` for people is frozen in a Debian 12 and installed in whole Debians by `./dev package deb`; this one tells on
every change whether that would work. Needs root and no network.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from lab.runner import BUNDLES, list_covers

PROJECT = Path(__file__).resolve().parents[2]
LINUX = PROJECT / "packaging/linux"
DEB_MB = 35
"""The budget (docs/packaging.md). Packed as a release is: in a hurry it keeps it or not by which Python is here."""
BARE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}


def _missing() -> str:
    """Why no .deb can be made here; empty where one can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "needs Linux and root"
    tools = [tool for tool in ("dpkg", "dpkg-deb", "objdump", "strip", "unshare") if not shutil.which(tool)]
    if tools:
        return f"not installed: {', '.join(tools)}"
    ask = "from PyInstaller.depend.bindepend import get_python_library_path as find; find()"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    if said.returncode:
        return f"PyInstaller does not find the shared library of this Python: {said.stderr.strip()[-300:]}"
    return ""


@pytest.fixture(scope="module", autouse=True)
def _wanted(request: pytest.FixtureRequest) -> None:
    asked_for = any("packages" in Path(argument.partition("::")[0]).parts for argument in request.config.args)
    if not os.environ.get("CI") and not asked_for:
        pytest.skip("takes a minute or two: ./dev test tests/packages")
    if reason := _missing():
        pytest.skip(reason)


def _run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None, code: int = 0) -> str:
    """Run to the end; what it said on standard output."""
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == code, (
        f"{command} ended with {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    )
    return done.stdout


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that runs without Python."""
    work = tmp_path_factory.mktemp("bundle")
    quiet = {**os.environ, "PYTHONHASHSEED": "0", "PYINSTALLER_CONFIG_DIR": str(work / "cache")}
    asked = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(work), "--workpath", str(work / "work")]
    _run([sys.executable, "-m", "PyInstaller", *asked, "build.spec"], quiet)
    if shutil.which("icupkg"):  # as the real one; without the tool the package is larger, and works too
        _run([LINUX / "icu.sh", work / "dialtone"])
    yield work / "dialtone"
    shutil.rmtree(work)


@pytest.fixture(scope="module")
def package(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file."""
    built = tmp_path_factory.mktemp("deb")
    _run([sys.executable, PROJECT / "packaging/icons.py", built / "icons"])
    _run([sys.executable, LINUX / "tree.py", bundle, built / "tree", built / "icons"])
    # The whole list is made where the real one is.
    (built / "depends").write_text("libc6 (>= 2.35)\n")
    _run([LINUX / "deb.sh", built, built])
    shutil.rmtree(built / "tree")
    (made,) = built.glob("*.deb")
    return made


def _empty(root: Path) -> Path:
    """A root in which dpkg knows of nothing."""
    for folder in ("info", "updates", "triggers"):
        (root / "var/lib/dpkg" / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    return root


def _dpkg(root: Path, *arguments: str | Path) -> None:
    _run(["dpkg", f"--root={root}", "--log=/dev/null", "--force-depends", *arguments], BARE)


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.relative_to(root).parts[0] != "var"]


@pytest.fixture(scope="module")
def root(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty root with nothing but Dialtone installed in it. What it links to is the computer's own."""
    root = _empty(tmp_path_factory.mktemp("root"))
    _dpkg(root, "-i", package)
    yield root
    shutil.rmtree(root)


def test_the_bundle_is_small(bundle: Path) -> None:
    _run([sys.executable, PROJECT / "packaging/weight.py", bundle])


def test_the_package_says_what_it_is(package: Path) -> None:
    said = _run(["dpkg-deb", "-I", package])
    assert "Package: dialtone\n" in said
    assert "Depends: libc6 (>= 2.35), " in said
    assert package.stat().st_size < DEB_MB * 1e6
    inside = _run(["dpkg-deb", "-c", package])
    for file in (
        "bin/dialtone", "lib/dialtone/dialtone", "lib/dialtone/_internal/dialtone/_resources/LICENCES.txt",
        "share/applications/app.dialtone.Dialtone.desktop",
        "share/bash-completion/completions/dialtone", "share/doc/dialtone/copyright", "share/man/man1/dialtone.1.gz",
        "share/icons/hicolor/scalable/apps/app.dialtone.Dialtone.svg", "share/mime/packages/app.dialtone.Dialtone.xml",
        "share/metainfo/app.dialtone.Dialtone.metainfo.xml",
    ):  # fmt: skip
        assert f"./usr/{file}" in inside
    assert not [line for line in inside.splitlines() if " root/root " not in line]


@pytest.mark.skipif(not shutil.which("lintian"), reason="lintian is not installed")
def test_lintian_finds_no_error(package: Path) -> None:
    # A Python that somebody built in a home has its path in it; Debian's has not.
    _run(["lintian", "--fail-on", "error", "--suppress-tags", "custom-library-search-path", package])


def test_installed_it_works(root: Path) -> None:
    program = root / "usr/bin/dialtone"
    assert "encryption: OpenSSL" in _run([program, "--self-test"], {**BARE, "QT_QPA_PLATFORM": "offscreen"})
    said = _run([sys.executable, PROJECT / "packaging/smoke.py", root / "usr/lib/dialtone"])
    assert "the window opens and stays" in said
    assert "a check without a network says offline" in said
    assert "a copy of it starts" in said


@pytest.mark.skipif(not Path("/dev/net/tun").exists(), reason="the lab needs /dev/net/tun")
@pytest.mark.lab
def test_installed_it_checks(root: Path, tmp_path: Path) -> None:
    """In the lab, with the lab's roots over those that the package brought along."""
    inside = root / "usr/lib/dialtone/_internal"
    covers = []
    for path, kind in (("certifi/cacert.pem", "public"), *_covered_roots()):
        assert (inside / path).is_file(), path
        covers += ["--cover", f"{inside / path}={kind}"]
    home = {**os.environ, "PYTHONPATH": str(PROJECT / "tests"), "HOME": str(tmp_path)}
    program = [str(root / "usr/bin/dialtone"), "check", "--json", "signal", "telegram"]
    lab = [sys.executable, "-m", "lab", "run", "--quiet", "--timeout", "90", *covers]
    done = json.loads(_run([*lab, "telegram-mtproto-dpi", "--", *program], home, code=1))
    said = {m["id"]: {f["function"]: f["status"] for f in m["functions"]}["messages"] for m in done["messengers"]}
    assert said == {"signal": "works", "telegram": "blocked"}


def _covered_roots() -> list[tuple[str, str]]:
    """What the lab covers of our resources, where it lies in a package."""
    kinds = {file: kind for kind, file in BUNDLES.items()}
    ours = PROJECT / "resources"
    return [
        (f"dialtone/_resources/{Path(path).relative_to(ours)}", kinds[bundle])
        for path, bundle in list_covers()
        if Path(path).is_relative_to(ours)
    ]


def test_removed_it_leaves_nothing(package: Path, tmp_path: Path) -> None:
    root = _empty(tmp_path)
    _dpkg(root, "-i", package)
    assert _files(root)
    _dpkg(root, "-i", package)  # over itself
    _dpkg(root, "-P", "dialtone")
    assert not _files(root)
