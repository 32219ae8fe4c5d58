"""Servers that other servers name: a messenger as it was asked."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Step


def as_named(messenger: Messenger, index: AttemptIndex) -> Messenger:
    """Return a messenger with those endpoints at other servers that were asked there, since an answer named them.

    An app's second and third guess is left out where nothing was there to be asked.
    """
    if not any(e.server_by for e in messenger.endpoints):
        return messenger
    named = {e.id: address for e in messenger.endpoints if e.names_server and (address := _named(e, index))}
    found = (_as_asked(e, next((named[n] for n in e.server_by if n in named), ""), index) for e in messenger.endpoints)
    return replace(messenger, endpoints=tuple(e for e in found if not e.nth or index.of(e)))


def _named(endpoint: Endpoint, index: AttemptIndex) -> str:
    answers = (answer for attempt in index.of(endpoint) if (answer := attempt.find(Step.HTTP)) is not None)
    return next((str(a.facts[Fact.NAMED_SERVER]) for a in answers if Fact.NAMED_SERVER in a.facts), "")


def _as_asked(endpoint: Endpoint, addresses: str, index: AttemptIndex) -> Endpoint:
    """Return the endpoint where it was asked: before a server was named it may have been asked at the usual one."""
    found = endpoint.at_server(addresses)
    looked_up = found and found.host and index.lookups(found.host, system=True, messenger=endpoint.messenger)
    return found if found and looked_up else endpoint
