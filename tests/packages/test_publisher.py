"""Who publishes a copy: nobody in the sources; in a package whoever says so before building it."""

import gzip
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trove_classifiers

from dialtone.store.publisher import FILE, OwnPublisher, load_publisher

PROJECT = Path(__file__).resolve().parents[2]
SOMEBODY = OwnPublisher("Somebody's Packages", "https://example.org/dialtone/", "somebody@example.org")
NOBODY = OwnPublisher("The Dialtone authors", "", "")
needs_dpkg = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is not installed")


def _write(folder: Path, **values: str) -> Path:
    lines = [f'{key} = "{value}"\n' for key, value in values.items()]
    (folder / FILE).write_text("".join(lines), encoding="utf-8")
    return folder


def _values(publisher: OwnPublisher) -> dict[str, str]:
    return {key: getattr(publisher, key) for key in ("name", "home_page", "contact")}


def test_where_nobody_is_named_mail_goes_nowhere(tmp_path: Path) -> None:
    assert load_publisher(PROJECT / "resources").name
    found = load_publisher(_write(tmp_path, **_values(NOBODY)))
    assert found.maintainer == "The Dialtone authors <nobody@dialtone.invalid>"


@pytest.mark.parametrize(
    "script", ["publisher.py application", "publisher.py maintainer", "windows/version.py --print"]
)
def test_packaging_reads_it_where_no_library_is_installed(script: str) -> None:
    """The shells of packaging/ ask the computer's own Python, which has nothing but its standard library."""
    file, argument = script.split()
    bare = [sys.executable, "-I", "-S", str(PROJECT / "packaging" / file), argument]
    assert subprocess.run(bare, capture_output=True, text=True, check=True).stdout.strip()


def test_somebody_is_read_as_written(tmp_path: Path) -> None:
    assert load_publisher(_write(tmp_path, **_values(SOMEBODY))) == SOMEBODY
    assert SOMEBODY.maintainer == "Somebody's Packages <somebody@example.org>"


@pytest.fixture
def read_publisher() -> Callable[[Path], OwnPublisher]:
    """Return the reading of packaging, which refuses what a package could take for something else."""
    read: Callable[[Path], OwnPublisher] = runpy.run_path(str(PROJECT / "packaging/publisher.py"))["read_publisher"]
    return read


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("home_page", "http://example.org"),
        ("home_page", "https://example.org/ -x"),
        ("home_page", "https://example.org/$(id)"),
        ("home_page", "https://example.org/\\nDepends: x"),
        ("home_page", "https://" + "a" * 300),
        ("contact", "somebody"),
        ("contact", "some body@example.org"),
        ("contact", "somebody@example.org>"),
        ("name", ""),
        ("name", "A <b>"),
        ("more", "x"),
    ],
)
def test_what_could_mean_something_else_in_a_package_is_refused(
    read_publisher: Callable[[Path], OwnPublisher], tmp_path: Path, key: str, value: str
) -> None:
    with pytest.raises(ValueError, match=FILE) as caught:
        read_publisher(_write(tmp_path, **{**_values(SOMEBODY), key: value}))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_none_is_one_line(read_publisher: Callable[[Path], OwnPublisher], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=FILE):
        read_publisher(tmp_path)


def test_packages_get_the_publisher_as_written(read_publisher: Callable[[Path], OwnPublisher], tmp_path: Path) -> None:
    assert read_publisher(_write(tmp_path, **_values(SOMEBODY))) == SOMEBODY
    assert read_publisher(PROJECT / "resources") == load_publisher(PROJECT / "resources")


def _texts() -> Iterator[tuple[str, str]]:
    """Every text file of the project, with its path in it."""
    folders = ("desktop", "docs", "packaging", "resources", "tests", ".github", ".ci")
    files = [file for folder in folders for file in (PROJECT / folder).rglob("*") if file.is_file()]
    for file in [*files, *(file for file in PROJECT.iterdir() if file.is_file())]:
        if "__pycache__" not in file.parts:
            try:
                yield str(file.relative_to(PROJECT)), file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_a_domain_that_is_not_ours_is_named_nowhere() -> None:
    """The application's id begins like it, turned round; a folder of the program has the same name."""
    domain = re.escape(".".join(("dialtone", "app")))
    files = "|".join(file.stem for file in (PROJECT / "desktop/dialtone/app").glob("*.py"))
    module = re.compile(rf"\b{domain}(\.({files})\b| import\b)")
    named = [
        f"{path}:{number}: {line}"
        for path, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(rf"(?<![.\w]){domain}\b", module.sub("", line))
    ]
    assert not named


