"""Name resolution: messages, and lookups by the system, over plain DNS and over DoH."""
