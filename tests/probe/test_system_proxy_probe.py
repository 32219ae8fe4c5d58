"""The way through the system's proxy: how its own name is looked up."""

from collections.abc import Callable
from functools import partial

import anyio
import pytest

from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.proxy import Proxy, ProxyKind
from dialtone.model.vocabulary import Failure, Step, Variant, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.proxy.system_proxy_probe import observe_through_system_proxy
from probe.loopback import LoopbackNetwork

pytestmark = pytest.mark.anyio


@pytest.mark.usefixtures("brisk")
async def test_a_resolver_that_never_answers_ends_it(
    tools: ProbeContext,
    net: LoopbackNetwork,
    make_endpoint: Callable[..., Endpoint],
    seen: Callable[..., list[Observation]],
) -> None:
    """What is known of the network waits for this: it must not last until the end of the check."""
    proxy = Proxy(ProxyKind.HTTP, "proxy.corp.test", 3128)
    endpoint = make_endpoint(wire=Wire.HTTPS, host="chat.test")
    observe = partial(observe_through_system_proxy, proxy, tools, Lookups(tools))
    with anyio.fail_after(30):
        await observe(endpoint)
    assert [name for name, _ in net.asked] == ["proxy.corp.test"] * 2
    (noted,) = seen(Step.TCP, Variant.PROXIED)
    assert (noted.failure, noted.target) == (Failure.NO_SUCH_NAME, "proxy")
