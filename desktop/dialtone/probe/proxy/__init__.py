"""Proxies: their handshakes, FakeTLS, and probing servers through them."""
