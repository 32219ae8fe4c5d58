"""The catalogue that comes with Dialtone."""

from functools import cache

from dialtone.model.catalogue import Catalogue, Messenger
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources


@cache
def shipped_catalogue() -> Catalogue:
    """Return it, read once for all tests of a process."""
    return load_catalogue(resources() / "catalogue")


def shipped_messenger(identifier: str) -> Messenger:
    found = shipped_catalogue().messenger(identifier)
    assert found is not None, identifier
    return found
