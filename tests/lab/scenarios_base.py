"""What networks that stand in Python files are made with: each registers itself when its file is imported."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import ParamSpec

from lab.network_file import DEAD, Networks, words
from lab.scenario import Messenger, Net, Scenario

WA_NAMES = words("@whatsapp")
TG_NAMES = words("@telegram")
SG_NAMES = words("@signal")
FB_NAMES = words("@facebook")
IG_NAMES = words("@instagram")
DISCORD_NAMES = words("@discord")
VIBER_NAMES = words("@viber")
META_MESSENGERS = ("whatsapp", "facebook_messenger", "instagram_dm")

ALL = Networks()
Made = ParamSpec("Made")


def adding(
    make: Callable[Made, Scenario], *, censorship: bool = False, proved: bool = True
) -> Callable[Made, Scenario]:
    """Return a `make` that registers what it makes: with or without a censor, proved by the reference client or not."""

    def added(*args: Made.args, **kwargs: Made.kwargs) -> Scenario:
        made = make(*args, **kwargs)
        if censorship:
            made = replace(made, net=replace(made.net, censorship=True))
        if not proved:
            made = replace(made, expect={"*": "*"})
        ALL.add(made, sys._getframe(1).f_globals["__name__"].rpartition("scenarios_")[2])
        return made

    return added


#: A network in which nobody interferes on purpose, and one in which somebody does, of which the reference client
#: proves nothing: it may see there whatever it sees.
unproved = adding(Scenario, proved=False)
unproved_censored = adding(Scenario, censorship=True, proved=False)


def blocked(cause: str) -> Messenger:
    """Nothing of the messenger works because of a censor."""
    return Messenger.all("blocked", cause)


def outage(cause: str) -> Messenger:
    """Nothing of the messenger works because the service is down."""
    return Messenger.all("outage", cause, by="provider")


#: The messenger works.
UNTOUCHED = Messenger(by="none")
PORTAL = Messenger.all("blocked", "captive_portal", by="local")


def dead_net(status: str, cause: str, **other: str) -> Net:
    """A network over which nothing in the world can be reached."""
    return replace(Net(**DEAD), status=status, cause=cause, **other)  # type: ignore[arg-type]
