"""How one endpoint is observed: once if all is well; otherwise with retries, other addresses and contrasts."""

import ipaddress
from collections.abc import Sequence
from functools import partial
from itertools import cycle

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen, replace
from dialtone.model.vocabulary import SECURED, AddressOrigin, Failure, StatusFormat, Step, Variant, Wire
from dialtone.probe.at_once import at_once
from dialtone.probe.attempt import attempt, attempt_contrast, attempt_one_hop, attempt_to_leave, attempt_with
from dialtone.probe.context import ProbeContext
from dialtone.probe.contrast_probe import make_contrast, probe_phone_handshake
from dialtone.probe.datagram_greeting import DATAGRAMS
from dialtone.probe.early_look import EarlyLook
from dialtone.probe.failure import CERTIFICATE, StepFailed
from dialtone.probe.greeting import greet_status
from dialtone.probe.known_targets import find_targets, list_other_family, make_targets, next_target
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.protocols.status_page import READERS
from dialtone.probe.target import Target

_OFTEN_CLOSED = (Step.STUN, Step.NTP, Step.QUIC)
"""What many networks block for everyone: silence there is not packet loss."""
_REFUSED = (Failure.REFUSED, Failure.RESET)
_CLOSED = (Failure.RESET, Failure.CLOSED)
_PLAIN_WEB, _SECURE_WEB = 80, 443
_Attempted = tuple[list[Target], StepFailed | None]
"""The targets to go on with, beginning with the one that was tried last, and the step that failed there."""
_PROVES_IDENTITY = SECURED | {Wire.WHATSAPP_NOISE}
"""Wires whose answer cannot be guessed: only a real peer can give it."""


async def observe_endpoint(tools: ProbeContext, endpoint: Endpoint) -> None:
    """Observe one endpoint of a messenger until further attempts could not change the conclusion."""
    seconds = tools.limits.steps.names_server_within * tools.timeouts.limit
    if (located := await tools.named.locate(endpoint, seconds)) is not None:
        await _observe_located(tools, located)


async def _observe_located(tools: ProbeContext, endpoint: Endpoint) -> None:
    """Observe an endpoint at a server that is known by now."""
    targets = await find_targets(tools, endpoint)
    closer_look = _CloserLook(tools, endpoint)
    if not targets:
        tools.named.note_asked(endpoint)
        await closer_look.begin_without_address()
        return
    early = EarlyLook(tools, endpoint)
    async with anyio.create_task_group() as group:
        group.start_soon(early.watch, partial(closer_look.begin, targets, early))
        targets, failed = await _first_attempt(tools, endpoint, targets)
        tools.named.note_asked(endpoint)
        early.end(answered=failed is None)
    if failed is None:
        await probe_phone_handshake(tools, endpoint, targets[0])
    elif failed.failure is Failure.UNREACHABLE:
        await attempt_one_hop(tools.asked_by("retry.contrast"), endpoint, targets[0])
    elif not early.begun:
        await closer_look.begin(targets, early, failed)
    elif failed.failure in CERTIFICATE:
        await attempt_contrast(tools.asked_by("retry.contrast"), endpoint, targets[0], Variant.UNVERIFIED)


async def observe_control(tools: ProbeContext, endpoint: Endpoint) -> None:
    """Observe a control, and if it fails make one further attempt, chosen by what failed.

    No contrast tells why it failed: a control is itself what other endpoints are compared with.
    """
    targets, failed = await _ask_control(tools, endpoint)
    if failed is None:
        return
    again = tools.asked_by("retry.control")
    if failed.failure is Failure.TIMEOUT and failed.step not in _OFTEN_CLOSED:
        tools.timeouts.note_loss()
    line_may_be_dead = failed.step is Step.TCP and not tools.timeouts.informed
    if line_may_be_dead and failed.failure in _REFUSED:  # by this computer?
        await attempt_one_hop(again, endpoint, targets[0])
    elif line_may_be_dead and failed.failure is Failure.TIMEOUT:  # does any packet leave? Anchors are enough to tell
        if endpoint.wire is Wire.TCP:
            await attempt_to_leave(again, endpoint, targets[0])
    elif failed.failure in CERTIFICATE:  # whose certificate is it?
        await attempt_contrast(again, endpoint, targets[0], Variant.UNVERIFIED)
    elif failed.failure is not Failure.UNREACHABLE and tools.timeouts.may_retry_control(failed.step):
        await attempt(again, endpoint, next_target(targets))


