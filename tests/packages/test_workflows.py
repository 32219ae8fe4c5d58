"""The workflows of the public CI, as far as they can be looked at without a runner: none has run them yet."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
FORMS = sorted((PROJECT / ".github/ISSUE_TEMPLATE").glob("wrong-*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_action_is_pinned_to_what_was_looked_at(file: Path) -> None:
    """A tag can be moved to another commit; the hash cannot."""
    used = re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))
    assert used
    assert not [line for line in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_nobody_may_write_but_who_makes_the_draft(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "\npermissions:\n  contents: read\n" in text
    jobs = re.split(r"\n  (?=[\w-]+:\n)", text[text.index("\njobs:\n") :])
    writers = [job for job in jobs if ": write" in job]
    assert [job.partition(":")[0] for job in writers] == (["publish"] if file.stem == "release" else [])
    assert not [job for job in writers if "pip install" in job or "./dev" in job]
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_no_tool_is_installed_without_a_hash() -> None:
    """Who can write into a registry must not be able to write into a release."""
    for file in (*WORKFLOWS, PROJECT / "dev", PROJECT / "packaging/linux/build.sh"):
        said = file.read_text(encoding="utf-8").replace("\\\n", " ")
        for line in re.findall(r".*\bpip\S* install\b.*", said):
            assert "--require-hashes" in line, f"{file.name}: {line}"
    for name in ("uv.txt", "wheel.txt"):
        pinned = (PROJECT / "packaging" / name).read_text(encoding="utf-8")
        tools = re.split(r"^(?=\w)", re.sub(r"^#.*\n", "", pinned, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
        assert tools
        for tool in tools:
            assert re.match(r"[\w-]+==\d\S*( ; [^\\]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+", tool), tool


def test_the_commands_are_those_that_people_type() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    said = subprocess.run([PROJECT / "dev", "help"], capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"^  (\w+) ", said, re.MULTILINE))
    assert set(re.findall(r"\./dev (\w+)", text)) <= known
    kinds = set(re.findall(r"\./dev package ([\w ]+)", text))
    assert {kind for line in kinds for kind in line.split()} == {"deb", "appimage", "rpm", "wheel", "windows", "macos"}
    for script in re.findall(r"(packaging/[\w/]+\.(?:sh|ps1))", text):
        assert (PROJECT / script).is_file(), script


def test_the_project_is_built_by_what_the_lock_names_by_hash() -> None:
    """A build in isolation would fetch its tools anew, by whatever version and hash an index names."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = tomllib.loads((PROJECT / "uv.lock").read_text(encoding="utf-8"))
    tools = {re.split(r"\W", one)[0] for one in project["build-system"]["requires"]}
    assert tools <= {re.split(r"[^\w-]", one)[0] for one in project["dependency-groups"]["build"]}
    for package in lock["package"]:
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        assert "editable" in package["source"] or files, package["name"]
        assert not [one for one in files if not one["hash"].startswith("sha256:")], package["name"]
    for file in (PROJECT / "dev", PROJECT / ".github/workflows/ci.yml"):
        for line in re.findall(r".*\buv\"? sync .*", file.read_text(encoding="utf-8")):
            assert "--no-install-project" in line or "--no-build-isolation-package dialtone-desktop" in line, line


def test_macos_is_built_for_both_processors_on_images_that_exist() -> None:
    """macos-14 was retired on 2 November 2026, and made one image only."""
    for file in WORKFLOWS:
        said = set(re.findall(r"macos-\d+(?:-intel)?", file.read_text(encoding="utf-8")))
        assert said == {"macos-15", "macos-15-intel"}, file.name
    script = (PROJECT / "packaging/macos/dmg.sh").read_text(encoding="utf-8")
    kinds = (PROJECT / "packaging/release/packages.py").read_text(encoding="utf-8")
    names = re.findall(r'"dialtone-\{version\}-macos-(\w+)\.dmg"', kinds)
    assert "macos-$(uname -m).dmg" in script
    assert names == ["arm64", "x86_64"]  # what `uname -m` says there


def test_the_installer_names_no_version_of_python() -> None:
    """It looked for python311.dll in a package with 3.13, so it never saw a file that was still in use."""
    text = (PROJECT / "packaging/windows/dialtone.nsi").read_text(encoding="utf-8")
    assert not re.search(r"python3\d+", text)


def test_the_installer_goes_on_only_where_nothing_of_the_old_program_is_left() -> None:
    """A held library of Qt was passed over in a silent update: the program was half of one version, half of another."""
    text = (PROJECT / "packaging/windows/dialtone.nsi").read_text(encoding="utf-8")
    emptied = text.index('RMDir /r "$INSTDIR\\_internal"')
    guard = text.index('${FileExists} "$INSTDIR\\_internal\\*.*"')
    assert emptied < guard < text.index("File /r")


def test_who_holds_a_key_runs_nothing_else() -> None:
    """What builds runs the code of a hundred packages: none of it beside a key. A person lets the job begin."""
    text = (PROJECT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    jobs = re.split(r"\n  (?=[\w-]+:\n)", text[text.index("\njobs:\n") :])
    holders = [job for job in jobs if "secrets." in job]
    assert [job.partition(":")[0] for job in holders] == ["windows-sign", "windows-sign-installer", "macos-sign"]
    for job in holders:
        assert "environment: signing" in job
        assert not re.search(r"\./dev|\bpip\b|setup-python|preserve-env|\bwine\b", job), job


def test_the_lab_in_this_process_has_to_pass_on_windows_and_on_both_macs() -> None:
    """Who pushes first learns of TCP_INFO, resolvers, tray, notices and a second start there; the rest only tells."""
    text = (PROJECT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    job = text[text.index("\n  elsewhere:\n") :]
    assert re.findall(r"system: ([\w-]+), screen", job) == ["windows-2022", "macos-15", "macos-15-intel"]
    assert "\n    continue-on-error" not in job
    steps = [step for step in re.split(r"\n      - ", job) if "pytest" in step]
    assert [("continue-on-error" in step) for step in steps] == [False, False, True]
    files = re.findall(r"(?<=\s)tests/[\w/.]+", steps[0])
    assert "tests/in_process" in files
    assert [file for file in files if not (PROJECT / file).exists()] == []


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_a_comma_in_the_label_of_a_form_is_quoted(file: Path) -> None:
    """Without quotes the text after it is another key, and the label loses its end."""
    fields = re.findall(r"attributes: \{(.*)\}", file.read_text(encoding="utf-8"))
    assert fields
    for field in fields:
        unquoted = re.sub(r'"[^"]*"|\[[^]]*\]', "", field)
        assert all(":" in part for part in unquoted.split(",")), field
