"""The manifests of winget, Windows' package manager: `winget.py SETUP.EXE OUT` writes them for an installer.

Fields as in winget's schema 1.12.0. They name the address that winget fetches the installer from: the publisher's page,
with the file's name after it. Where nobody publishes (resources/publisher.toml) there is none, and no manifest.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(PROJECT / "desktop")]

from program_words import locale_of, words  # noqa: E402 - found by the line above
from publisher import read_publisher  # noqa: E402 - found by the line above

from dialtone import APPLICATION_ID, __version__  # noqa: E402
from dialtone.store.publisher import OwnPublisher  # noqa: E402
from packages import sum_of  # noqa: E402 - found by the line above

SCHEMA = "1.12.0"
OLDEST_WINDOWS = "10.0.17763.0"
"""Version 1809: the installer refuses an older one."""
Value = str | list[dict[str, str]] | list[str]


def manifests(setup: Path, publisher: OwnPublisher, version: str = __version__) -> dict[str, Mapping[str, Value]]:
    """Return the manifests by the name of their file. Raises `SystemExit` where nobody publishes."""
    if not publisher.home_page:
        raise SystemExit("winget: no page is named in resources/publisher.toml, so there is no address to fetch from")
    texts = {locale_of(code): said["store"] for code, said in words().items() if "store" in said}
    first = next(iter(texts))
    head = {"PackageIdentifier": APPLICATION_ID, "PackageVersion": version}
    made: dict[str, Mapping[str, Value]] = {
        f"{APPLICATION_ID}.yaml": {**head, "DefaultLocale": first, **_kind("version")},
        f"{APPLICATION_ID}.installer.yaml": {**head, **_installer(setup, publisher), **_kind("installer")},
    }
    for locale, said in texts.items():
        about = {
            "PackageLocale": locale,
            "Publisher": publisher.name,
            "PackageName": "Dialtone",
            "PackageUrl": publisher.home_page,
            "License": "GPL-3.0-or-later",
            "ShortDescription": said["summary"],
            "Description": " ".join([*said["paragraphs"], *said["items"]]),
        }
        kind = "defaultLocale" if locale == first else "locale"
        made[f"{APPLICATION_ID}.locale.{locale}.yaml"] = {**head, **about, **_kind(kind)}
    return made


def _kind(name: str) -> dict[str, str]:
    return {"ManifestType": name, "ManifestVersion": SCHEMA}


def _installer(setup: Path, publisher: OwnPublisher) -> dict[str, Value]:
    place = publisher.home_page.rstrip("/")
    one = {"Architecture": "x64", "InstallerUrl": f"{place}/{setup.name}", "InstallerSha256": sum_of(setup).upper()}
    return {
        "Platform": ["Windows.Desktop"],
        "MinimumOSVersion": OLDEST_WINDOWS,
        "InstallerType": "nullsoft",
        "Scope": "user",
        "UpgradeBehavior": "install",
        "FileExtensions": ["dialtone"],
        "Installers": [one],
    }


def written(manifest: Mapping[str, Value]) -> str:
    """Return a manifest as YAML."""
    schema = f"https://aka.ms/winget-manifest.{manifest['ManifestType']}.{SCHEMA}.schema.json"
    lines = [f"# yaml-language-server: $schema={schema}"]
    for key, value in manifest.items():
        if isinstance(value, str):
            lines.append(f"{key}: {_scalar(value)}")
            continue
        lines.append(f"{key}:")
        for item in value:
            pairs = [_scalar(item)] if isinstance(item, str) else [f"{k}: {_scalar(v)}" for k, v in item.items()]
            lines += [f"{'- ' if not number else '  '}{pair}" for number, pair in enumerate(pairs)]
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    """Plain where it cannot mean anything else; else as JSON writes it, which YAML reads."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9._/-]*(:[A-Za-z0-9._/-]+)?", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name, manifest in manifests(Path(sys.argv[1]), read_publisher(PROJECT / "resources")).items():
        (out / name).write_text(written(manifest), encoding="utf-8")
