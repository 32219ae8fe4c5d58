"""What the packages are made of, as CycloneDX: `sbom.py OUT` writes it from uv.lock, with what uv cannot know.

Licences, crates and the parts of `licences/parts.toml` are read from what is installed where it runs (`parts.py`). The
same commit gives the same file: uv's time and random number are replaced by the commit's.
"""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "packaging"), str(PROJECT / "desktop")]

import licences  # noqa: E402 - found by the line above
import parts  # noqa: E402


def main(out: Path) -> None:
    """Write it. Raises `SystemExit` where it runs with a Python that does not have the program's packages."""
    from dialtone import __version__

    installed = {licences.plain(one.metadata["Name"]): one for one in licences.shipped()}
    if "pyside6-essentials" not in installed:
        raise SystemExit("sbom: start it with .venv/bin/python: it reads the bills of the packages that are installed")
    command = [os.environ.get("UV", "uv"), "export", "--quiet", "--locked", "--no-dev", "--extra", "window"]
    command += ["--format", "cyclonedx1.5"]
    said = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    bill = json.loads(said)
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or _moment_of_commit()
    bill["metadata"]["timestamp"] = datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")
    bill["metadata"]["component"] |= {"type": "application", "name": "Dialtone", "version": __version__}
    bill["metadata"]["component"]["licenses"] = [{"license": {"id": "GPL-3.0-or-later"}}]
    for component in bill["components"]:
        if (one := installed.get(licences.plain(component["name"]))) is not None:
            component["licenses"] = [_licence(one)]
    theirs = [*parts.listed(installed.values()), *dict.fromkeys(parts.crates(installed.values()))]
    bill["components"] += [_component(part) for part in theirs]
    bill.pop("serialNumber", None)
    content = json.dumps(bill, sort_keys=True)
    bill["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}"
    out.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _licence(one: Distribution) -> Mapping[str, Any]:
    """Return the licence that a package of Python names: an expression, or whatever it wrote before there were any."""
    said = one.metadata.get("License-Expression", "")
    old = [
        line.rpartition(" :: ")[2] for line in one.metadata.get_all("Classifier", []) if line.startswith("License ::")
    ]
    name = said or " ".join(old) or one.metadata.get("License", "").partition("\n")[0]
    return {"expression": said} if said else {"license": {"name": name}}


def _component(part: parts.Part) -> Mapping[str, Any]:
    known = {"inside": part.inside, "packages": ", ".join(part.packages)}
    made: dict[str, Any] = {"type": "library", "name": part.name, "licenses": [{"expression": part.licence}]}
    if not part.licence:
        made["licenses"] = [{"license": {"name": "see LICENCES.txt"}}]
    made |= {"version": part.version} if part.version else {}
    made |= {"purl": part.purl} if part.purl else {}
    made |= {"hashes": [{"alg": name, "content": value} for name, value in part.hashes]} if part.hashes else {}
    return made | {"properties": [{"name": f"dialtone:{key}", "value": value} for key, value in known.items() if value]}


def _moment_of_commit() -> int:
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=PROJECT, check=True, capture_output=True, text=True)
    return int(done.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
