"""Which files a release is made of, and what is said of them: the announcement, and the page of downloads."""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import file_digest
from html import escape
from pathlib import Path
from unicodedata import bidirectional

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.resolve()))

from program_words import words  # noqa: E402 - found by the line above

KINDS: Mapping[str, str] = {
    "deb": "dialtone_{version}_amd64.deb",
    "appimage": "Dialtone-{version}-x86_64.AppImage",
    "rpm": "dialtone-{version}-1.x86_64.rpm",
    "windows": "dialtone-{version}-windows-setup.exe",
    "windows-portable": "dialtone-{version}-windows-portable.zip",
    "macos-arm64": "dialtone-{version}-macos-arm64.dmg",
    "macos-x86_64": "dialtone-{version}-macos-x86_64.dmg",
    "wheel": "dialtone_desktop-{version}-py3-none-any.whl",
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "p code{white-space:nowrap}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:start;padding:.4rem .6rem .4rem 0;vertical-align:top}"
    "code{overflow-wrap:anywhere;font-size:.85em}section+section{margin-top:3rem}"
)


def names(version: str) -> dict[str, str]:
    """Return the name of each package's file, by kind."""
    return {kind: name.format(version=version) for kind, name in KINDS.items()}


def sum_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def announcement(version: str, day: date, files: Iterable[Path]) -> bytes:
    """Return `release.json`, which a signed update carries. Raises `SystemExit` where nobody wrote what changed."""
    path = HERE / "changes" / f"{version}.toml"
    if not path.is_file():
        raise SystemExit(f"{path}: what changed in {version}, in each language, is written there first")
    said = {
        "version": version,
        "day": day.isoformat(),
        "changes": tomllib.loads(path.read_text(encoding="utf-8")),
        "files": [{"name": one.name, "sha256": sum_of(one), "bytes": one.stat().st_size} for one in sorted(files)],
    }
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def _coded(text: str) -> str:
    """Return words in which what is typed, between backticks, stays whole in a right-to-left sentence."""
    return re.sub("`([^`]+)`", r'<code dir="ltr">\1</code>', text)


def _direction(text: str) -> str:
    return "rtl" if any(bidirectional(letter) in ("R", "AL") for letter in text) else "ltr"


def _row(file: Path) -> str:
    """Return the key of the words of a file: its ending, for a disk image with its processor."""
    return file.suffix[1:] if file.suffix != ".dmg" else f"dmg-{file.stem.rpartition('-')[2]}"


def page(version: str, files: Iterable[Path]) -> str:
    """Return the page of downloads, in every language. It loads nothing, and its links stay in its own folder."""
    told = {language: said["page"] for language, said in words().items() if "page" in said}
    files = sorted(files)
    parts = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Dialtone {escape(version)}</title>',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style></head><body>",
    ]
    for language, said in told.items():
        parts.append(f'<section lang="{language}" dir="{_direction(said["title"])}"><h1>{said["title"]}</h1>')
        parts.append(f"<table><tr><th>{said['for']}</th><th>{said['file']}</th><th>{said['sum']}</th></tr>")
        for one in files:
            link = f'<a dir="ltr" href="{escape(one.name)}">{escape(one.name)}</a>'
            summed = f'<code dir="ltr">{sum_of(one)}</code>'
            parts.append(f"<tr><td>{_coded(said[_row(one)])}</td><td>{link}</td><td>{summed}</td></tr>")
        parts.append("</table>")
        parts += [f"<p>{_coded(said[key])}</p>" for key in ("check", "honest", "signed")]
        parts.append("</section>")
    return "\n".join(parts).replace("{version}", escape(version)) + "\n</body></html>\n"