@pytest.fixture
def build(tmp_path: Path) -> Callable[[OwnPublisher | None], Path]:
    """Return a copy of the project's packaging, published by somebody or by nobody."""

    def copy(publisher: OwnPublisher | None) -> Path:
        project = tmp_path / "project"
        shutil.copytree(PROJECT / "packaging", project / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("__init__.py", "store/__init__.py", "store/publisher.py"):
            (project / "desktop/dialtone" / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / "desktop/dialtone" / file, project / "desktop/dialtone" / file)
        (project / "resources/icons").mkdir(parents=True)
        shutil.copy(PROJECT / "resources/icons/dialtone.svg", project / "resources/icons")
        _write(project / "resources", **_values(publisher or NOBODY))
        return project

    return copy


def _run(*command: str | Path) -> str:
    environment = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": "1795514400", "XZ_LEVEL": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _tree(project: Path, built: Path) -> Path:
    """Lay out what all Linux packages install, of a program that is none."""
    (built / "bundle").mkdir(parents=True)
    (built / "bundle/dialtone").write_text("#!/bin/sh\n")
    for side in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        (built / f"icons/png/icon-{side}.png").parent.mkdir(parents=True, exist_ok=True)
        (built / f"icons/png/icon-{side}.png").touch()
    _run(sys.executable, project / "packaging/linux/tree.py", built / "bundle", built / "tree", built / "icons")
    (built / "depends").write_text("libc6\n")
    return built


@pytest.mark.parametrize("publisher", [None, SOMEBODY], ids=["nobody", "somebody"])
def test_what_appstores_read(
    build: Callable[[OwnPublisher | None], Path], tmp_path: Path, publisher: OwnPublisher | None
) -> None:
    tree = _tree(build(publisher), tmp_path / "built") / "tree"
    text = (tree / "usr/share/metainfo/app.dialtone.Dialtone.metainfo.xml").read_text(encoding="utf-8")
    pictures = re.findall(r"<image>https://example\.org/dialtone/images/([\w-]+\.png)</image>", text)
    assert text.count("<screenshot ") + text.count("<screenshot>") == len(pictures) == 3 * (publisher is not None)
    assert all((PROJECT / "docs/images" / name).is_file() for name in pictures)
    assert ('<url type="homepage">https://example.org/dialtone/</url>' in text) is (publisher is not None)
    assert text.count("<url") == (publisher is not None)
    assert "@" not in text


@needs_dpkg
@pytest.mark.parametrize("publisher", [None, SOMEBODY], ids=["nobody", "somebody"])
def test_the_deb(build: Callable[[OwnPublisher | None], Path], tmp_path: Path, publisher: OwnPublisher | None) -> None:
    project = build(publisher)
    built = _tree(project, tmp_path / "built")
    _run(project / "packaging/linux/deb.sh", built, tmp_path / "out")
    (file,) = (tmp_path / "out").glob("*.deb")
    fields = ("Maintainer", "Homepage", "Description")
    maintainer, page, description = (_run("dpkg-deb", "-f", file, field).strip() for field in fields)
    _run("dpkg-deb", "-x", file, tmp_path / "root")
    notes = tmp_path / "root/usr/share/doc/dialtone"
    copyright_ = (notes / "copyright").read_text(encoding="utf-8")
    changes = gzip.decompress((notes / "changelog.gz").read_bytes()).decode()
    if publisher is None:
        assert (maintainer, page) == ("The Dialtone authors <nobody@dialtone.invalid>", "")
        assert "Source:" not in copyright_
        assert "https://" not in changes
    else:
        assert (maintainer, page) == (publisher.maintainer, publisher.home_page)
        assert f"\nSource: {publisher.home_page}\n" in copyright_
    assert f" -- {maintainer}  " in changes
    assert description.startswith("see which messengers work")


@pytest.mark.parametrize("publisher", [None, SOMEBODY], ids=["nobody", "somebody"])
def test_the_page_of_a_package_index_leads_nowhere_that_is_not_there(
    build: Callable[[OwnPublisher | None], Path], publisher: OwnPublisher | None
) -> None:
    """Pictures and links of README.md are relative: on an index they were broken, and the wheel named no page."""
    project = build(publisher)
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(PROJECT / name, project)
    _run(sys.executable, project / "packaging/publisher.py", "--wheel", project)
    readme = (project / "README.md").read_text(encoding="utf-8")
    places = re.findall(r"""\]\(([^)]*)\)|src="([^"]*)\"""", readme)
    assert bool(places) is (publisher is not None)
    assert all("".join(one).startswith("https://") for one in places)
    about = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert about.get("urls") == (None if publisher is None else {"Homepage": publisher.home_page})
    assert about["authors"]
    assert about["keywords"]
    assert set(about["classifiers"]) <= set(trove_classifiers.classifiers)


def test_other_packages_name_a_page_only_where_there_is_one() -> None:
    """Their tools are not at hand everywhere: each asks, and leaves the line out where the answer is empty."""
    asked = {
        "rpm/build.sh": '${home_page:+--define "home_page $home_page"}',
        "rpm/dialtone.spec": "%{?home_page:URL: %{home_page}}",
        "windows/build.sh": '${home_page:+"-DHOME_PAGE=$home_page"}',
        "windows/dialtone.nsi": "!ifdef HOME_PAGE\n",
        "windows/sign.sh": '${home_page:+-i "$home_page"}',
    }
    for file, words in asked.items():
        assert words in (PROJECT / "packaging" / file).read_text(encoding="utf-8"), file
