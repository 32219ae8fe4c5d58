"""How WhatsApp on phones fares at a server: its first message is not the one of WhatsApp for Mac."""

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Wire
from dialtone.probe.attempt import attempt_as_a_phone
from dialtone.probe.context import ProbeContext
from dialtone.probe.target import Target


async def greet_as_a_phone(tools: ProbeContext, endpoint: Endpoint, target: Target) -> None:
    """Say a phone's first message: once if it passes, else again, for a filter may cut by chance."""
    if endpoint.wire is not Wire.WHATSAPP_NOISE:
        return
    for _ in range(1 + tools.limits.retries.after_cut):
        if await attempt_as_a_phone(tools, endpoint, target) is None:
            return
