"""Proxies that people run, from Debian, beside the lab's own: microsocks, nginx for Signal, haproxy for WhatsApp.

Their configurations have the structure of the published ones (signalapp/Signal-TLS-Proxy@cf152e8 nginx-terminate and
nginx-relay; WhatsApp/proxy@a216b93 proxy_config.cfg, which sends the PROXY line), with the lab's addresses instead of
names: these programs ask no resolver of the lab. Each is skipped where it is not installed.
"""

import contextlib
import subprocess
from collections.abc import Callable
from pathlib import Path

from lab import programs

MICROSOCKS, NGINX, HAPROXY = "185.232.71.27", "185.232.71.29", "185.232.71.30"
_SIGNAL = ("chat.signal.org", "grpc.chat.signal.org", "storage.signal.org", "cdn.signal.org", "cdn2.signal.org")
_STREAM_MODULE = Path("/usr/lib/nginx/modules/ngx_stream_module.so")

Find = Callable[[str], str | None]
"""The address of a name of the world."""
Issue = Callable[[str], bytes]
"""Chain and key of the host at an address, as PEM."""


class RealProxies:
    """The programs of one world."""

    def __init__(self, find: Find, issue: Issue, scratch: Path) -> None:
        self._find = find
        self._issue = issue
        self._scratch = scratch
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *, every: bool) -> None:
        """Start what is installed: microsocks always, the others where ``every`` says so."""
        self._run((MICROSOCKS, 1080), "microsocks", "-i", MICROSOCKS, "-p", "1080")
        if every:
            self._run((NGINX, 443), "nginx", "-c", str(self._nginx()), "-p", str(self._scratch), "-e", "/dev/null")
            self._run((HAPROXY, 443), "haproxy", "-f", str(self._haproxy()), "-db", "-q")

    def stop(self) -> None:
        """End them."""
        for one in self._running:
            one.kill()
            one.wait()

    def _run(self, place: tuple[str, int], name: str, *arguments: str) -> None:
        """Start a program, and wait until it listens: however busy this computer is, nobody may come before.

        One that ends at once, as nginx does without its module for streams, is missing like one that is not installed.
        """
        if program := programs.find(name):
            with contextlib.suppress(ChildProcessError):
                self._running.append(programs.start([program, *arguments], place))

    def _file(self, name: str, content: str | bytes) -> Path:
        path = self._scratch / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def _nginx(self) -> Path:
        """Signal's proxy: the outer TLS ends at one server, the inner name chooses the way at the other."""
        pair = self._file("nginx.pem", self._issue(NGINX))
        names = [(name, address) for name in _SIGNAL if (address := self._find(name))]
        ways = "".join(f"    {name} {address}:443;\n" for name, address in names)
        load = f"load_module {_STREAM_MODULE};\n" if _STREAM_MODULE.exists() else ""
        return self._file(
            "nginx.conf",
            f"""{load}daemon off;
master_process off;
pid {self._scratch}/nginx.pid;
error_log /dev/null;
events {{ worker_connections 256; }}
stream {{
  map $ssl_preread_server_name $way {{
{ways}    default 127.0.0.1:9;
  }}
  server {{
    listen {NGINX}:443 ssl;
    ssl_certificate {pair};
    ssl_certificate_key {pair};
    proxy_pass {NGINX}:4433;
  }}
  server {{
    listen {NGINX}:4433;
    ssl_preread on;
    proxy_pass $way;
  }}
}}
""",
        )

    def _haproxy(self) -> Path:
        """WhatsApp's proxy: it tells the server whose connection it is, in a PROXY line before everything else."""
        pair = self._file("haproxy.pem", self._issue(HAPROXY))
        far = self._find("g.whatsapp.net")
        return self._file(
            "haproxy.cfg",
            f"""global
  maxconn 200
defaults
  mode tcp
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend http
  bind {HAPROXY}:80
  default_backend wa_http
frontend https
  bind {HAPROXY}:443 ssl crt {pair}
  default_backend wa
frontend xmpp
  bind {HAPROXY}:5222
  default_backend wa
backend wa
  server g {far}:5222 send-proxy
backend wa_http
  server g {far}:80 send-proxy
""",
        )
