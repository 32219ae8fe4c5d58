"""One messenger with one server, and a few neutral sites: enough to see what a check asks."""

from typing import Any

from dialtone.engine.plan import Plan
from dialtone.engine.requests import Profile
from dialtone.model.catalogue import Catalogue, Control, Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.endpoint import FunctionRule
from dialtone.model.limits import CheckLimits, Limits, StepLimits
from dialtone.model.vocabulary import Function, Place, Wire


def site(identifier: str, number: int, *, cdn: bool = False) -> Endpoint:
    host = f"{identifier.replace('/', '-')}.example.org"
    messenger = "" if identifier.startswith("control/") else identifier.partition("/")[0]
    return Endpoint(identifier, messenger, Wire.HTTP, 80, host, (f"203.0.113.{number}",), place=Place.FOREIGN, cdn=cdn)


PLAIN = tuple(site(f"control/plain{n}", n) for n in (1, 2, 3))
SPREAD, CHAT = site("control/spread", 7, cdn=True), site("alpha/chat", 8)
ANCHOR = Endpoint("anchor/foreign", "", Wire.TCP, 443, None, ("192.0.2.1",), place=Place.FOREIGN)
CONTROLS = Controls(tuple(Control(e) for e in (*PLAIN, SPREAD)), (), (ANCHOR,), (), (), "example.com")
HURRY = Limits(steps=StepLimits(uninformed=0.4, shortest=0.3, longest=0.4), check=CheckLimits(foreign_first=0.2))
"""Fractions of what people's lines need: this one is in memory."""


def make_messenger(identifier: str, *endpoints: Endpoint, functions: tuple[FunctionRule, ...] = ()) -> Messenger:
    name = identifier.title()
    return Messenger(identifier, name, name[0], "#000000", endpoints=endpoints, functions=functions)


def make_plan(*messengers: Messenger, controls: Controls = CONTROLS, **rest: Any) -> Plan:
    """Return the plan of a check of all messengers of a catalogue, none of which is installed."""
    catalogue = Catalogue("2026-11-24", messengers, controls)
    return Plan(catalogue, messengers, Computer("linux"), frozenset(), **rest)


ALPHA = make_messenger("alpha", CHAT, functions=(FunctionRule(Function.MESSAGES, ((CHAT.id,),)),))
PLAN = make_plan(
    ALPHA,
    profile=Profile.UNATTENDED,
    limits=Limits(
        steps=StepLimits(uninformed=0.4, shortest=0.3, longest=0.4, app_patience=0.4),
        check=CheckLimits(foreign_first=20.0),
    ),
)
