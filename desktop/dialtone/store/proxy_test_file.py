"""A test of a proxy as `dialtone try --json` prints it, format `dialtone-trial/1`. It has no field for a secret.

`docs/trial.schema.json` is generated from these tables.
"""

from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from dialtone.model.explanation import ProxyTestWords
from dialtone.model.file_fields import Number
from dialtone.model.frozen import Frozen
from dialtone.model.proxy import ProxyKind, ProxyOutcome, ProxyTest, SecretKind
from dialtone.store.check_file import Name, NetworkTable, ObservationTable, Seconds, Text, Whole, to_plain

FORMAT: Literal["dialtone-trial/1"] = "dialtone-trial/1"


class ProxyTable(Frozen):
    """The proxy, without its secrets."""

    kind: ProxyKind
    host: Name
    port: Number
    secret: SecretKind
    """The kind of an MTProto secret; empty for other proxies."""


class ProxyResultTable(Frozen, rename={"messenger": "id", "via": "door"}):
    """The result for one messenger through the proxy."""

    messenger: Name
    name: Name
    outcome: ProxyOutcome
    seconds: Seconds
    via: Name
    headline: Text
    explanation: Text
    observations: tuple[Number, ...]


class ProxyTestTable(Frozen):
    """One test of a proxy."""

    format: Literal["dialtone-trial/1"]
    app_version: Name
    started_at: datetime
    seconds: Seconds
    bytes_sent: Whole
    bytes_received: Whole
    proxy: ProxyTable
    outcome: ProxyOutcome
    sees: tuple[Text, ...]
    can_do: tuple[Text, ...]
    limits: tuple[Text, ...]
    network: NetworkTable
    messengers: tuple[ProxyResultTable, ...]
    observations: tuple[ObservationTable, ...]


def encode_proxy_test(test: ProxyTest, words: ProxyTestWords) -> dict[str, object]:
    """Return the test as plain data, ready for JSON. `words`: its texts."""
    document: dict[str, Any] = msgspec.to_builtins(test)
    for result, texts in zip(document["results"], words.of_each, strict=True):
        result |= {"name": texts.name, "headline": texts.headline, "explanation": texts.means}
        result |= {"id": result.pop("messenger"), "door": result.pop("via")}
    proxy = {key: document.pop(key) for key in ("kind", "host", "port")}
    document |= {
        "format": FORMAT,
        "started_at": test.started_at.astimezone(UTC).replace(microsecond=0),
        "proxy": {**proxy, "secret": document.pop("secret_kind")},
        "sees": words.sees,
        "can_do": words.can_do,
        "limits": words.limits,
        "messengers": document.pop("results"),
    }
    return to_plain(document, ProxyTestTable)
