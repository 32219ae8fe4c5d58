"""What the frozen program's start put into the environment, and programs started from here must not inherit."""

from collections.abc import MutableMapping

_LIBRARIES = "LD_LIBRARY_PATH"
_OURS = "_PYI_"


def restore_environment(environ: MutableMapping[str, str]) -> None:
    """Put back what was there before PyInstaller's bootloader, as its manual says ("LD_LIBRARY_PATH considerations").

    A browser that is opened from here would else load our libraries. The system's loader has read the variable already.
    """
    before = environ.pop(f"{_LIBRARIES}_ORIG", None)
    if before is not None:
        environ[_LIBRARIES] = before
    else:
        environ.pop(_LIBRARIES, None)
    for name in [name for name in environ if name.startswith(_OURS)]:
        del environ[name]
