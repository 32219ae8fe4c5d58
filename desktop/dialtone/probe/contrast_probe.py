"""Contrasts: attempts that differ from another one in one respect, to find out what exactly is blocked."""

from functools import partial
from ipaddress import ip_address

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.client_hello import ClientHello
from dialtone.model.frozen import replace
from dialtone.model.host import is_public_address
from dialtone.model.vocabulary import Failure, Step, Variant, Wire
from dialtone.probe.at_once import at_once
from dialtone.probe.attempt import attempt_again, attempt_app_hello, attempt_contrast, attempt_one_hop
from dialtone.probe.context import ProbeContext
from dialtone.probe.datagram_greeting import DATAGRAMS
from dialtone.probe.early_look import EarlyLook
from dialtone.probe.failure import CERTIFICATE, StepFailed
from dialtone.probe.target import Target

_NO_CONNECTION = (Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.UNREACHABLE)  # of TCP
_PLAIN_WEB, _SECURE_WEB = 80, 443


async def make_contrast(tools: ProbeContext, endpoint: Endpoint, target: Target, failed: StepFailed) -> None:
    """Make the contrast that tells what was blocked: the address, the name or the protocol."""
    tools = tools.asked_by("retry.contrast")
    contrast = partial(attempt_contrast, tools, endpoint)
    async with anyio.create_task_group() as group:
        private = not is_public_address(ip_address(target.address))
        # at a private address, see also whether a host on this network has it
        if private or (failed.step is Step.TCP and failed.failure in _NO_CONNECTION):
            group.start_soon(attempt_one_hop, tools, endpoint, target)
        if failed.failure in CERTIFICATE:
            group.start_soon(contrast, target, Variant.UNVERIFIED)
        elif failed.step is Step.TLS:
            group.start_soon(contrast, target, Variant.OTHER_HELLO)
            await _contrast_name(tools, endpoint, target, failed)
        elif endpoint.wire in DATAGRAMS:
            for port in dict.fromkeys((endpoint.port, _SECURE_WEB)):
                group.start_soon(contrast, replace(target, port=port), Variant.NEUTRAL_REQUEST)
        elif failed.step is Step.MTPROTO and endpoint.wire is Wire.MTPROTO:
            group.start_soon(contrast, replace(target, port=_PLAIN_WEB), Variant.NEUTRAL_REQUEST)


async def _contrast_name(tools: ProbeContext, endpoint: Endpoint, target: Target, failed: StepFailed) -> None:
    """Send a neutral name; if that times out too, send the endpoint's in small packets, as larger ones may get lost.

    The packets of a connection are never large: if there is none for a neutral name, smaller ones would change nothing.
    """

    async def retry_in_small_packets(neutral: StepFailed) -> None:
        is_neutral_silent = neutral.step is Step.TLS and neutral.failure is Failure.TIMEOUT
        if is_neutral_silent and failed.failure is Failure.TIMEOUT:
            await attempt_contrast(tools, endpoint, target, Variant.SMALL_PACKETS)

    early = EarlyLook(tools, endpoint, target, Variant.NEUTRAL_NAME)
    await early.run(partial(attempt_contrast, tools, endpoint, target, Variant.NEUTRAL_NAME), retry_in_small_packets)


async def probe_app_hello(target: Target, profile: ClientHello, tools: ProbeContext, endpoint: Endpoint) -> None:
    """Send the app's own ClientHello where ours was answered: once if it passes, else several times.

    Ours is sent again beside them: if it fails now as well, the difference was not the ClientHello.
    """
    if await attempt_app_hello(tools, endpoint, target, profile) is None:
        return
    app_hellos = [partial(attempt_app_hello, tools, endpoint, target, profile)] * (tools.limits.retries.app_hellos - 1)
    await at_once([*app_hellos, partial(attempt_again, tools, endpoint, target, whole=False)])


async def probe_phone_handshake(tools: ProbeContext, endpoint: Endpoint, target: Target) -> None:
    """Send the first message of WhatsApp on phones, again if it fails: a filter may act at random."""
    if endpoint.wire is not Wire.WHATSAPP_NOISE:
        return
    tools = tools.asked_by("app_handshake.phone")
    greet = partial(attempt_contrast, tools, endpoint, target, Variant.PHONE_HELLO)

    async def repeat(_failed: StepFailed) -> None:
        await at_once([greet] * tools.limits.retries.after_cut)

    await EarlyLook(tools, endpoint, target, Variant.PHONE_HELLO).run(greet, repeat)