async def _ask_control(tools: ProbeContext, endpoint: Endpoint) -> _Attempted:
    """Try a control once, by its name; one with an unencrypted page also at a built-in address, if it has one."""
    if endpoint.wire is Wire.HTTP:
        built_in = make_targets(tools, endpoint, endpoint.addresses, AddressOrigin.BUILT_IN)
        if built_in:
            return await _race_built_in(tools, endpoint, built_in)
    # Without a task group: leaving one takes a turn of the event loop, in which messengers' servers connect first.
    targets = await find_targets(tools, endpoint)
    return await _first_attempt(tools, endpoint, targets) if targets else ([], None)


async def _race_built_in(tools: ProbeContext, endpoint: Endpoint, built_in: list[Target]) -> _Attempted:
    """Look up a control's name, and try a built-in address if the lookup has failed, or gave nothing for a while.

    An address from the lookup ends that attempt. A sign-in page, if there is one, answers at any address.
    """
    lookup_failed, results = anyio.Event(), list[StepFailed | None]()

    async def try_built_in() -> None:
        with anyio.move_on_after(tools.limits.lookups.asked_again_after):
            await lookup_failed.wait()
        results.append(await attempt(tools, endpoint, built_in[0]))

    async with anyio.create_task_group() as group:
        group.start_soon(try_built_in)
        targets = await find_targets(tools, endpoint)
        if targets:
            group.cancel_scope.cancel()
        lookup_failed.set()
    return await _first_attempt(tools, endpoint, targets) if targets else (built_in, results[0])


async def _first_attempt(tools: ProbeContext, endpoint: Endpoint, targets: list[Target]) -> _Attempted:
    """Try the first target; if it is unreachable, one of the other family: some networks are IPv6-only."""
    failed = await attempt(tools, endpoint, targets[0])
    of_other_family = list_other_family(targets)
    if failed is None or failed.failure is not Failure.UNREACHABLE or not of_other_family:
        return targets, failed
    return of_other_family, await attempt(tools, endpoint, of_other_family[0])


async def observe_status(format_: StatusFormat, tools: ProbeContext, endpoint: Endpoint) -> None:
    """Read a service's status page once: it can only confirm what was observed."""
    if targets := await find_targets(tools, endpoint):
        await attempt_with(tools, endpoint, targets[0], Variant.STATUS, partial(greet_status, READERS[format_]))


async def confirm_answer(target: Target, tools: ProbeContext, endpoint: Endpoint) -> None:
    """Repeat an attempt that was answered a few times, in parallel: the answer may have been luck."""
    await at_once([partial(attempt, tools, endpoint, target)] * tools.limits.retries.after_luck)


async def show_name_elsewhere(addresses: Sequence[str], neutral: str, tools: ProbeContext, endpoint: Endpoint) -> None:
    """Send a name to unrelated servers, after a neutral one: some filters then block the address for minutes.

    A server to which there is no connection is not sent the name: its silence would say nothing about the name.
    """
    contrast = replace(tools, neutral_name=neutral)

    async def send_both_names(address: str) -> None:
        target = Target(address, _SECURE_WEB, AddressOrigin.BUILT_IN, host_header=address)
        failed = await attempt_contrast(contrast, endpoint, target, Variant.NEUTRAL_ELSEWHERE)
        if failed is None or failed.step is not Step.TCP:
            await attempt_contrast(tools, endpoint, target, Variant.NAME_ELSEWHERE)

    await at_once(partial(send_both_names, address) for address in addresses)


async def observe_place(tools: ProbeContext, endpoint: Endpoint, *, asked: str) -> None:
    """Check one place until it answers, at most three times: one lost packet must not look like a dead place.

    `asked`: the host to request from the endpoint's server; empty for its own name.
    """
    found = await _find_place(tools, endpoint)
    targets = [replace(target, host_header=asked or target.host_header) for target in found]
    tries = [targets[0], next_target(targets), *list_other_family(targets)[:1]] if targets else ()
    for target in tries:
        if await attempt(tools, endpoint, target) is None:
            return


async def _find_place(tools: ProbeContext, endpoint: Endpoint) -> list[Target]:
    """Return where to reach a place: its own addresses, else the system's, asked a second time if it had none."""
    if endpoint.addresses:
        return make_targets(tools, endpoint, endpoint.addresses, AddressOrigin.BUILT_IN)
    if targets := await find_targets(tools, endpoint):
        return targets
    return make_targets(tools, endpoint, await tools.lookups.ask_system_again(endpoint), AddressOrigin.SYSTEM)


