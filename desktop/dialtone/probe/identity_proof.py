"""Whose server answered: the proof that follows a greeting, which any host could learn to answer.

Both functions raise `StepFailed` if the server does not prove its identity: `ProofRegistry.note` ends the step with an
error for every outcome but `Proof.SHOWN`.
"""

import anyio
from anyio.abc import ByteStream

from dialtone.model.trust_anchors import Proof
from dialtone.model.vocabulary import Step
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.protocols.mtproto import Codec, next_frame
from dialtone.probe.protocols.mtproto_proof import Challenge, choose_key, read_puzzle
from dialtone.probe.protocols.noise import NoiseGreeting

_ERROR_BYTES = 4  # core.telegram.org/mtproto/mtproto-transports: an answer of this length is an error code
_FIRST_CDN_CENTRE = 200  # core.telegram.org/cdn: they have their own keys, which only accounts can get


async def prove_telegram(attempt: AttemptContext, codec: Codec, stream: ByteStream, answer: bytes) -> None:
    """After an answer to Telegram's greeting, have the server show that it can read what is encrypted for Telegram.

    `codec` frames what `stream` carries; `answer`: what came after the greeting, a `resPQ` or an error code.
    """
    tools, messenger = attempt.tools, attempt.endpoint.messenger
    has_common_keys = attempt.endpoint.data_centre < _FIRST_CDN_CENTRE
    async with tools.proofs.turn(messenger, tools.timeouts.limit, may_be_first=has_common_keys) as needed:
        if not needed:
            return
        async with attempt.step(Step.PROOF) as facts:
            if len(answer) == _ERROR_BYTES:
                tools.proofs.note(messenger, Proof.DECLINED, facts)
            puzzle = read_puzzle(answer)
            key = choose_key(tools.keys.telegram, puzzle)
            if key is None:
                tools.proofs.note(messenger, Proof.UNKNOWN_KEY, facts)
                return
            challenge = Challenge(puzzle, key, attempt.endpoint.data_centre)
            now = tools.clock.today().timestamp()
            question = await anyio.to_thread.run_sync(challenge.question, now, abandon_on_cancel=True)
            await stream.send(codec.encode(question))
            tools.proofs.note(messenger, challenge.judge(await next_frame(codec, stream)), facts)


async def prove_whatsapp(attempt: AttemptContext, greeting: NoiseGreeting) -> None:
    """After an answer to WhatsApp's greeting, see whose certificate came with it."""
    async with attempt.step(Step.PROOF) as facts:
        proof = greeting.prove(attempt.tools.keys.whatsapp)
        attempt.tools.proofs.note(attempt.endpoint.messenger, proof, facts)
