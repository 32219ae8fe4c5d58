"""Whether libraries hold every name that others ask them for: `exports.py FILE...`, each beside what it is linked to.

Python's extensions were linked to another build of OpenSSL than the one they get. Windows would refuse to load them
where a name is missing; Wine goes on, and fails when it is called.
"""

import sys
from pathlib import Path

import pefile


def missing(files: list[Path]) -> list[str]:
    """Return what these files import from each other and do not find there."""
    opened = {path.name.lower(): pefile.PE(str(path)) for path in files}
    exported = {
        name: {one.name for one in image.DIRECTORY_ENTRY_EXPORT.symbols if one.name}
        for name, image in opened.items()
        if hasattr(image, "DIRECTORY_ENTRY_EXPORT")
    }
    return [
        f"{user}: {library.dll.decode()} has no {wanted.name.decode()}"
        for user, image in opened.items()
        for library in image.DIRECTORY_ENTRY_IMPORT
        if library.dll.decode().lower() in exported
        for wanted in library.imports
        if wanted.name and wanted.name not in exported[library.dll.decode().lower()]
    ]


if __name__ == "__main__":
    found = missing([Path(one) for one in sys.argv[1:]])
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))
