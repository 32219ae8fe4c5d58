"""The floor of any check: one name looked up, one TLS handshake, one request. Prints seconds."""

import socket
import ssl
import sys
import time


def main() -> None:
    """Measure once, after everything is loaded."""
    host = sys.argv[1]
    context = ssl.create_default_context()
    began = time.monotonic()
    address = str(socket.getaddrinfo(host, 443, socket.AF_INET, socket.SOCK_STREAM)[0][4][0])
    plain = socket.create_connection((address, 443), timeout=10)
    with context.wrap_socket(plain, server_hostname=host) as secure:
        secure.sendall(f"HEAD / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert secure.recv(1)
        print(time.monotonic() - began)


if __name__ == "__main__":
    main()
