"""Name resolution: messages, lookups with the system, over plain DNS and over DoH."""
