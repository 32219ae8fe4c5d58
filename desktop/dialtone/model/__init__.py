"""The nouns of Dialtone: frozen values (`frozen.py`) and enums. No I/O, no clock, no Qt."""
