"""What the packages are made of, as CycloneDX: `sbom.py OUT` writes it from uv.lock, with what uv cannot know.

The same commit gives the same file: uv's time and random number are replaced by the commit's.
"""

import json
import os
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "desktop"))

BUNDLED = (
    ("Python", "the interpreter of the system that the package is built on; in the Windows package 3.13.11", "PSF-2.0"),
    ("OpenSSL", "with Python; in the Windows package 3.5.7, and in cryptography one of its own", "Apache-2.0"),
    ("SQLite", "with Python; in the Windows package 3.50.4", "blessing"),
    ("Qt", "inside PySide6-Essentials, in the same version", "LGPL-3.0-only"),
    ("PyInstaller's bootloader", "starts the frozen program", "GPL-2.0-or-later WITH Bootloader-exception"),
)
"""Beside Python's packages: name, where it comes from, licence."""


def main(out: Path) -> None:
    """Write it."""
    from dialtone import __version__

    command = [os.environ.get("UV", "uv"), "export", "--quiet", "--locked", "--no-dev", "--extra", "window"]
    command += ["--format", "cyclonedx1.5"]
    said = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    bill = json.loads(said)
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or _moment_of_commit()
    bill["metadata"]["timestamp"] = datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")
    bill["metadata"]["component"] |= {"type": "application", "name": "Dialtone", "version": __version__}
    bill["metadata"]["component"]["licenses"] = [{"license": {"id": "GPL-3.0-or-later"}}]
    for name, origin, licence in BUNDLED:
        bill["components"].append(
            {"type": "library", "name": name, "description": origin, "licenses": [{"expression": licence}]}
        )
    bill.pop("serialNumber", None)
    content = json.dumps(bill, sort_keys=True)
    bill["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}"
    out.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _moment_of_commit() -> int:
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=PROJECT, check=True, capture_output=True, text=True)
    return int(done.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
