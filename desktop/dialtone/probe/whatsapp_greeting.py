"""WhatsApp's first two messages on an open connection: as its Mac app begins, and as phones do."""

from collections.abc import Awaitable, Callable

from anyio.abc import ByteStream

from dialtone.model.vocabulary import Step
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.identity_proof import prove_whatsapp
from dialtone.probe.protocols.noise import PHONE_PROLOGUE, PROLOGUE, NoiseGreeting


async def greet_whatsapp_noise(attempt: AttemptContext, stream: ByteStream) -> None:
    """Exchange the first Noise messages without TLS, as WhatsApp for Mac does; no SNI names the server."""
    await prove_whatsapp(attempt, await exchange_noise(attempt, stream.send, stream.receive))


async def greet_as_a_phone(attempt: AttemptContext, stream: ByteStream) -> None:
    """Exchange the same messages as WhatsApp on phones."""
    await prove_whatsapp(attempt, await exchange_noise(attempt, stream.send, stream.receive, PHONE_PROLOGUE))


async def exchange_noise(
    attempt: AttemptContext,
    send: Callable[[bytes], Awaitable[None]],
    receive: Callable[[], Awaitable[bytes]],
    prologue: bytes = PROLOGUE,
) -> NoiseGreeting:
    """Exchange the first two Noise messages; return the greeting, which then knows the server's key."""
    greeting = NoiseGreeting(prologue=prologue)
    async with attempt.step(Step.NOISE):
        await send(greeting.first_message())
        while not greeting.feed(await receive()):
            pass
    return greeting
