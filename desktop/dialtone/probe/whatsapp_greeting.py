"""WhatsApp's first two messages on a connection that stands: as its app on a Mac begins, and as phones do."""

from collections.abc import Awaitable, Callable

from anyio.abc import ByteStream

from dialtone.model.vocabulary import Step
from dialtone.probe.attempt_steps import AttemptContext
from dialtone.probe.identity_proof import prove_whatsapp
from dialtone.probe.protocols.noise import PHONE_PROLOGUE, PROLOGUE, NoiseGreeting


async def greet_whatsapp_noise(call: AttemptContext, stream: ByteStream) -> None:
    """Exchange the first Noise messages on a bare connection, as WhatsApp for Mac does; no TLS names the server."""
    await prove_whatsapp(call, await exchange_noise(call, stream.send, stream.receive))


async def greet_as_a_phone(call: AttemptContext, stream: ByteStream) -> None:
    """Exchange the same, begun as WhatsApp on phones begins it."""
    await prove_whatsapp(call, await exchange_noise(call, stream.send, stream.receive, PHONE_PROLOGUE))


async def exchange_noise(
    call: AttemptContext,
    send: Callable[[bytes], Awaitable[None]],
    receive: Callable[[], Awaitable[bytes]],
    prologue: bytes = PROLOGUE,
) -> NoiseGreeting:
    """Exchange the first two Noise messages; return what is known of the server then."""
    greeting = NoiseGreeting(prologue=prologue)
    async with call.step(Step.NOISE):
        await send(greeting.first_message())
        while not greeting.feed(await receive()):
            pass
    return greeting
