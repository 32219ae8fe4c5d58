"""Prints `docs/client-hellos.md`: every ClientHello profile, and where it is sent."""

from client_hellos import HELLOS
from dialtone.model.client_hello import FRESH_DAYS
from shipped_catalogue import shipped_catalogue

_INTRODUCTION = f"""# ClientHello profiles

Generated from `resources/catalogue/` by `PYTHONPATH=tests .venv/bin/python -m hello_page`; do not edit.

In addition to OpenSSL's ClientHello, Dialtone sends these to the servers listed below
([why](decisions/0058-client-hello-profiles-are-content.md)). A test checks that each has the fingerprint (JA4)
given here. A profile must be updated when it is {FRESH_DAYS} days old.

OpenSSL 3.5's own, sent to every other server: `t13d1713h2_ab0a1bf427ad_ecd0401ec68b` (captured 2026-11-29). Protocols
that are not TLS (Telegram's data centres, WhatsApp's phone app, KakaoTalk) have no ClientHello.

| profile | program | JA4 | from | dated |
|---|---|---|---|---|
"""


def page() -> str:
    rows = [
        f"| {p.id} | {p.client} | `{p.ja4}` | {'captured: ' if p.captured else 'derived: '}{p.source} | {p.dated} |"
        for p in HELLOS.values()
    ]
    messengers = shipped_catalogue().messengers
    places = {m.name: sorted(f"{e.host} ({e.hello.id})" for e in m.endpoints if e.hello) for m in messengers}
    sent = [f"| {name} | {', '.join(hosts)} |" for name, hosts in places.items() if hosts]
    return "\n".join((_INTRODUCTION + "\n".join(rows), "", "| messenger | sent to |", "|---|---|", *sent)) + "\n"


if __name__ == "__main__":
    print(page(), end="")
