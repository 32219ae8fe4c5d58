"""How WhatsApp on phones fares at a server: its first message is not the one of WhatsApp for Mac."""

from functools import partial

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Failure, Variant, Wire
from dialtone.probe.attempt import attempt_as_a_phone
from dialtone.probe.context import ProbeContext
from dialtone.probe.early_look import EarlyLook
from dialtone.probe.failure import StepFailed
from dialtone.probe.target import Target


async def greet_as_a_phone(tools: ProbeContext, endpoint: Endpoint, target: Target) -> None:
    """Say a phone's first message: once if it passes, else again, for a filter may cut by chance.

    Where nobody answers, again at once: each silence would take long.
    """
    if endpoint.wire is not Wire.WHATSAPP_NOISE:
        return
    tools = tools.asked_by("app_handshake.phone")
    greet, times = partial(attempt_as_a_phone, tools, endpoint, target), tools.limits.retries.after_cut

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
