"""Contrasts to a failed attempt: what is asked beside it tells whether address, name or protocol was blocked."""

from functools import partial
from ipaddress import ip_address

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.host import is_public_address
from dialtone.model.vocabulary import Failure, Step, Variant, Wire
from dialtone.probe.attempt import attempt_contrast, attempt_one_hop
from dialtone.probe.context import ProbeContext
from dialtone.probe.early_look import EarlyLook
from dialtone.probe.failure import CERTIFICATE, StepFailed
from dialtone.probe.greeting import DATAGRAMS
from dialtone.probe.target import Target

_STOPPED = (Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.UNREACHABLE)
_PLAIN_WEB, _SECURE_WEB = 80, 443


async def make_contrast(tools: ProbeContext, endpoint: Endpoint, target: Target, failed: StepFailed) -> None:
    """Make the contrast that tells what was blocked: the address, the name or the protocol.

    Of a private address, see whether a host on this network has it.
    """
    tools = tools.asked_by("retry.contrast")
    async with anyio.create_task_group() as group:
        private = not is_public_address(ip_address(target.address))
        if private or (failed.step is Step.TCP and failed.failure in _STOPPED):
            group.start_soon(attempt_one_hop, tools, endpoint, target)
        if failed.failure in CERTIFICATE:
            group.start_soon(attempt_contrast, tools, endpoint, target, Variant.UNVERIFIED)
        elif failed.step is Step.TLS:
            group.start_soon(attempt_contrast, tools, endpoint, target, Variant.OTHER_HELLO)
            await _by_neutral_name(tools, endpoint, target, failed)
        elif endpoint.wire in DATAGRAMS:
            for port in dict.fromkeys((endpoint.port, _SECURE_WEB)):
                group.start_soon(attempt_contrast, tools, endpoint, replace(target, port=port), Variant.NEUTRAL_REQUEST)
        elif failed.step is Step.MTPROTO and endpoint.wire is Wire.MTPROTO:
            group.start_soon(
                attempt_contrast, tools, endpoint, replace(target, port=_PLAIN_WEB), Variant.NEUTRAL_REQUEST
            )


async def _by_neutral_name(tools: ProbeContext, endpoint: Endpoint, target: Target, failed: StepFailed) -> None:
    """Send a neutral name; if that times out too, shake hands in small packets, as larger ones may get lost."""

    async def in_small_packets(neutral: StepFailed) -> None:
        if failed.failure is Failure.TIMEOUT and neutral.failure is Failure.TIMEOUT:
            await attempt_contrast(tools, endpoint, target, Variant.SMALL_PACKETS)

    early = EarlyLook(tools, endpoint, target, Variant.NEUTRAL_NAME)
    await early.around(partial(attempt_contrast, tools, endpoint, target, Variant.NEUTRAL_NAME), in_small_packets)
