"""How a target is written in a check."""

import pytest

from dialtone.probe.target import Origin, Target


@pytest.mark.parametrize(("address", "written"), [("1.2.3.4", "1.2.3.4:443"), ("2001:db8::1", "[2001:db8::1]:443")])
def test_written_as_people_write_it(address: str, written: str) -> None:
    assert str(Target(address, 443, Origin.SYSTEM)) == written