class _CloserLook(Frozen):
    """What follows a first attempt at an endpoint that failed or is oddly silent. Each method is one experiment."""

    tools: ProbeContext
    endpoint: Endpoint

    async def begin(self, targets: list[Target], early: EarlyLook, failed: StepFailed) -> None:
        """Retry, try other addresses and make the contrast, all at once. `targets`: the first was tried."""
        tools, endpoint = self.tools, self.endpoint
        async with anyio.create_task_group() as group:
            group.start_soon(self._retry, targets, early, failed)
            group.start_soon(make_contrast, tools, endpoint, targets[0], failed)
            if failed.step is Step.NOISE:
                group.start_soon(probe_phone_handshake, tools, endpoint, targets[0])
            if endpoint.host is not None and failed.step is not Step.FLOW:
                group.start_soon(self._try_hidden_address, targets, failed)
                if self._looks_forged(targets[0], failed):
                    group.start_soon(self._look_for_tampering)
                elif failed.step is Step.TCP:  # other answers may show that the address was injected
                    group.start_soon(self.tools.lookups.ask_plain, endpoint)

    async def begin_without_address(self) -> None:
        """Ask the system again for a name without a usable address, and see whether the true address would work."""
        async with anyio.create_task_group() as group:
            group.start_soon(self._try_second_lookup)
            group.start_soon(self._look_for_tampering)
            if targets := await self._find_trusted_targets():
                group.start_soon(self._try_true_addresses, targets)

    async def _attempt(self, target: Target, *, row: str) -> StepFailed | None:
        return await attempt(self.tools.asked_by(row), self.endpoint, target)

    async def _retry(self, targets: list[Target], early: EarlyLook, failed: StepFailed) -> None:
        """Try another address, and one of the other family; if the app has other ports or framings, those too.

        The first target is tried again after a cut, if the results are mixed, or if all failed on a lossy line. They
        are not mixed if the first attempt was merely late and all others were answered.
        """
        results = list[StepFailed | None]()

        async def add_result(target: Target) -> None:
            results.append(await self._attempt(target, row="retry.same"))

        alternatives = _list_alternatives(self.endpoint, targets[0])
        others = [next_target(targets), *list_other_family(targets)[:1], *alternatives]
        await at_once(partial(add_result, target) for target in others)
        any_answered = None in results
        if any(map(_is_cut, (failed, *results))):
            await self._repeat_after_cut(targets[0], any_answered=any_answered)
            return
        was_merely_late = early.answered and not any(results)
        is_mixed = any_answered and not was_merely_late and not alternatives
        if is_mixed or (not any_answered and self.tools.timeouts.lossy):
            await self._attempt(targets[0], row="retry.same")

    async def _repeat_after_cut(self, target: Target, *, any_answered: bool) -> None:
        """Try a target several more times, one after another: some filters cut only a share of the connections.

        Stop if no other target answered, and the messenger's servers have shown by then that all are cut.
        """
        for _ in range(self.tools.limits.retries.after_cut):
            if not any_answered and self._are_all_cut():
                return
            await self._attempt(target, row="retry.same")

    def _are_all_cut(self) -> bool:
        """Return whether a messenger's servers were cut so often, on a good line, that hardly only a share is cut."""
        tools, messenger = self.tools, self.endpoint.messenger
        steps = (o for o in tools.journal.observations if o.messenger == messenger and o.step is not Step.TCP)
        cuts = sum(o.variant is Variant.APP and o.failure in _CLOSED for o in steps)
        return cuts >= tools.limits.retries.cuts_in_all and tools.timeouts.odd_silence is not None

    async def _try_hidden_address(self, targets: list[Target], failed: StepFailed) -> None:
        """Try an address that the system did not return, or several if it returned none of a trusted resolver's."""
        system_addresses = {target.address for target in targets}
        trusted = await self._find_trusted_targets()
        hidden = [target for target in trusted if target.address not in system_addresses]
        if not hidden:
            return
        all_are_hidden = len(hidden) == len(trusted) and hidden[0].origin is AddressOrigin.TRUSTED
        if not all_are_hidden:
            await self._attempt(hidden[0], row="retry.true_address")
            return
        look_for_tampering = partial(self.tools.lookups.look_for_tampering, self.endpoint)
        uses_datagrams = self.endpoint.wire in DATAGRAMS
        is_connection_cut = failed.step is not Step.TCP and failed.failure is not Failure.TIMEOUT
        if is_connection_cut and not uses_datagrams:
            if not failed.is_same(await self._try_true_addresses(hidden, failed)):
                await look_for_tampering()
        elif failed.step is Step.TLS or uses_datagrams:  # the true address may be silent as well: do not wait for it
            try_one = partial(self._attempt, hidden[0], row="retry.true_address")
            await at_once([try_one, partial(self._try_others, hidden, failed), look_for_tampering])
        else:
            await at_once([partial(self._try_true_addresses, hidden), look_for_tampering])

    async def _try_true_addresses(
        self, targets: list[Target], cut_before: StepFailed | None = None
    ) -> StepFailed | None:
        """Try a true address. If it answers, only the lookup is tampered with; if not, see what else is blocked.

        Nothing else is tried if it ends as the system's address did (`cut_before`): then the address makes no
        difference. Return the step that failed, or None.
        """

        async def look_closer(failed: StepFailed) -> None:
            if not failed.is_same(cut_before):
                await self._try_others(targets, failed)

        early = EarlyLook(self.tools, self.endpoint, targets[0])
        return await early.run(partial(self._attempt, targets[0], row="retry.true_address"), look_closer)

    async def _try_others(self, targets: list[Target], failed: StepFailed) -> None:
        """Try another true address of each family, and make the contrast at the first, all at once."""
        others = [next_target(targets), *list_other_family(targets)[:1]]
        attempts = [partial(self._attempt, target, row="retry.true_address") for target in others]
        await at_once([*attempts, partial(make_contrast, self.tools, self.endpoint, targets[0], failed)])

    def _looks_forged(self, target: Target, failed: StepFailed) -> bool:
        """Return whether the system's answer leads nowhere or to a wrong host, and is not from the hosts file."""
        is_private = not ipaddress.ip_address(target.address).is_global
        return (is_private or failed.failure in CERTIFICATE) and self.endpoint.host not in self.tools.local_names

    async def _look_for_tampering(self) -> None:
        """See who tampers with the name; then try an unproved address, if the app handshake there proves the server."""
        tools, endpoint = self.tools, self.endpoint
        await tools.lookups.look_for_tampering(endpoint)
        if endpoint.wire not in _PROVES_IDENTITY:
            return
        addresses = tuple(a for a in await tools.lookups.ask_plain(endpoint) if ipaddress.ip_address(a).is_global)
        for target in make_targets(tools, endpoint, addresses, AddressOrigin.PLAIN)[:1]:
            await self._attempt(target, row="retry.plain_address")

    async def _try_second_lookup(self) -> None:
        """Try the address that the system gives on the second lookup: it is the one that the app will use."""
        addresses = await self.tools.lookups.ask_system_again(self.endpoint)
        targets = make_targets(self.tools, self.endpoint, addresses, AddressOrigin.SYSTEM)
        if targets and await self._attempt(targets[0], row="retry.second_lookup") is not None:
            await self._attempt(next_target(targets), row="retry.second_lookup")

    async def _find_trusted_targets(self) -> list[Target]:
        tools, endpoint = self.tools, self.endpoint
        targets = make_targets(tools, endpoint, await tools.lookups.ask_trusted(endpoint), AddressOrigin.TRUSTED)
        return targets or make_targets(tools, endpoint, endpoint.addresses, AddressOrigin.BUILT_IN)


def _is_cut(failed: StepFailed | None) -> bool:
    """Return whether an open connection was closed before the answer: filters do that, servers rarely."""
    return failed is not None and failed.step is not Step.TCP and failed.failure in _CLOSED


def _list_alternatives(endpoint: Endpoint, target: Target) -> list[Target]:
    """Return what the app tries when its first choice fails: other ports, and for Telegram other framings."""
    if endpoint.wire is not Wire.MTPROTO:
        return [replace(target, port=port) for port in endpoint.ports]
    framings = cycle((Transport.ABRIDGED, Transport.PADDED))
    pairs = zip(endpoint.ports, framings, strict=False)
    alternatives = [replace(target, port=port, transport=framing) for port, framing in pairs]
    if _PLAIN_WEB in endpoint.ports:
        alternatives.append(replace(target, port=_PLAIN_WEB, transport=Transport.HTTP))
    return alternatives
