"""What `./dev` installs before a command, with an `apt-get` that only writes down what it is asked for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NEEDED = ("cat", "cksum", "dirname", "env", "find", "ip", "rm", "sed", "sh", "sort", "tr", "uname", "uniq")
"""What `./dev` and the lab call themselves. Everything else is missing on this computer."""
APT = """#!/bin/sh
echo "$*" >>"{log}"
case " $* " in {refused}) exit 100 ;; esac
"""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="packages are Linux's")


def dev(folder: Path, *arguments: str, refused: str, **settings: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run `./dev` with only the programs in `folder`; return the result, and what `apt-get` was asked for.

    `refused`: patterns of the shell; `apt-get` fails if its arguments match one. `settings`: environment variables.
    """
    log = folder / "asked"
    log.touch()
    _fill_with_programs(folder, APT.format(log=log, refused=refused))
    environment = {"PATH": str(folder), "HOME": str(folder), **settings}
    done = subprocess.run(
        [PROJECT / "dev", *arguments], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    return done, log.read_text(encoding="utf-8")


def _fill_with_programs(folder: Path, apt: str) -> None:
    """Put into a folder what `./dev` calls: the system's programs, `apt` as `apt-get`, and an `id` that says root."""
    for name in NEEDED:
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    for name, script in (("apt-get", apt), ("id", "#!/bin/sh\necho 0\n")):
        (folder / name).write_text(script, encoding="utf-8")
        (folder / name).chmod(0o755)


def test_the_lab_asks_for_no_screen(tmp_path: Path) -> None:
    done, asked = dev(tmp_path, "lab", "list", refused="*")
    assert done.returncode == 0, done.stderr
    assert "clean" in done.stdout
    assert "could not be installed: curl microsocks" in done.stderr
    assert not [name for name in ("xvfb", "openbox", "tray") if name in asked]


def test_a_missing_package_costs_only_the_tests_that_need_it(tmp_path: Path) -> None:
    done, asked = dev(tmp_path, "test", "--version", refused="*' stalonetray '*|*' xdotool '*")
    assert done.returncode == 0, done.stderr
    assert "could not be installed: xdotool" in done.stderr
    assert "THE TESTS THAT NEED THESE" in done.stderr
    assert "install -y --no-install-recommends trayer\n" in asked
    assert "lintian" not in asked


def test_the_tests_of_packages_ask_for_their_tools(tmp_path: Path) -> None:
    done, asked = dev(tmp_path, "test", "--version", "tests/packages", refused="nothing")
    assert done.returncode == 0, done.stderr
    assert all(name in asked for name in ("lintian", "osslsigncode", "mingw", "binutils"))


SKIPS = """
import pytest
@pytest.mark.skipif(True, reason="Debian's package of nginx is not installed")
def test_a() -> None: ...
def test_b() -> None:
    pytest.skip("needs a Mac")
"""


def test_what_was_skipped_is_told_last_with_the_command_that_installs_it(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(SKIPS, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    arguments = ("test", "-q", "-p", "no:cacheprovider", "-p", "skipped_tests", str(tmp_path / "test_x.py"))
    done, _ = dev(tmp_path / "bin", *arguments, refused="*", PYTHONPATH=str(PROJECT / "tests"))
    assert done.returncode == 0, done.stderr
    told = done.stderr[done.stderr.index("dev: skipped:") :].splitlines()
    assert [line.partition("test_x.py: ")[2] for line in told[1:3]] == [
        "Debian's package of nginx is not installed",
        "needs a Mac",
    ]
    assert told[3].startswith("dev: this installs the programs that some of them need:  apt-get install -y")
    assert {"libnss3-tools", "orca", "appstream"} <= set(told[3].split())
    assert len(told) == 4


def test_a_fresh_debian_13_gets_what_a_test_or_two_needs(tmp_path: Path) -> None:
    _, asked = dev(tmp_path, "test", "--version", refused="nothing", DIALTONE_FRESH="13", CI="true")
    assert all(name in asked for name in ("orca", "flatpak-builder", "appstream", "libnss3-tools"))
