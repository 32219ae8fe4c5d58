"""A service's own word: what is read from its page, and what is no word at all."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, StatusFormat, Step, Variant, Wire
from dialtone.probe.endpoint_probe import observe_status
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.status_page import READERS, read_slack, read_statuspage
from probe.conftest import ProbeRun
from probe.loopback import says, secured, serve


@pytest.mark.parametrize(
    ("indicator", "said"),
    [("none", "none"), ("maintenance", "minor"), ("minor", "minor"), ("major", "major"), ("critical", "major")],
)
def test_statuspage(indicator: str, said: str) -> None:
    page = f'{{"page":{{"id":"x"}},"status":{{"indicator":"{indicator}","description":"…"}}}}'
    assert read_statuspage(page.encode()) == said


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('{"status":"ok","date_created":"…"}', "none"),
        ('{"status":"active","active_incidents":[{"type":"notice"}]}', "none"),
        ('{"status":"active","active_incidents":[{"type":"incident","services":["Calls"]}]}', "minor"),
        ('{"status":"active","active_incidents":[{"type":"incident"},{"type":"outage"}]}', "major"),
    ],
    ids=["fine", "a notice", "an incident", "an outage beside it"],
)
def test_slack(page: str, said: str) -> None:
    assert read_slack(page.encode()) == said


@pytest.mark.parametrize("format_", StatusFormat)
@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"{}", b'{"status":7}', b'{"status":{"indicator":"purple"}}', b'{"status":"gone"}', b"[" * 9999],
)
def test_what_is_no_such_page(format_: StatusFormat, body: bytes) -> None:
    with pytest.raises(ProbeError) as refused:
        READERS[format_](body)
    assert refused.value.failure is Failure.BAD_ANSWER


@given(st.sampled_from(StatusFormat), st.binary(max_size=300))
def test_anything_at_all(format_: StatusFormat, body: bytes) -> None:
    with suppress(ProbeError):
        assert READERS[format_](body) in ("none", "minor", "major")


@pytest.mark.parametrize(
    ("answer", "failure", "indicator"),
    [
        (b'HTTP/1.1 200 OK\r\nContent-Length: 32\r\n\r\n{"status":{"indicator":"major"}}', None, "major"),
        (b"HTTP/1.1 301 Moved\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", Failure.BAD_ANSWER, None),
    ],
)
async def test_it_is_asked_once_and_apart(
    run: ProbeRun, answer: bytes, failure: Failure | None, indicator: str | None
) -> None:
    page = replace(run.endpoint(Wire.HTTPS), id="chat/status", path="/api/v2/status.json")
    async with serve(secured(run.authorities.public.serve(), says(answer))) as run.net.routes["10.0.0.1", 443]:
        await observe_status(StatusFormat.STATUSPAGE, run.tools, page)
    (asked,) = run.seen(Step.HTTP)
    assert (asked.failure, asked.facts.get(Fact.INDICATOR), asked.variant) == (failure, indicator, Variant.STATUS)
