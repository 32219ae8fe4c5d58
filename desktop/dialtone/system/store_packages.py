"""Whether Windows itself says that a package came from the Microsoft Store or was signed: asked without rights."""

import sys

FROM_STORE, BY_DEVELOPER = 3, 5
"""PackageOrigin_Store and PackageOrigin_DeveloperSigned. Unsigned ones can claim any family (Microsoft Learn)."""


def staged_origin(full_name: str) -> int:
    """Return the PackageOrigin of a package by its full name; 0 where Windows says nothing."""
    if sys.platform != "win32":
        return 0
    import ctypes

    origin = ctypes.c_int(0)
    try:
        failed = ctypes.WinDLL("kernel32").GetStagedPackageOrigin(ctypes.c_wchar_p(full_name), ctypes.byref(origin))
    except (OSError, AttributeError):
        return 0
    return 0 if failed else origin.value
