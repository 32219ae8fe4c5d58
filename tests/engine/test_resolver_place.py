"""Whose resolver the system asks first."""

import pytest

from dialtone.engine.resolver_place import place_of_resolver
from dialtone.model.vocabulary import ResolverPlace
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources


@pytest.mark.parametrize(
    ("nameservers", "place"),
    [
        ((), None),
        (("not an address",), None),
        (("127.0.0.53",), ResolverPlace.STUB),
        (("127.0.0.1",), ResolverPlace.LOOPBACK),
        (("192.168.1.1",), ResolverPlace.PRIVATE),
        (("8.8.8.8",), ResolverPlace.PUBLIC),
        (("192.168.1.1", "94.140.14.15"), ResolverPlace.FILTER),
        (("76.76.2.3",), ResolverPlace.FILTER),
        (("76.76.2.5",), ResolverPlace.PUBLIC),
        (("86.54.11.12",), ResolverPlace.FILTER),
        (("86.54.11.100",), ResolverPlace.PUBLIC),
    ],
)
def test_an_address_tells_where_a_resolver_stands(nameservers: tuple[str, ...], place: ResolverPlace | None) -> None:
    controls = load_catalogue(resources() / "catalogue").controls
    assert place_of_resolver(nameservers, controls) is place
