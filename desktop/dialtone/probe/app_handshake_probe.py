"""What an app would meet at a server that answered us: send the app's own first message, again if it is cut off."""

from functools import partial

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.client_hello import ClientHello
from dialtone.model.vocabulary import Failure, Variant, Wire
from dialtone.probe.attempt import attempt_again, attempt_app_hello, attempt_contrast
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.early_look import EarlyLook
from dialtone.probe.failure import StepFailed
from dialtone.probe.target import Target


async def probe_app_hello(
    target: Target, profile: ClientHello, tools: ProbeContext, _names: Lookups, endpoint: Endpoint
) -> None:
    """Send the app's own ClientHello where ours was answered: once if it passes, else several times, beside ours."""
    if await attempt_app_hello(tools, endpoint, target, profile) is None:
        return
    async with anyio.create_task_group() as group:
        for _ in range(tools.limits.retries.app_hellos - 1):
            group.start_soon(attempt_app_hello, tools, endpoint, target, profile)
        group.start_soon(partial(attempt_again, whole=False), tools, endpoint, target)


async def probe_phone_handshake(tools: ProbeContext, endpoint: Endpoint, target: Target) -> None:
    """Send the first message of WhatsApp on phones, which differs from that of its Mac app.

    Once if it passes; otherwise again, as a filter may act at random. After a timeout all retries run at once, since
    each silence takes long.
    """
    if endpoint.wire is not Wire.WHATSAPP_NOISE:
        return
    tools = tools.asked_by("app_handshake.phone")
    greet = partial(attempt_contrast, tools, endpoint, target, Variant.PHONE_HELLO)
    times = tools.limits.retries.after_cut

    async def again(failed: StepFailed) -> None:
        if failed.failure is Failure.TIMEOUT:
            async with anyio.create_task_group() as group:
                for _ in range(times):
                    group.start_soon(greet)
            return
        for _ in range(times):
            if await greet() is None:
                return

    await EarlyLook(tools, endpoint, target, Variant.PHONE_HELLO).around(greet, again)
