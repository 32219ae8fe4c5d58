"""Dialtone: says whether a messenger works here, and if not, why."""

__version__ = "0.1.0"
