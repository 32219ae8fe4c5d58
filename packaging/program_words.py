"""What packages, starters and installers say, of each language that has words for it: `languages/<code>/program.toml`.

    program_words.py nsis FOLDER OUT    the installer's languages and texts, for NSIS, whose own texts lie in FOLDER

A line of a template that holds one `@OF_EACH …@` is repeated for each language.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from locale import windows_locale
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

LANGUAGES = Path(__file__).resolve().parents[1] / "resources" / "languages"
SOURCE = "en"
_EACH = re.compile(r"@OF_EACH (?P<key>[\w.]+)@")
_TAG = re.compile(r"<(\w+)>")


def words() -> Mapping[str, Mapping[str, Any]]:
    """Return the words by language: English, then the others by their codes."""
    found = {path.parent.name: path for path in sorted(LANGUAGES.glob("*/program.toml"))}
    order = sorted(found, key=lambda code: (code != SOURCE, code))
    return {code: tomllib.loads(found[code].read_text(encoding="utf-8")) for code in order}


def filled(template: str) -> str:
    """Return a template with each of its lines that is said in several languages in all of them.

    `Comment=@OF_EACH comment@` becomes lines of a desktop file, `<p>@OF_EACH store.paragraphs@</p>` elements of XML.
    """
    return "".join(
        one for line in template.splitlines(keepends=True) for one in (_each(line) if _EACH.search(line) else [line])
    )


def locale_of(code: str) -> str:
    """Return a language with the country that it is mostly spoken in, as `ru-RU`."""
    from babel.core import get_global  # inside: a package is laid out without it

    parts = get_global("likely_subtags").get(code, code).split("_")
    return f"{parts[0]}-{parts[-1]}" if len(parts) > 1 else code


def _each(line: str) -> Iterator[str]:
    """Yield a line in each language, named as XML and as desktop files do it; English stands without a name."""
    found = _EACH.search(line)
    key, xml = found["key"] if found else "", "<" in line
    for code, said in words().items():
        text = _at(said, key)
        texts = text if isinstance(text, list) else [text] if text else []
        own = line if code == SOURCE else _TAG.sub(rf'<\1 xml:lang="{code}">', line, count=1)
        if not xml:
            own = line if code == SOURCE else line.replace("=", f"[{code}]=", 1)
            texts = ["".join(f"{one};" for one in texts)] if isinstance(text, list) and texts else texts
        yield from (_EACH.sub(lambda _, one=one: escape(one) if xml else one, own) for one in texts)


def _at(said: Mapping[str, Any], key: str) -> str | list[str]:
    value: Any = said
    for part in key.split("."):
        value = value.get(part, "")
    return list(value) if isinstance(value, list) else str(value)


def nsis_names(folder: Path) -> Mapping[str, str]:
    """Return what NSIS calls each language, by code, without those that it or Windows does not have."""
    numbers: dict[int, str] = {}
    for path in folder.glob("*.nlf"):
        text = path.read_text("utf-8-sig", errors="replace")  # those of NSIS 3.11 begin with a mark of the byte order
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        numbers[int(lines[1])] = path.stem
    own: dict[str, list[int]] = {}
    for number, locale in windows_locale.items():
        own.setdefault(locale.partition("_")[0], []).append(number)
    found = {code: next((numbers[one] for one in own.get(code, ()) if one in numbers), "") for code in words()}
    return {code: name for code, name in found.items() if name}


def nsis(folder: Path) -> str:
    """Return what the installer includes: its languages, its texts in each, and which one `/LANGUAGE=` chooses."""
    names, said = nsis_names(folder), words()
    keys = said[SOURCE]["installer"]
    lines = [f'!insertmacro MUI_LANGUAGE "{name}"' for name in names.values()]
    for key, english in keys.items():
        for code, name in names.items():
            text = said[code].get("installer", {}).get(key, english)
            lines.append(f'LangString {key} ${{LANG_{name.upper()}}} "{_quoted(text)}"')
    lines.append("!macro LanguageOf CODE")
    for number, (code, name) in enumerate(names.items()):
        lines += [
            f'  ${{{"Else" if number else ""}If}} ${{CODE}} == "{code}"',
            f"    StrCpy $LANGUAGE ${{LANG_{name.upper()}}}",
        ]
    return "\n".join([*lines, "  ${EndIf}", "!macroend", ""])


def _quoted(text: str) -> str:
    return text.replace("$", "$$").replace('"', '$\\"').replace("\n", "$\\r$\\n")


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(nsis(Path(sys.argv[2])), encoding="utf-8")
