"""The nouns of Dialtone: frozen dataclasses and enums. No I/O, no clock, no Qt."""
