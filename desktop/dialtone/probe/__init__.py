"""The network: sockets, DNS, TLS, HTTP, MTProto, Noise, STUN. Simple steps, one observation each."""
