"""What becomes of a file that cannot be read any more: it is renamed, so that nothing in it is lost."""

from pathlib import Path


def set_aside(path: Path) -> str:
    """Rename a broken file to `settings.broken-1.json`, with the next free number; return the new name.

    Raises `OSError` where it cannot be renamed.
    """
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return aside.name
