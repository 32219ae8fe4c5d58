"""What packages say in each language comes from the folders of the languages, and from nowhere else."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dialtone.store.wording_file import list_languages

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATES = ("dialtone.desktop", "dialtone.metainfo.xml", "dialtone.mime.xml")
WORDS = {path.parent.name: path for path in sorted(PROJECT.glob("resources/languages/*/program.toml"))}
NLF = "# Header, don't edit\nNLF v6\n# Language ID\n{}\n"


def run(*arguments: str | Path, given: str = "") -> str:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


@pytest.mark.parametrize("code", WORDS)
def test_a_language_has_the_keys_of_english_or_fewer(code: str) -> None:
    english, own = (tomllib.loads(WORDS[one].read_text("utf-8")) for one in ("en", code))
    assert code in list_languages(PROJECT / "resources")
    assert own.keys() <= english.keys() | {"keywords"}
    for part in ("store", "installer"):
        assert own.get(part, {}).keys() <= english[part].keys(), part
    assert len(own.get("store", {}).get("items", english["store"]["items"])) == len(english["store"]["items"])


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_filled_in_every_language(template: str) -> None:
    text = (PROJECT / "packaging/linux" / template).read_text("utf-8")
    assert "[" not in text.replace("[Desktop Entry]", "")
    assert "xml:lang" not in text
    filled = run(PROJECT / "packaging/publisher.py", "--fill", given=text)
    assert "@OF_EACH" not in filled
    for code in WORDS.keys() - {"en"}:
        assert f"[{code}]=" in filled or f'xml:lang="{code}">' in filled


def test_the_installer_speaks_what_nsis_speaks(tmp_path: Path) -> None:
    """A language is found by the number that Windows has for it; of what NSIS does not have, there is nothing."""
    for name, number in {"English": 1033, "Farsi": 1065, "Danish": 1030}.items():
        (tmp_path / f"{name}.nlf").write_text(NLF.format(number), encoding="utf-8-sig")  # as NSIS 3.11 has them
    out = tmp_path / "texts.nsh"
    run(PROJECT / "packaging/program_words.py", "nsis", tmp_path, out)
    lines = out.read_text("utf-8").splitlines()
    assert lines[:2] == ['!insertmacro MUI_LANGUAGE "English"', '!insertmacro MUI_LANGUAGE "Farsi"']
    assert 'LangString CheckFile ${LANG_FARSI} "بررسی Dialtone"' in lines
    assert sum(line.startswith("LangString Welcome") and "$\\r$\\n$\\r$\\n" in line for line in lines) == 2
    assert '  ${ElseIf} ${CODE} == "fa"' in lines
    assert not any("Danish" in line or "RUSSIAN" in line for line in lines)
