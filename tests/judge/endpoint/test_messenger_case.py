"""What is gathered of a messenger as a whole: where it is at home."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.endpoint.endpoint_case import MessengerCase
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import CheckCase
from dialtone.model.catalogue import Control
from dialtone.model.frozen import replace
from judge.factory import Record, app_of, https, online, small_ground

CHAT = https()


@pytest.mark.parametrize(
    ("country", "row", "at_home"),
    [
        ("RU", "page.home", True),
        ("RU", "control.home", True),
        ("RU", "page.domestic", False),
        ("IR", "page.home", False),
    ],
)
def test_a_service_is_at_home_in_the_country_that_was_named(country: str, row: str, *, at_home: bool) -> None:
    """Where none was named, Russia's sites are asked under other rows, and tell nothing of where the person is."""
    site = Control(https("control/home", "home.example.org"), countries=(country,))
    record = Record()
    record.asked_by(row).about(site.endpoint).answers()
    check = CheckCase(
        ControlResults(AttemptIndex(record.observations), replace(small_ground(), sites=(site,))), online(), "linux"
    )
    service = MessengerCase(app_of(CHAT, home=("RU",)), check)
    assert service.at_home is at_home
    assert service.serves_one_country
