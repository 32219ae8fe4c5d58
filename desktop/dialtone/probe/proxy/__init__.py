"""Proxies: their handshakes, FakeTLS, and probing a server through one."""
