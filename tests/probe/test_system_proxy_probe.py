"""The way through the system's proxy: how its own name is looked up."""

from functools import partial

import anyio
import pytest

from dialtone.model.proxy import Proxy, ProxyKind
from dialtone.model.vocabulary import Failure, Step, Variant, Wire
from dialtone.probe.proxy.system_proxy_probe import observe_through_system_proxy
from probe.conftest import ProbeRun


@pytest.mark.usefixtures("brisk")
async def test_a_resolver_that_never_answers_ends_it(run: ProbeRun) -> None:
    """What is known of the network waits for this: it must not last until the end of the check."""
    proxy = Proxy(ProxyKind.HTTP, "proxy.corp.test", 3128)
    endpoint = run.endpoint(wire=Wire.HTTPS, host="chat.test")
    observe = partial(observe_through_system_proxy, proxy, run.tools)
    with anyio.fail_after(30):
        await observe(endpoint)
    assert [name for name, _ in run.net.asked] == ["proxy.corp.test"] * 2
    (noted,) = run.seen(Step.TCP, Variant.PROXIED)
    assert (noted.failure, noted.target) == (Failure.NO_SUCH_NAME, "proxy")
