"""python3.dll for the build: `forward.py PYTHON313.DLL` prints a module definition that forwards every name to it.

Extensions built for the stable ABI (Qt's among them) are linked to python3.dll, which the runtime we take lacks.
"""

import sys

import pefile


def main(library: str) -> None:
    """Print it."""
    exports = pefile.PE(library).DIRECTORY_ENTRY_EXPORT.symbols
    print("LIBRARY python3.dll\nEXPORTS")
    for name in sorted(symbol.name.decode() for symbol in exports if symbol.name):
        print(f"  {name} = python313.{name}")


if __name__ == "__main__":
    main(sys.argv[1])
