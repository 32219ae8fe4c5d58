"""What a check consists of."""

from dataclasses import replace

import pytest

from dialtone.engine.plan import Plan, plain_resolvers
from dialtone.model.computer import Computer
from dialtone.model.vocabulary import ResolverKind
from dialtone.store.catalogue import load_catalogue
from dialtone.store.places import resources

CATALOGUE = load_catalogue(resources() / "catalogue")
PLAN = Plan(CATALOGUE, CATALOGUE.messengers, Computer("linux"), frozenset(), "0.1.0", ())


@pytest.mark.parametrize(("country", "asked"), [("", True), ("RU", True), ("IR", False)])
def test_a_country_s_own_resolvers_are_asked_only_where_the_person_may_be(country: str, asked: bool) -> None:
    kinds = [r.kind for r in plain_resolvers(replace(PLAN, country=country))]
    assert (ResolverKind.NATIONAL in kinds) is asked
    assert {ResolverKind.PUBLIC, ResolverKind.DECOY} <= set(kinds)
