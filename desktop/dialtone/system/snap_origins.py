"""Who publishes a Snap: asked of the system's own service, on its socket on this computer. No network is used."""

import json
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from dialtone.model.maker import Origin, OriginGap, OriginKind
from dialtone.system.quiet_files import is_there

_SECONDS = 2.0
_MOST = 2_000_000


def snap_origin(root: Path, name: str) -> Origin:
    """Return the account that published a Snap. Only one that the store has looked at names a publisher."""
    answer = _ask(root / "run" / "snapd.socket", f"/v2/snaps/{quote(name, safe='')}")
    result = answer.get("result")
    publisher = result.get("publisher") if isinstance(result, dict) else None
    if not isinstance(publisher, dict):
        return Origin(
            gap=OriginGap.OTHER_SOURCE if isinstance(result, dict) and "name" in result else OriginGap.UNREADABLE
        )
    account, shown = (str(publisher.get(key) or "") for key in ("username", "display-name"))
    if publisher.get("validation") not in ("verified", "starred"):
        return Origin(gap=OriginGap.OTHER_SOURCE, publisher=account, shown=shown)
    return Origin(OriginKind.SNAP, account, shown=shown)


def _ask(place: Path, path: str) -> dict[str, object]:
    """Return the answer of the service; empty where it gives none."""
    if not is_there(place):
        return {}
    import httpx  # large, and few computers have Snaps

    with suppress(OSError, ValueError, httpx.HTTPError):
        transport = httpx.HTTPTransport(uds=str(place), verify=False, trust_env=False)  # in the clear, on this computer
        client = httpx.Client(transport=transport, timeout=_SECONDS, trust_env=False)
        with client, client.stream("GET", f"http://localhost{path}") as response:
            body = b""
            for part in response.iter_raw():
                body += part
                if len(body) > _MOST:
                    return {}
        answer = json.loads(body)
        return answer if isinstance(answer, dict) else {}
    return {}
