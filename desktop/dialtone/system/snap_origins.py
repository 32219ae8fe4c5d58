"""Who publishes a Snap: asked of the system's own service, on its socket on this computer. No network is used."""

import json
import socket
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from dialtone.model.maker import Origin, OriginGap, OriginKind

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
    from http.client import HTTPException, HTTPResponse  # large, and few computers have Snaps

    with suppress(OSError, HTTPException, ValueError), closing(socket.socket(socket.AF_UNIX)) as connection:
        connection.settimeout(_SECONDS)
        connection.connect(str(place))
        connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        response = HTTPResponse(connection)
        response.begin()
        answer = json.loads(response.read(_MOST))
        return answer if isinstance(answer, dict) else {}
    return {}
