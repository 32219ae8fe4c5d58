"""The network: sockets, DNS, TLS, HTTP, MTProto, Noise, STUN. Plain steps, one observation each."""
