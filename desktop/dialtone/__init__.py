"""Dialtone: does my messenger work here, and if not, why?"""

__version__ = "0.1.0"
